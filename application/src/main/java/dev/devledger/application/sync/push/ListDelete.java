package dev.devledger.application.sync.push;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.decide.ForeignChildren;
import dev.devledger.application.sync.push.PushContext.PushObstacles;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.content.UnshownParts;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.LimitShare;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Deletes a list, once nothing is in it that nobody has agreed to delete with it. */
record ListDelete(PushState item) {
    private static final Duration NOT_EMPTY = Duration.ofSeconds(5);
    /** The wait after a refused delete: each try takes five calls. */
    private static final Duration NOT_DELETED = Duration.ofMinutes(4);

    PushOutcome remove(String list) {
        return switch (orStop(item.calls().read(list, Instant.EPOCH))) {
            case RemoteAnswer.Ok(var read) when !read.quarantined().isEmpty() -> unreadable();
            case RemoteAnswer.Ok(var read) ->
                read.tasks().isEmpty() ? unlessChanged(list) : notEmpty(list, read.tasks());
            case RemoteAnswer.Refused(var gone) ->
                item.decide(RemoteState.GONE) == Action.CLOSE ? close() : item.agreed();
            case RemoteAnswer.Unknown(var reason) ->
                item.later(reason, item.settings().settle(), true);
        };
    }

    /** Deletes the list, unless its name or any other field of the list was changed remotely. */
    private PushOutcome unlessChanged(String list) {
        SyncLink.Linked linked = Objects.requireNonNull(ObservedObjects.asLinked(item.link()));
        return item.listAnswered(item.calls().lists(), lists -> {
            boolean decided = item.link() instanceof SyncLink.Deleting deleting && deleting.withAll();
            if (!decided && !isOpen(list, lists)) {
                return item.later(
                        item.title() + " does not show it among the open lists; it is not deleted until it does",
                        item.settings().pollOrSettle(),
                        true);
            }
            Set<Field> unshown = item.unshown(
                    gaps(linked, lists), item.context().capabilities().listHolds());
            if (!unshown.isEmpty()) {
                return item.notShown(unshown);
            }
            boolean changed = isChanged(item.context().connector(), linked, lists);
            RemoteState remote = changed && !decided ? RemoteState.SEEN_CHANGED : RemoteState.CONFIRMED_UNCHANGED;
            if (item.decide(remote) == Action.DELETE_REMOTELY) {
                return searched(list);
            }
            takeBack();
            item.askForFull(); // a full cycle takes the change over, or asks about it
            return item.later(
                    "it was changed in " + item.title() + "; it is not deleted until that is settled",
                    item.settings().pollOrSettle(),
                    true);
        });
    }

    /** True if the list is open. The contents of a closed list, or of a list that no answer shows, may be hidden. */
    static boolean isOpen(String list, List<RemoteList> lists) {
        return lists.stream().anyMatch(each -> each.id().equals(list) && each.writable());
    }

    static boolean isChanged(Connector connector, SyncLink.Linked linked, List<RemoteList> lists) {
        return lists.stream()
                .filter(each -> each.id().equals(linked.remote().list()))
                .map(each -> connector.ofList(each.content()))
                .anyMatch(now -> Reconciliation.changedByOthers(linked, now));
    }

    static UnshownParts gaps(SyncLink.Linked linked, List<RemoteList> lists) {
        return lists.stream()
                .filter(each -> each.id().equals(linked.remote().list()))
                .map(RemoteList::gaps)
                .findFirst()
                .orElse(UnshownParts.NONE);
    }

    /**
     * Looks once more for tasks in the list: the list may lag behind, and no answer may have its finished tasks, and a
     * task of others would be deleted with the list. If the search does not show whether it found all tasks, only the
     * open ones are looked at.
     */
    private PushOutcome searched(String list) {
        return item.listAnswered(item.calls().searchAll(list), found -> found.map(all -> unlessShown(list, all))
                .orElseGet(() -> item.listAnswered(item.calls().openAnywhere(), open -> unlessShown(list, open))));
    }

    private PushOutcome unlessShown(String list, Listing shown) {
        List<RemoteTask> inIt = shown.tasks().stream()
                .filter(task -> task.ref().list().equals(list))
                .toList();
        boolean unreadable =
                shown.quarantined().stream().anyMatch(task -> task.ref().list().equals(list));
        return unreadable ? unreadable() : inIt.isEmpty() ? deleteUnlessKnown(list) : notEmpty(list, inIt);
    }

    /**
     * Deletes the list, unless it has linked tasks that no look has shown and that are not proven missing: the reads
     * may only have left them out, and they would be deleted with the list.
     */
    private PushOutcome deleteUnlessKnown(String list) {
        Set<EntityRef> known = item.records().openOnesIn(list);
        if (item.decide(known.isEmpty() ? RemoteState.CONFIRMED_UNCHANGED : RemoteState.HOLDS_OURS)
                == Action.DELETE_REMOTELY) {
            return delete(list);
        }
        String reason = item.title() + " does not show all tasks that were in it";
        if (item.records().areAsked(known)) {
            return asked(reason);
        }
        item.askForFull(); // a full cycle finds out where they are
        return item.later(
                reason + "; it is not deleted until Devledger knows where they are",
                item.settings().pollOrSettle(),
                true);
    }

    /** Waits, as nobody knows who the unreadable tasks belong to. */
    private PushOutcome unreadable() {
        return item.later(
                "the list holds tasks that cannot be read; it is not deleted while they are in it",
                item.settings().pollOrSettle(),
                true);
    }

    private PushOutcome notEmpty(String list, List<RemoteTask> tasks) {
        List<RemoteTask> foreign =
                item.records().unclaimed(tasks, task -> task.ref().id());
        String reason = "the list has " + tasks.size() + " tasks that Devledger does not know or sync";
        boolean decided = item.link() instanceof SyncLink.Deleting deleting && deleting.withAll();
        boolean theirs = foreign.size() + outside(tasks) == tasks.size();
        RemoteState remote =
                !theirs ? RemoteState.HOLDS_OURS : decided ? RemoteState.CONFIRMED_UNCHANGED : RemoteState.HOLDS_OTHERS;
        return switch (item.decide(remote)) {
            case DELETE_REMOTELY -> delete(list);
            case RELEASE -> letGo(reason + "; it is kept");
            case ASK -> {
                if (tasks.stream().anyMatch(task -> task.content().status() == RemoteStatus.OPEN)) {
                    item.askForFull(); // a full cycle raises a conflict
                } else {
                    takeBack();
                    item.records().ask(item.entity(), ForeignChildren.inList(list)); // no read shows finished tasks
                }
                yield item.later(
                        reason + "; it is not deleted until you decide",
                        item.settings().pollOrSettle(),
                        true);
            }
            default -> stillInIt(tasks);
        };
    }

    /**
     * Returns the number of tasks that were deleted in the ledger and are in a place that is not synced, such as below
     * tasks of others.
     */
    private long outside(List<RemoteTask> tasks) {
        return item.records().of(tasks).stream()
                .filter(each -> each.link() instanceof SyncLink.OutOfScope outside
                        && item.context().known().stillLeaves(each.entity())
                        && !item.records()
                                .isOthers(each.entity(), outside.remote().id()))
                .count();
    }

    /** Takes back an earlier delete. */
    private void takeBack() {
        if (item.link() instanceof SyncLink.Deleting deleting) {
            item.record((id, at) -> new SyncCommand.Link(id, deleting.remote(), deleting.base(), at));
        }
    }

    PushOutcome letGo(String reason) {
        takeBack();
        return detach(reason);
    }

    private PushOutcome stillInIt(List<RemoteTask> tasks) {
        String reason = item.records().wereMovedInto(item.list(), tasks)
                ? "tasks of other projects were moved into it in " + item.title()
                        + "; it is deleted when they are moved out of it"
                : "tasks of the project are still in it";
        // The card below which the tasks are to be moved may itself wait for a person.
        boolean asked =
                item.records().waitsForAPerson(EntityRef.project(item.entity().id()), tasks);
        if (!asked && item.records().areParted(tasks)) {
            return letGo("a person chose to leave tasks in it; it is kept");
        }
        return asked
                ? asked(reason)
                : new PushOutcome.Retry(reason, NOT_EMPTY, true, item.pushed(), PushObstacles.ASKED_AGAIN);
    }

    /**
     * Waits for a person. The project's own entry may wait for the same person: each of its tries reads the list anew,
     * and that is no reason to try this one sooner.
     */
    private PushOutcome asked(String reason) {
        return item.later(reason + ", and " + PushObstacles.ASKED, PushObstacles.ASKED_AGAIN, false);
    }

    private PushOutcome delete(String list) {
        if (!item.context().known().stillLeaves(item.entity())) {
            return item.later(item.context().restored(), Duration.ZERO, false);
        }
        if (item.link() instanceof SyncLink.Linked) {
            LimitShare counted = item.counted();
            item.record((id, at) -> new SyncCommand.IntendDelete(id, counted, at));
        } else if (item.attempts() < ListPush.STANDS) {
            item.record((id, at) -> new SyncCommand.RepeatDelete(id, at));
        }
        return orStop(item.calls().write(remote -> remote.deleteList(list)).refusedByList())
                .either(
                        done -> {
                            item.count();
                            return close();
                        },
                        reason -> item.later(reason, NOT_DELETED, true));
    }

    PushOutcome detach(String reason) {
        item.record((id, at) -> new SyncCommand.Detach(id, reason, at));
        return item.agreed();
    }

    PushOutcome close() {
        item.record((id, at) -> new SyncCommand.Close(id, at));
        return item.agreed();
    }
}
