package dev.devledger.application.sync.push;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.Existence;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.Counted;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Brings the list that a project is to what the ledger wants: there, under its name, or gone once it is empty. */
public final class ListPush implements Push {
    private static final Duration REFUSED = Duration.ofMinutes(1);
    private static final Duration NOT_EMPTY = Duration.ofSeconds(5);
    /** Each try takes five calls. */
    private static final Duration NOT_DELETED = Duration.ofMinutes(4);
    /** Tries in vain, of which the last is an hour after the first. */
    public static final int STANDS = 4;

    private final EntityRef entity;
    private final Wanted wanted;
    private final int attempts;
    private final PushContext context;
    private SyncLink link;
    private boolean pushed;
    private boolean wantsFull;

    ListPush(EntityRef entity, Wanted wanted, int attempts, PushContext context) {
        this.attempts = attempts;
        this.entity = entity;
        this.wanted = wanted;
        this.context = context;
        this.link = context.link(entity);
    }

    @Override
    public PushOutcome run() {
        link = context.records().asOfNow(entity, link, context.calls().now());
        return wanted instanceof Wanted.Present present ? present(present) : notWanted();
    }

    /** What was made or deleted without an answer is found out before it goes, or is let go. */
    private PushOutcome notWanted() {
        return switch (decide(RemoteState.UNKNOWN)) {
            case FETCH -> remove(object().list());
            case RELEASE -> detach(((Wanted.Outside) wanted).reason());
            case RESOLVE_CREATE -> unanswered((SyncLink.Creating) link);
            case RESOLVE_DELETE -> detachUnlessGone((SyncLink.Deleting) link, ((Wanted.Outside) wanted).reason());
            case CLOSE -> close();
            default -> settled();
        };
    }

    private Existence.Action decide(RemoteState remote) {
        return context.table().decide(link, LocalState.of(wanted), remote).action();
    }

    private RemoteRef object() {
        return Objects.requireNonNull(link.object());
    }

    private PushOutcome detach(String reason) {
        record((id, at) -> new SyncCommand.Detach(id, reason, at));
        return settled();
    }

    private PushOutcome detachUnlessGone(SyncLink.Deleting deleting, String reason) {
        return answered(
                context.calls().lists(),
                lists -> lists.stream().noneMatch(list -> list.id()
                                .equals(deleting.remote().list()))
                        ? close()
                        : letGo(reason));
    }

    /** Goes on with an answer; where there is none that says something, it is looked at again later. */
    private <T> PushOutcome answered(RemoteAnswer<T> answer, Function<T, PushOutcome> then) {
        return switch (orStop(answer)) {
            case RemoteAnswer.Ok<T>(var value) -> then.apply(value);
            case RemoteAnswer.Refused<T>(var reason) -> later(reason, REFUSED, true);
            case RemoteAnswer.Unknown<T>(var reason) ->
                later(reason, context.settings().settle(), true);
        };
    }

    @Override
    public SyncLink link() {
        return link;
    }

    @Override
    public boolean pushed() {
        return pushed;
    }

    @Override
    public boolean wantsFull() {
        return wantsFull;
    }

    private PushOutcome present(Wanted.Present present) {
        return switch (context.find(present.home())) {
            case TargetList.Found.Blocked blocked -> {
                wantsFull |= blocked.full();
                yield later(blocked.reason(), blocked.retryAfter(), blocked.refused());
            }
            case TargetList.Found.Ready(var list) -> {
                boolean made = !(link instanceof SyncLink.Linked);
                pushed |= made;
                link = context.records().read(entity);
                yield link instanceof SyncLink.Linked linked && !made
                        ? name(linked, present.content(), list)
                        : settled();
            }
        };
    }

    /** A name that was changed there too is for a cycle that reads it. */
    private PushOutcome name(SyncLink.Linked linked, Canonical content, String list) {
        if (content.title().equals(linked.base().title()) && linked.sent().isEmpty()) {
            return settled();
        }
        return answered(context.calls().lists(), lists -> {
            Optional<RemoteList> there =
                    lists.stream().filter(each -> each.id().equals(list)).findFirst();
            Canonical now = Canonical.list(
                    context.words().listName(there.map(RemoteList::name).orElse("")));
            if (there.isPresent() && now.title().equals(content.title())) {
                record((id, at) -> new SyncCommand.Acknowledge(id, now, at));
                return settled();
            }
            if (there.isEmpty() || Reconciliation.changedByOthers(linked, now)) {
                wantsFull = true;
                return later(
                        "its list was renamed or deleted in TickTick as well",
                        context.settings().pollOrSettle(),
                        true);
            }
            return rename(now, content, list);
        });
    }

    /** On record before it is sent: where its answer is lost, the new name there is known to be ours. */
    private PushOutcome rename(Canonical there, Canonical content, String list) {
        CanonicalChanges changes = CanonicalChanges.between(there, content);
        Optional<UUID> open = link instanceof SyncLink.Linked linked
                ? linked.open(changes).map(SyncLink.Sent::intent)
                : Optional.empty();
        UUID intent = open.orElseGet(UUID::randomUUID);
        if (open.isEmpty()) {
            record((id, at) -> new SyncCommand.IntendPush(id, intent, changes, at));
        }
        return switch (context.calls()
                .write(remote -> remote.renameList(list, content.title()))
                .refusedByList()) {
            case RemoteAnswer.Ok<RemoteList>(var renamed) -> {
                pushed = true;
                Canonical now = Canonical.list(context.words().listName(renamed.name()));
                // Of an earlier sending that tells nothing: it may come to pass yet.
                UUID answered = open.isEmpty() ? intent : UUID.randomUUID();
                record((id, at) -> new SyncCommand.Acknowledge(id, now, answered, at));
                yield settled();
            }
            case RemoteAnswer.Refused<RemoteList>(var reason) -> {
                record((id, at) -> new SyncCommand.Refuse(id, intent, reason, at));
                yield later(reason, REFUSED, true);
            }
            case RemoteAnswer.NotSent<RemoteList> notSent -> {
                record((id, at) -> new SyncCommand.DropIntent(id, intent, notSent.reason(), at));
                throw CycleStopped.held(notSent);
            }
            case RemoteAnswer.Unknown<RemoteList>(var reason) ->
                later(
                        "it is not known whether it was renamed in TickTick: " + reason,
                        context.settings().settle(),
                        true);
        };
    }

    /** It is not wanted any more before it was known whether it was made. */
    private PushOutcome unanswered(SyncLink.Creating creating) {
        return answered(context.calls().lists(), lists -> {
            String name = context.words().listName(creating.content().title());
            List<RemoteList> named = context.records()
                    .eligible(
                            entity,
                            lists.stream()
                                    .filter(list -> context.words()
                                            .listName(list.name())
                                            .equals(name))
                                    .toList());
            if (named.size() == 1) {
                return made(creating, named.getFirst().id(), name);
            }
            if (context.calls()
                    .now()
                    .isBefore(creating.at().plus(context.settings().settle().multipliedBy(2)))) {
                return later(
                        "it is not known whether its list was created in TickTick",
                        context.settings().settle(),
                        false);
            }
            return drop(creating, RemoteState.NONE, "it was never created in TickTick");
        });
    }

    /** What holds something before anything of ours could come into it is somebody's, whoever made it. */
    private PushOutcome made(SyncLink.Creating creating, String list, String name) {
        return switch (orStop(context.calls().openNow(list))) {
            case RemoteAnswer.Ok(var tasks)
            when tasks.map(Listing::isEmpty).orElse(true) -> {
                record((id, at) -> new SyncCommand.Link(id, new RemoteRef(list, list), Canonical.list(name), at));
                yield notWanted();
            }
            case RemoteAnswer.Ok(var filled) ->
                drop(
                        creating,
                        RemoteState.HOLDS_OTHERS,
                        "the list of that name has tasks that Devledger does not know");
            case RemoteAnswer.Refused(var reason) -> later(reason, REFUSED, true);
            case RemoteAnswer.Unknown(var reason) ->
                later(reason, context.settings().settle(), false);
        };
    }

    private PushOutcome drop(SyncLink.Creating creating, RemoteState remote, String reason) {
        if (decide(remote) == Action.CLOSE) {
            record((id, at) -> new SyncCommand.DropIntent(id, creating.intent(), reason, at));
        }
        return settled();
    }

    private PushOutcome remove(String list) {
        return switch (orStop(context.calls().read(list, Instant.EPOCH))) {
            case RemoteAnswer.Ok(var read) when !read.quarantined().isEmpty() -> unreadable();
            case RemoteAnswer.Ok(var read) ->
                read.tasks().isEmpty() ? unlessRenamed(list) : notEmpty(list, read.tasks());
            case RemoteAnswer.Refused(var gone) -> decide(RemoteState.GONE) == Action.CLOSE ? close() : settled();
            case RemoteAnswer.Unknown(var reason) ->
                later(reason, context.settings().settle(), true);
        };
    }

    /** The name that somebody has given it there is a change like any other. */
    private PushOutcome unlessRenamed(String list) {
        SyncLink.Linked linked = Objects.requireNonNull(Observed.asLinked(link));
        return answered(context.calls().lists(), lists -> {
            boolean renamed = isRenamed(context.words(), linked, lists);
            boolean decided = link instanceof SyncLink.Deleting deleting && deleting.withAll();
            RemoteState remote = renamed && !decided ? RemoteState.SEEN_CHANGED : RemoteState.CONFIRMED_UNCHANGED;
            if (decide(remote) == Action.DELETE_REMOTELY) {
                return emptied(list);
            }
            takeBack();
            wantsFull = true; // that is where it is taken over, or asked about
            return later(
                    "it was renamed in TickTick; it is not deleted until that is settled",
                    context.settings().pollOrSettle(),
                    true);
        });
    }

    static boolean isRenamed(Words words, SyncLink.Linked linked, List<RemoteList> lists) {
        return lists.stream()
                .filter(each -> each.id().equals(linked.remote().list()))
                .map(each -> Canonical.list(words.listName(each.name())))
                .anyMatch(now -> Reconciliation.changedByOthers(linked, now));
    }

    /** A list may lag behind, and what somebody has put into it a moment ago would go with it: another look is taken. */
    private PushOutcome emptied(String list) {
        return answered(context.calls().openAnywhere(), all -> {
            List<RemoteTask> inIt = all.tasks().stream()
                    .filter(task -> task.ref().list().equals(list))
                    .toList();
            boolean unreadable = all.quarantined().stream()
                    .anyMatch(task -> task.ref().list().equals(list));
            return unreadable ? unreadable() : inIt.isEmpty() ? deleteUnlessKnown(list) : notEmpty(list, inIt);
        });
    }

    /** What is linked there and was never missed for long enough may only be left out of what was read, and would go too. */
    private PushOutcome deleteUnlessKnown(String list) {
        Set<EntityRef> known = context.records().openOnesIn(list);
        if (decide(known.isEmpty() ? RemoteState.CONFIRMED_UNCHANGED : RemoteState.HOLDS_OURS)
                == Action.DELETE_REMOTELY) {
            return delete(list);
        }
        String reason = "TickTick does not show all tasks that were in it";
        if (context.records().areAsked(known)) {
            return asked(reason);
        }
        wantsFull = true; // that is where it is found out
        return later(
                reason + "; it is not deleted until Devledger knows where they are",
                context.settings().pollOrSettle(),
                true);
    }

    /** Whose they are cannot be told. */
    private PushOutcome unreadable() {
        return later(
                "the list holds tasks that cannot be read; it is not deleted while they are in it",
                context.settings().pollOrSettle(),
                true);
    }

    private PushOutcome notEmpty(String list, List<RemoteTask> tasks) {
        List<RemoteTask> foreign =
                context.records().unclaimed(tasks, task -> task.ref().id());
        String reason = "the list has " + foreign.size() + " tasks that Devledger does not know";
        boolean theirs = foreign.size() == tasks.size();
        boolean decided = link instanceof SyncLink.Deleting deleting && deleting.withAll();
        RemoteState remote =
                !theirs ? RemoteState.HOLDS_OURS : decided ? RemoteState.CONFIRMED_UNCHANGED : RemoteState.HOLDS_OTHERS;
        return switch (decide(remote)) {
            case DELETE_REMOTELY -> delete(list);
            case RELEASE -> letGo(reason + "; it is kept");
            case ASK -> {
                wantsFull = true; // that is where a conflict is raised
                yield later(
                        reason + "; it is not deleted until you decide",
                        context.settings().pollOrSettle(),
                        true);
            }
            default -> stillInIt(tasks);
        };
    }

    /** A delete that was meant before is not to come any more. */
    private void takeBack() {
        if (link instanceof SyncLink.Deleting deleting) {
            record((id, at) -> new SyncCommand.Link(id, deleting.remote(), deleting.base(), at));
        }
    }

    private PushOutcome letGo(String reason) {
        takeBack();
        return detach(reason);
    }

    private PushOutcome stillInIt(List<RemoteTask> tasks) {
        String reason = context.records().wereMovedInto(object().list(), tasks)
                ? "tasks of other projects were moved into it in TickTick; it is deleted when they are moved out of it"
                : "tasks of the project are still in it";
        // The card that they are to go below may be what waits.
        boolean asked = context.records().waitsForAPerson(EntityRef.project(entity.id()), tasks);
        if (!asked && context.records().areParted(tasks)) {
            return letGo("a person chose to leave tasks in it; it is kept");
        }
        return asked
                ? asked(reason)
                : new PushOutcome.Later(reason, NOT_EMPTY, true, pushed, PushObstacles.ASKED_AGAIN);
    }

    /** The project may wait for the same person: each of its tries shows the list anew, which is no reason to hurry. */
    private PushOutcome asked(String reason) {
        return later(reason + ", and " + PushObstacles.ASKED, PushObstacles.ASKED_AGAIN, false);
    }

    private PushOutcome delete(String list) {
        if (!context.known().stillLeaves(entity)) {
            return later(DeleteSteps.RESTORED, Duration.ZERO, false);
        }
        if (link instanceof SyncLink.Linked) {
            Counted counted = wanted instanceof Wanted.Replaced
                    ? Counted.NOT
                    : context.known().counted(entity);
            record((id, at) -> new SyncCommand.IntendDelete(id, counted, at));
        } else if (attempts < STANDS) {
            record((id, at) -> new SyncCommand.RepeatDelete(id, at));
        }
        return orStop(context.calls().write(remote -> remote.deleteList(list)).refusedByList())
                .either(
                        done -> {
                            pushed = true;
                            return close();
                        },
                        reason -> later(reason, NOT_DELETED, true));
    }

    private PushOutcome close() {
        record((id, at) -> new SyncCommand.Close(id, at));
        return settled();
    }

    private void record(LinkJournal.Fact fact) {
        link = context.records().record(entity, fact);
    }

    private PushOutcome later(String reason, Duration after, boolean failed) {
        return new PushOutcome.Later(reason, after, failed, pushed);
    }

    private PushOutcome settled() {
        return new PushOutcome.Settled(pushed);
    }
}
