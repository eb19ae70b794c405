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
import dev.devledger.application.sync.record.StopReasons;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
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
 * A list of synced content, the card list or the one that a project is: found by its name once, made if it is missing,
 * then known by its id.
 */
final class TargetList {
    sealed interface Found {
        record Ready(String list) implements Found {}

        /**
         * Nothing can be created before the reason is settled; what was refused is tried less and less often.
         *
         * @param full true if a cycle that reads the lists would settle it
         */
        record Blocked(String reason, Duration retryAfter, boolean refused, boolean full) implements Found {}
    }

    /** The lists of one pass, each looked for once. */
    static final class PassLists {
        private final LockedLists read;
        private final ClosedLists closed;
        private final Map<EntityRef, TargetList> known = new HashMap<>();

        PassLists(LockedLists read, ClosedLists closed) {
            this.read = read;
            this.closed = closed;
        }

        /** Returns the lists that take nothing, or nothing new. */
        ClosedLists closed() {
            return closed;
        }

        /** Returns the list, made if it is missing. */
        Found find(DesiredObject.Home home, PushContext context) {
            return known.computeIfAbsent(home.list(), list -> new TargetList(home, context, read))
                    .find();
        }
    }

    private final ListSearch sought;
    private final PushContext context;
    private final LinkJournal records;
    private final LockedLists read;
    private final ListCreate making;
    private @Nullable Found found;

    TargetList(DesiredObject.Home home, PushContext context, LockedLists read) {
        this.sought = new ListSearch(home, context);
        this.context = context;
        this.records = context.records();
        this.read = read;
        this.making = new ListCreate(sought);
    }

    /** Looks once in a cycle. */
    Found find() {
        if (found == null) {
            sought.asOfNow();
            found = switch (sought.link()) {
                case SyncLink.Linked linked
                when isUnseen(linked.remote().list()) ->
                    sought.lookedAtFirst("the list \"" + sought.name() + "\" was chosen");
                case SyncLink.Linked linked -> new Found.Ready(linked.remote().list());
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
     * True for a list that a person has chosen and no cycle has read: it may hold what the ledger has as well, and
     * would get it twice.
     */
    private boolean isUnseen(String list) {
        return !read.wasRead(list) && records.isChosen(sought.entity(), list);
    }

    private Found look() {
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
     * Returns the lists. One that was never requested is none of ours, so an earlier read will do, unless it shows one
     * of that name.
     */
    private RemoteAnswer<List<RemoteList>> lists() {
        return sought.link() instanceof SyncLink.None
                ? context.calls().listsLately(lists -> named(lists).isEmpty())
                : context.calls().lists();
    }

    /** Links the former list again if it still exists, whatever its name by now. */
    private Found letGoBefore(SyncLink.Detached detached, List<RemoteList> lists) {
        RemoteRef object = detached.remote();
        RemoteState remote = find(object, lists).isPresent() ? RemoteState.SEEN_CHANGED : RemoteState.GONE;
        if (context.table().decide(detached, LocalState.CHANGED, remote).action() != Action.LINK_AGAIN) {
            return choose(named(lists));
        }
        sought.record((id, at) -> new SyncCommand.Link(id, object, detached.base(), at));
        return new Found.Ready(object.list());
    }

    private static Optional<RemoteList> find(RemoteRef object, List<RemoteList> lists) {
        return lists.stream().filter(list -> list.id().equals(object.list())).findFirst();
    }

    /**
     * Handles a list whose project is restored: if it still exists when its delete can take effect no more, it is the
     * same.
     */
    private Found wantedAgain(SyncLink.Deleting deleting, List<RemoteList> lists) {
        Optional<RemoteList> there = find(deleting.remote(), lists);
        // Each sending takes effect within a settle time, and is to be seen within another.
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
                new Found.Blocked(
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

    /** True if the list has the name, which the service cuts silently if it is too long. */
    private boolean isCalled(String name) {
        return context.words().listName(name).equals(context.words().listName(sought.name()));
    }

    private Found choose(List<RemoteList> named) {
        return named.size() == 1
                ? takeOver(named.getFirst())
                : decided(named.isEmpty() ? RemoteState.NONE : RemoteState.AMBIGUOUS, named);
    }

    /** Decides by the name alone: which list it was once does not matter. */
    private Found decided(RemoteState remote, List<RemoteList> named) {
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
     * Takes over a list made by another client, unless it has tasks: it may hold what the ledger has, so a cycle that
     * reads it decides.
     */
    private Found takeOver(RemoteList list) {
        return switch (orStop(context.calls().openTasks(list.id()))) {
            case RemoteAnswer.Ok(var tasks) ->
                decided(
                        tasks.map(Listing::isEmpty).orElse(false) ? RemoteState.SEEN_CHANGED : RemoteState.HOLDS_OTHERS,
                        List.of(list));
            case RemoteAnswer.Refused(var reason) -> sought.refused(reason);
            case RemoteAnswer.Unknown(var reason) -> throw CycleStopped.unanswered(reason);
        };
    }

    /** Handles a list in which others have put something, whether an unanswered create of ours made it or not. */
    private Found filled() {
        String reason = "a list called \"" + sought.name() + "\" already exists in " + sought.title()
                + " and has tasks that" + " Devledger does not know";
        if (sought.link() instanceof SyncLink.Creating) {
            sought.record((id, at) -> new SyncCommand.Stop(id, reason, at));
        }
        // A cycle that reads the lists asks a person which one it is.
        return records.isAsked(sought.entity())
                ? sought.blocked(reason + "; " + PushObstacles.ASKED)
                : sought.lookedAtFirst("the list \"" + sought.name() + "\" already exists in " + sought.title());
    }
}
