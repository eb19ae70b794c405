package dev.devledger.application.sync.push;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.read.LockedLists;
import dev.devledger.application.sync.record.StopReasons;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list that holds what is kept in step, the card list or the one that a project is: found by its name once, made where
 * it is missing, then known by its id.
 */
final class TargetList {
    sealed interface Found {
        record Ready(String list) implements Found {}

        /**
         * Nothing can be created before that is settled; what was refused is asked for less and less often.
         *
         * @param full whether a cycle that reads what is there would settle it
         */
        record Blocked(String reason, Duration retryAfter, boolean refused, boolean full) implements Found {}
    }

    private static final String NOT_KNOWN_YET = "it is not known yet whether the list \"%s\" was created in TickTick";

    private final Wanted.Home home;
    private final PushContext context;
    private final LinkJournal records;
    private final LockedLists read;
    private SyncLink link;
    private @Nullable Found found;

    TargetList(Wanted.Home home, PushContext context, LockedLists read) {
        this.home = home;
        this.context = context;
        this.records = context.records();
        this.read = read;
        this.link = context.link(home.list());
    }

    /** Looks once in a cycle. */
    Found find() {
        if (found == null) {
            link = records.asOfNow(home.list(), link, context.calls().now());
            found = switch (link) {
                case SyncLink.Linked linked
                when isUnseen(linked.remote().list()) -> lookedAtFirst("the list \"" + home.name() + "\" was chosen");
                case SyncLink.Linked linked -> new Found.Ready(linked.remote().list());
                case SyncLink.Detached detached
                when detached.stays() ->
                    blocked("the list \"" + home.name() + "\" is not synced: " + detached.reason());
                case SyncLink.Stopped stopped when StopReasons.isLeftOut(stopped) -> blocked(stopped.reason());
                case SyncLink.None none
                when context.closed().takesNoLists() != null ->
                    noMore(context.closed().takesNoLists());
                default -> look();
            };
        }
        return found;
    }

    /** One that a person has chosen may hold what the ledger has as well, and would get it twice. */
    private boolean isUnseen(String list) {
        return !read.wasRead(list) && records.isChosen(home.list(), list);
    }

    private Found lookedAtFirst(String reason) {
        return new Found.Blocked(
                reason + "; its tasks are read first", context.settings().settle(), false, true);
    }

    private Found look() {
        return switch (orStop(lists())) {
            case RemoteAnswer.Ok(var lists) ->
                switch (link) {
                    case SyncLink.Deleting deleting -> wantedAgain(deleting, lists);
                    case SyncLink.Detached detached -> letGoBefore(detached, lists);
                    default -> choose(named(lists));
                };
            case RemoteAnswer.Refused(var reason) -> refused(reason);
            case RemoteAnswer.Unknown(var reason) -> throw CycleStopped.unanswered(reason);
        };
    }

    /** One that was never asked for is none of ours, so it need not be looked for by itself; what is called so is. */
    private RemoteAnswer<List<RemoteList>> lists() {
        return link instanceof SyncLink.None
                ? context.calls().listsLately(lists -> named(lists).isEmpty())
                : context.calls().lists();
    }

    /** Where it still stands it is the same list, whatever it is called by now. */
    private Found letGoBefore(SyncLink.Detached detached, List<RemoteList> lists) {
        RemoteRef object = detached.remote();
        RemoteState remote = find(object, lists).isPresent() ? RemoteState.SEEN_CHANGED : RemoteState.GONE;
        if (context.table().decide(detached, LocalState.CHANGED, remote).action() != Action.LINK_AGAIN) {
            return choose(named(lists));
        }
        record((id, at) -> new SyncCommand.Link(id, object, detached.base(), at));
        return new Found.Ready(object.list());
    }

    private static Optional<RemoteList> find(RemoteRef object, List<RemoteList> lists) {
        return lists.stream().filter(list -> list.id().equals(object.list())).findFirst();
    }

    /** Its project is there again; where the list still stands when its delete can come to pass no more, it is the same. */
    private Found wantedAgain(SyncLink.Deleting deleting, List<RemoteList> lists) {
        Optional<RemoteList> there = find(deleting.remote(), lists);
        // Each sending comes to pass within a settle time, and is to be seen within another.
        Instant over = deleting.lastMeantAt().plus(context.settings().settle().multipliedBy(2));
        LinkState state = context.calls().now().isBefore(over) ? LinkState.DELETE_SENT : LinkState.DELETE_OVER;
        RemoteState remote = there.isPresent() ? RemoteState.SEEN_UNCHANGED : RemoteState.GONE;
        return switch (context.table().decide(state, LocalState.CHANGED, remote).action()) {
            case LINK_AGAIN -> linkTo(there.orElseThrow());
            case CLOSE -> {
                record((id, at) -> new SyncCommand.Close(id, at));
                yield choose(named(lists));
            }
            default ->
                new Found.Blocked(
                        "it is not known yet whether the list \"" + home.name() + "\" was deleted in TickTick",
                        Duration.between(context.calls().now(), over).plusMillis(1),
                        false,
                        false);
        };
    }

    private List<RemoteList> named(List<RemoteList> lists) {
        return records.eligible(
                home.list(),
                lists.stream().filter(list -> isCalled(list.name())).toList());
    }

    /** TickTick cuts a name at 64 characters without a word (docs/ticktick.md, section 5). */
    private boolean isCalled(String name) {
        return context.words().listName(name).equals(context.words().listName(home.name()));
    }

    private Found choose(List<RemoteList> named) {
        return named.size() == 1
                ? takeOver(named.getFirst())
                : decided(named.isEmpty() ? RemoteState.NONE : RemoteState.AMBIGUOUS, named);
    }

    /** Which list it was once does not matter: known is its name. */
    private Found decided(RemoteState remote, List<RemoteList> named) {
        boolean before = link instanceof SyncLink.Closed || link instanceof SyncLink.Detached;
        return switch (context.table()
                .decide(before ? LinkState.NONE : LinkState.of(link), LocalState.CHANGED, remote)
                .action()) {
            case ADOPT -> linkTo(named.getFirst());
            case CREATE -> madeAgain();
            case ASK -> remote == RemoteState.HOLDS_OTHERS ? filled() : ask(named);
            default -> throw new IllegalStateException("no list is called so, and none is to be: " + link);
        };
    }

    private Found ask(List<RemoteList> named) {
        if (named.isEmpty()) {
            return mayStillAppear() ? blocked(NOT_KNOWN_YET.formatted(home.name())) : neverAnswered();
        }
        String reason = named.size() + " lists in TickTick are called \"" + home.name()
                + "\"; rename all but the one that should hold the cards";
        record((id, at) -> new SyncCommand.Stop(id, reason, at));
        return new Found.Blocked(reason, PushObstacles.ASKED_AGAIN, false, !records.isAsked(home.list()));
    }

    /** A person may make it there, or say that it is asked for again, or left out; the question stands where it was asked before. */
    private Found neverAnswered() {
        String reason = "the list \"" + home.name() + "\" could not be created: TickTick did not"
                + " answer " + SyncLink.Creating.ATTEMPTS
                + " times, and the list was not found; create it in TickTick yourself";
        if (records.neverAnswered(home.list()).isPresent()) {
            record((id, at) -> new SyncCommand.Stop(id, reason, at));
        } else {
            link = records.ask(home.list(), reason, List.of());
        }
        return forAPerson(reason);
    }

    private Found madeAgain() {
        Optional<ConflictBook.Standing> question =
                link instanceof SyncLink.Stopped ? records.neverAnswered(home.list()) : Optional.empty();
        if (question.isPresent()) {
            SyncLink.Stopped stopped = (SyncLink.Stopped) link;
            return context.calls().now().isBefore(CreateSteps.nextTry(stopped, question.get()))
                    ? forAPerson(stopped.reason())
                    : create();
        }
        if (mayStillAppear()) {
            return blocked(NOT_KNOWN_YET.formatted(home.name()));
        }
        if (link instanceof SyncLink.Stopped) {
            record((id, at) -> new SyncCommand.Close(id, at));
        }
        return create();
    }

    /** One that somebody else made may hold what the ledger has as well: that is for a cycle that reads it. */
    private Found takeOver(RemoteList list) {
        return switch (orStop(context.calls().call(remote -> remote.openTasks(list.id())))) {
            case RemoteAnswer.Ok(var tasks) ->
                decided(
                        tasks.map(Listing::isEmpty).orElse(false) ? RemoteState.SEEN_CHANGED : RemoteState.HOLDS_OTHERS,
                        List.of(list));
            case RemoteAnswer.Refused(var reason) -> refused(reason);
            case RemoteAnswer.Unknown(var reason) -> throw CycleStopped.unanswered(reason);
        };
    }

    /** Made by an unanswered create of ours or not: others have put something into it. */
    private Found filled() {
        String reason = "a list called \"" + home.name() + "\" already exists in TickTick and has tasks that"
                + " Devledger does not know";
        if (link instanceof SyncLink.Creating) {
            record((id, at) -> new SyncCommand.Stop(id, reason, at));
        }
        // A cycle that reads the lists asks a person which one it is.
        return records.isAsked(home.list())
                ? blocked(reason + "; " + PushObstacles.ASKED)
                : lookedAtFirst("the list \"" + home.name() + "\" already exists in TickTick");
    }

    /** The reads of two retries, a settle time apart, have not seen it by then. */
    private boolean mayStillAppear() {
        return link instanceof SyncLink.Creating creating
                && context.calls()
                        .now()
                        .isBefore(creating.at().plus(context.settings().settle().multipliedBy(2)));
    }

    /** Of one that was refused before, and is still called nothing there, only another answer is news. */
    private Found create() {
        Canonical content = Canonical.list(home.name());
        boolean wasRefused = link instanceof SyncLink.None none
                && none.refused() != null
                && none.refused().content().equals(content);
        UUID intent = UUID.randomUUID();
        if (!wasRefused) {
            intend(intent, content);
        }
        return switch (context.calls().write(remote -> remote.createList(home.name()))) {
            case RemoteAnswer.Ok<RemoteList>(var list) -> {
                context.closed().taken(ClosedLists.LISTS, true);
                yield linkTo(list);
            }
            case RemoteAnswer.NotSent<RemoteList> notSent
            when notSent.hold().isOfOneList() -> {
                record((id, at) -> new SyncCommand.Refuse(id, notSent.reason(), at));
                context.closed().refused(home.list(), ClosedLists.LISTS, notSent);
                yield noMore(notSent.reason());
            }
            case RemoteAnswer.Refused<RemoteList>(var reason) -> {
                record((id, at) -> new SyncCommand.Refuse(id, reason, at));
                yield refused("the list \"" + home.name() + "\" cannot be created: " + reason);
            }
            case RemoteAnswer.NotSent<RemoteList> notSent -> {
                record((id, at) -> new SyncCommand.DropIntent(id, intent, notSent.reason(), at));
                throw CycleStopped.held(notSent);
            }
            case RemoteAnswer.Unknown<RemoteList> unknown -> {
                if (wasRefused) {
                    intend(intent, content);
                }
                yield blocked(NOT_KNOWN_YET.formatted(home.name()));
            }
        };
    }

    private void intend(UUID intent, Canonical content) {
        UUID instead = link instanceof SyncLink.Creating creating ? creating.intent() : null;
        record((id, at) -> new SyncCommand.IntendCreate(id, intent, instead, "", content, at));
    }

    private Found linkTo(RemoteList list) {
        RemoteRef ref = new RemoteRef(list.id(), list.id());
        record((id, at) -> new SyncCommand.Link(id, ref, Canonical.list(list.name()), at));
        return new Found.Ready(list.id());
    }

    private Found noMore(@Nullable String reason) {
        return new Found.Blocked(
                "the list \"" + home.name() + "\" cannot be created: " + reason,
                context.closed().left(ClosedLists.LISTS),
                false,
                false);
    }

    private Found blocked(String reason) {
        return new Found.Blocked(reason, context.settings().settle(), false, false);
    }

    private Found refused(String reason) {
        return new Found.Blocked(reason, context.settings().settle(), true, false);
    }

    /** Who does something about it there need not wait for long. */
    private Found forAPerson(String reason) {
        return new Found.Blocked(reason + "; " + PushObstacles.ASKED, PushObstacles.ASKED_AGAIN, false, false);
    }

    private void record(LinkJournal.Fact fact) {
        link = records.record(home.list(), fact);
    }
}
