package dev.devledger.application.sync.push;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.ClosedLists;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.push.ListCreate.ListSearch;
import dev.devledger.application.sync.push.PushContext.PushObstacles;
import dev.devledger.application.sync.read.ListReads.LockedLists;
import dev.devledger.application.sync.record.SyncProjection.StopReasons;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list of synced content, either the card list or a project's own list. It is found by its name once, created if it
 * is missing, and known by its id from then on.
 */
final class TargetList {
    sealed interface Availability {
        record Ready(String list) implements Availability {}

        /**
         * Nothing can be created in the list before the reason is settled; after a refusal the list is tried less and
         * less often.
         *
         * @param full true if a cycle that reads the lists would settle the reason
         */
        record Blocked(String reason, Duration retryAfter, boolean refused, boolean full) implements Availability {}
    }

    /** The lists of one pass, each list is looked for once. */
    static final class PassLists {
        private final LockedLists read;
        private final ClosedLists closed;
        private final Map<EntityRef, TargetList> known = new HashMap<>();

        PassLists(LockedLists read, ClosedLists closed) {
            this.read = read;
            this.closed = closed;
        }

        /** Returns the lists that accept no writes, or no new tasks. */
        ClosedLists closed() {
            return closed;
        }

        /** Returns the list, which is created if it is missing. */
        Availability find(DesiredObject.ContainingList home, PushContext context) {
            return known.computeIfAbsent(home.list(), list -> new TargetList(home, context, read))
                    .find();
        }
    }

    private final ListSearch sought;
    private final PushContext context;
    private final LinkJournal records;
    private final LockedLists read;
    private final ListCreate making;
    private @Nullable Availability found;

    TargetList(DesiredObject.ContainingList home, PushContext context, LockedLists read) {
        this.sought = new ListSearch(home, context);
        this.context = context;
        this.records = context.records();
        this.read = read;
        this.making = new ListCreate(sought);
    }

    /** Finds the list; the service is asked once in a pass. */
    Availability find() {
        if (found == null) {
            sought.asOfNow();
            found = switch (sought.link()) {
                case SyncLink.Linked linked
                when isUnseen(linked.remote().list()) ->
                    sought.lookedAtFirst("the list \"" + sought.name() + "\" was chosen");
                case SyncLink.Linked linked ->
                    new Availability.Ready(linked.remote().list());
                case SyncLink.Detached detached
                when detached.stays() ->
                    sought.blocked("the list \"" + sought.name() + "\" is not synced: " + detached.reason());
                case SyncLink.Stopped stopped when StopReasons.isLeftOut(stopped) -> sought.blocked(stopped.reason());
                case SyncLink.None none
                when context.closed().takesNoLists() != null ->
                    sought.noMore(context.closed().takesNoLists());
                default -> look();
            };
        }
        return found;
    }

    /**
     * True for a list that a person has chosen and no cycle has read: that list may already hold the ledger's tasks,
     * and would get them twice.
     */
    private boolean isUnseen(String list) {
        return !read.wasRead(list) && records.isChosen(sought.entity(), list);
    }

    private Availability look() {
        return switch (orStop(lists())) {
            case RemoteAnswer.Ok(var lists) ->
                switch (sought.link()) {
                    case SyncLink.Deleting deleting -> wantedAgain(deleting, lists);
                    case SyncLink.Detached detached -> letGoBefore(detached, lists);
                    default -> choose(named(lists));
                };
            case RemoteAnswer.Refused(var reason) -> sought.refused(reason);
            case RemoteAnswer.Unknown(var reason) -> throw CycleStopped.unanswered(reason);
        };
    }

    /**
     * Returns the lists. If this list was never requested, none of them can have been created by us, so an earlier read
     * is good enough, unless it shows a list of that name.
     */
    private RemoteAnswer<List<RemoteList>> lists() {
        return sought.link() instanceof SyncLink.None
                ? context.calls().listsLately(lists -> named(lists).isEmpty())
                : context.calls().lists();
    }

    /** Links a list again that was let go, if it still exists, whatever its name is now. */
    private Availability letGoBefore(SyncLink.Detached detached, List<RemoteList> lists) {
        RemoteRef object = detached.remote();
        RemoteState remote = find(object, lists).isPresent() ? RemoteState.SEEN_CHANGED : RemoteState.GONE;
        if (context.table().decide(detached, LocalState.CHANGED, remote).action() != Action.LINK_AGAIN) {
            return choose(named(lists));
        }
        sought.record((id, at) -> new SyncCommand.Link(id, object, detached.base(), at));
        return new Availability.Ready(object.list());
    }

    private static Optional<RemoteList> find(RemoteRef object, List<RemoteList> lists) {
        return lists.stream().filter(list -> list.id().equals(object.list())).findFirst();
    }

    /**
     * Handles the list of a restored project: if the list still exists when no sending of its delete can take effect
     * any more, the same list is linked again.
     */
    private Availability wantedAgain(SyncLink.Deleting deleting, List<RemoteList> lists) {
        Optional<RemoteList> there = find(deleting.remote(), lists);
        // Each sending takes effect within one settle time, and its effect can be seen within another.
        Instant over = deleting.lastMeantAt().plus(context.settings().settle().multipliedBy(2));
        LinkState state = context.calls().now().isBefore(over) ? LinkState.DELETE_SENT : LinkState.DELETE_OVER;
        RemoteState remote = there.isPresent() ? RemoteState.SEEN_UNCHANGED : RemoteState.GONE;
        return switch (context.table().decide(state, LocalState.CHANGED, remote).action()) {
            case LINK_AGAIN -> sought.linkTo(there.orElseThrow());
            case CLOSE -> {
                sought.record((id, at) -> new SyncCommand.Close(id, at));
                yield choose(named(lists));
            }
            default ->
                new Availability.Blocked(
                        "it is not known yet whether the list \"" + sought.name() + "\" was deleted in "
                                + sought.title(),
                        Duration.between(context.calls().now(), over).plusMillis(1),
                        false,
                        false);
        };
    }

    private List<RemoteList> named(List<RemoteList> lists) {
        return records.eligible(
                sought.entity(),
                lists.stream().filter(list -> isCalled(list.name())).toList());
    }

    /**
     * True if the list has the wanted name. The service silently cuts a name that is too long, so cut names are
     * compared.
     */
    private boolean isCalled(String name) {
        return context.words().listName(name).equals(context.words().listName(sought.name()));
    }

    private Availability choose(List<RemoteList> named) {
        return named.size() == 1
                ? takeOver(named.getFirst())
                : decided(named.isEmpty() ? RemoteState.NONE : RemoteState.AMBIGUOUS, named);
    }

    /** Decides by the list's name alone: which list was linked before does not matter. */
    private Availability decided(RemoteState remote, List<RemoteList> named) {
        boolean before = sought.link() instanceof SyncLink.Closed || sought.link() instanceof SyncLink.Detached;
        return switch (context.table()
                .decide(before ? LinkState.NONE : LinkState.of(sought.link()), LocalState.CHANGED, remote)
                .action()) {
            case ADOPT -> sought.linkTo(named.getFirst());
            case CREATE -> making.madeAgain();
            case ASK -> remote == RemoteState.HOLDS_OTHERS ? filled() : making.ask(named);
            default -> throw new IllegalStateException("no list is called so, and none is to be: " + sought.link());
        };
    }

    /**
     * Takes over a list made by another client, unless the list has tasks: some of them may be in the ledger too, so a
     * cycle that reads the list decides.
     */
    private Availability takeOver(RemoteList list) {
        return switch (orStop(context.calls().openTasks(list.id()))) {
            case RemoteAnswer.Ok(var tasks) ->
                decided(
                        tasks.map(Listing::isEmpty).orElse(false) ? RemoteState.SEEN_CHANGED : RemoteState.HOLDS_OTHERS,
                        List.of(list));
            case RemoteAnswer.Refused(var reason) -> sought.refused(reason);
            case RemoteAnswer.Unknown(var reason) -> throw CycleStopped.unanswered(reason);
        };
    }

    /** Handles a list with tasks of others, whether an unanswered create of ours made that list or not. */
    private Availability filled() {
        String reason = "a list called \"" + sought.name() + "\" already exists in " + sought.title()
                + " and has tasks that" + " Devledger does not know";
        if (sought.link() instanceof SyncLink.Creating) {
            sought.record((id, at) -> new SyncCommand.Stop(id, reason, at));
        }
        // A cycle that reads the lists asks a person if this list is the right one.
        return records.isAsked(sought.entity())
                ? sought.blocked(reason + "; " + PushObstacles.ASKED)
                : sought.lookedAtFirst("the list \"" + sought.name() + "\" already exists in " + sought.title());
    }
}
