package dev.devledger.application.sync.push;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Capabilities.Listed;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.lookup.ObjectSearch;
import dev.devledger.application.sync.lookup.ObjectSearch.ObjectPlace;
import dev.devledger.application.sync.push.PushContext.PushObstacles;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.LimitShare;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Deletes the remote object, after a fresh look: if others changed or moved the object, or put something below it, it
 * is kept and a person is asked.
 */
final class DeleteSteps {
    private static final Listing NOTHING = Listing.of(List.of());

    private final PushState item;
    private final DeleteInDoubt inDoubt;
    private boolean looked;
    /** True after a second look: only the first read after a write may show the state before that write. */
    private boolean lookedAgain;

    private boolean lookedForTheRest;
    /** True if the next sending of the delete is recorded already. */
    private boolean intended;

    DeleteSteps(PushState item) {
        this.item = item;
        this.inDoubt = new DeleteInDoubt(item);
    }

    Optional<PushOutcome> remove(SyncLink.Linked linked) {
        return remove(linked, listAround(linked.remote()));
    }

    private Optional<PushOutcome> remove(SyncLink.Linked linked, Optional<RemoteAnswer<Optional<Listing>>> list) {
        return lookBeforeDelete(linked, list, task -> {
            item.writes().acknowledge(item.compared(task));
            LimitShare counted = item.counted();
            item.record((id, at) -> new SyncCommand.IntendDelete(id, counted, at));
            intended = true;
        });
    }

    /** Deletes an object that another one replaces, once every task below the old object was moved to its new place. */
    Optional<PushOutcome> replaced(SyncLink.Linked linked) {
        if (!item.context().known().frozen(item.entity()).isEmpty()) {
            // If others have edited the object, the edit must not be deleted with it before the conflict about it is
            // decided.
            return Optional.of(item.later(PushObstacles.ASKED, PushObstacles.ASKED_AGAIN, false));
        }
        return onceFree(linked.remote(), list -> remove(linked, Optional.of(list)));
    }

    private Optional<PushOutcome> onceFree(
            RemoteRef object, Function<RemoteAnswer<Optional<Listing>>, Optional<PushOutcome>> then) {
        RemoteAnswer<Optional<Listing>> list = item.calls().openNow(object.list());
        return item.answered(list, listing -> {
            Listing there = listing.orElse(NOTHING);
            // An unreadable task may be below the object as well.
            boolean free = there.quarantined().isEmpty() && below(there, object).isEmpty();
            return item.decide(free ? RemoteState.SEEN_UNCHANGED : RemoteState.HOLDS_OURS) == Action.FETCH
                    ? then.apply(list)
                    : Optional.of(
                            stillBelow(item.context().lookups().hidden().stillBelow(), PushObstacles.ASKED_AGAIN));
        });
    }

    /**
     * Delays the delete and asks for a full cycle: a task that others have put below the object is moved to a parent
     * that stays.
     */
    private PushOutcome stillBelow(String reason, Duration longest) {
        takeBack();
        item.askForFull();
        return new PushOutcome.Retry(reason, PushState.NO_PARENT_YET, true, item.pushed(), longest);
    }

    private Optional<PushOutcome> hiddenBelow(RemoteRef object, Listing there) {
        return item.answered(
                item.context().lookups().hidden().below(object, there),
                reason -> reason.map(why -> stillBelow(why, PushState.LOOKED_AGAIN))); // each such look takes a search
    }

    private static List<RemoteTask> below(Listing there, RemoteRef object) {
        return there.tasks().stream()
                .filter(task -> object.id().equals(task.content().parent()))
                .toList();
    }

    /** Goes on with a delete of an earlier cycle after a new look, as others may have changed the object since then. */
    Optional<PushOutcome> deleting(SyncLink.Deleting deleting) {
        if (item.decide(RemoteState.UNKNOWN) == Action.RESOLVE_DELETE) {
            return inDoubt.restoredMeanwhile(deleting);
        }
        if (looked) {
            return delete(deleting.remote());
        }
        SyncLink.Linked before = deleting.asLinked();
        return item.wanted() instanceof DesiredObject.Replaced && !deleting.withAll()
                ? onceFree(deleting.remote(), list -> lookBeforeDelete(before, Optional.of(list), task -> {}))
                : lookBeforeDelete(before, listAround(before.remote()), task -> {});
    }

    private Optional<PushOutcome> lookBeforeDelete(
            SyncLink.Linked linked, Optional<RemoteAnswer<Optional<Listing>>> list, Consumer<RemoteTask> unchanged) {
        Optional<PushOutcome> hidden =
                list.flatMap(answer -> answer instanceof RemoteAnswer.Ok<Optional<Listing>>(var there)
                        ? hiddenBelow(linked.remote(), there.orElse(NOTHING))
                        : Optional.empty());
        return hidden.or(() -> shownAbove(linked.remote())).or(() -> look(linked, list, unchanged));
    }

    private Optional<PushOutcome> look(
            SyncLink.Linked linked, Optional<RemoteAnswer<Optional<Listing>>> list, Consumer<RemoteTask> unchanged) {
        return item.answered(
                item.calls().findNewest(linked.remote()),
                found -> found.isEmpty() ? closeUnlessMoved(linked) : remove(linked, found.get(), list, unchanged),
                listIsGone -> closed(RemoteState.GONE));
    }

    /**
     * Reads the object's list before the look at the object itself, so that no other call comes between that look and
     * the delete.
     */
    private Optional<RemoteAnswer<Optional<Listing>>> listAround(RemoteRef object) {
        if (isDecidedWithAll() || !(item.wanted() instanceof DesiredObject.Gone)) {
            return Optional.empty();
        }
        return Optional.of(orStop(item.calls().open(object.list())));
    }

    /** True if a person has decided that the object is deleted with everything in it. */
    private boolean isDecidedWithAll() {
        return item.link() instanceof SyncLink.Deleting deleting && deleting.withAll();
    }

    private Optional<PushOutcome> remove(
            SyncLink.Linked linked,
            RemoteTask found,
            Optional<RemoteAnswer<Optional<Listing>>> list,
            Consumer<RemoteTask> unchanged) {
        SyncLink.Linked known = item.remembered(item.words().compared(item.kind(), linked));
        boolean missed = isMissed(found, list);
        boolean mayBeOld =
                missed || !Reconciliation.oldViews(known, item.compared(found)).isEmpty();
        if (!lookedAgain && mayBeOld) {
            lookedAgain = true;
            return look(linked, list, unchanged);
        }
        boolean changed = Reconciliation.changedByOthers(known, item.compared(found))
                && !item.missed().acceptedWithoutEffect(item.kind(), linked, found);
        if (item.calls().isDoubted(found.ref())) { // the list, read to check that, shows something else by now
            return look(linked, list, unchanged);
        }
        if (item.decide(changed ? RemoteState.SEEN_CHANGED : RemoteState.CONFIRMED_UNCHANGED)
                != Action.DELETE_REMOTELY) {
            takeBack();
            return full("it was deleted in Devledger and changed in " + item.title() + "; it is not deleted in "
                    + item.title() + " until" + " you decide");
        }
        Set<Field> unshown =
                item.unshown(found.gaps(), item.context().capabilities().holds());
        if (!unshown.isEmpty() && !lookedForTheRest) {
            lookedForTheRest = true;
            return look(linked, list, unchanged);
        }
        if (!unshown.isEmpty()) {
            return Optional.of(item.notShown(unshown));
        }
        if (missed && item.calls().tellsDeleted()) { // the object exists; its list does not show its subtasks either
            return full(
                    "it is in " + item.title() + ", and its list does not show it; it is not deleted until it does");
        }
        Optional<PushOutcome> used =
                shownAbove(found.ref()).or(() -> list.flatMap(answer -> usedBelow(linked.remote(), answer)));
        if (used.isEmpty()) {
            unchanged.accept(found);
            looked = true;
        }
        return used;
    }

    /**
     * Delays the delete if another answer has shown something below the object: a list that lags behind may not show
     * that.
     */
    private Optional<PushOutcome> shownAbove(RemoteRef object) {
        return !isDecidedWithAll() && item.calls().isShownAbove(object)
                ? full(item.context().lookups().hidden().stillBelow())
                : Optional.empty();
    }

    /** True if the object's list should show the object, judging by the look at the object, and does not. */
    private boolean isMissed(RemoteTask found, Optional<RemoteAnswer<Optional<Listing>>> list) {
        boolean listed = found.content().status() == RemoteStatus.OPEN
                || item.context().capabilities().listed() == Listed.ALL;
        return listed
                && list.orElse(null) instanceof RemoteAnswer.Ok<Optional<Listing>>(var listing)
                && listing.orElse(NOTHING).find(found.ref().id()) instanceof LookupResult.NotFound;
    }

    /**
     * Delays the delete while something is below the object, as the service may delete that too or leave it alone. A
     * full cycle asks about tasks that others made or changed, and the ledger's own tasks are deleted first. A subtask
     * that both sides had deleted, and that the list shows, may be back.
     */
    private Optional<PushOutcome> usedBelow(RemoteRef object, RemoteAnswer<Optional<Listing>> list) {
        return item.answered(list, listing -> {
            Listing there = listing.orElse(NOTHING);
            List<RemoteTask> below = below(there, object);
            // An unreadable task may be below the object as well.
            boolean free = there.quarantined().isEmpty()
                    && below.stream().allMatch(each -> item.calls().hasDeleted(each.ref()));
            return item.decide(free ? RemoteState.CONFIRMED_UNCHANGED : RemoteState.HOLDS_OTHERS)
                            == Action.DELETE_REMOTELY
                    ? Optional.empty()
                    : full(item.context().lookups().hidden().stillBelow());
        });
    }

    /** Takes back a delete that is not to be sent any more; a full cycle then treats the object like any other. */
    private void takeBack() {
        if (item.link() instanceof SyncLink.Deleting deleting) {
            item.record((id, at) -> new SyncCommand.Link(id, deleting.remote(), deleting.base(), at));
        }
    }

    /**
     * Closes the link, unless the object was moved to another list: then the object is not gone, and whoever moved it
     * still works with it.
     */
    private Optional<PushOutcome> closeUnlessMoved(SyncLink.Linked linked) {
        return item.answered(new ObjectSearch(item.calls()).elsewhere(linked.remote()), place -> {
            RemoteState state = place instanceof ObjectPlace.At ? RemoteState.MOVED_MAPPED : place.state();
            return closed(state);
        });
    }

    private Optional<PushOutcome> closed(RemoteState state) {
        if (item.decide(state) == Action.CLOSE) {
            return item.close();
        }
        takeBack();
        return full("it was deleted in Devledger and moved in " + item.title());
    }

    private Optional<PushOutcome> delete(RemoteRef ref) {
        if (!item.context().known().stillLeaves(item.entity())) {
            return Optional.of(item.later(item.context().restored(), Duration.ZERO, false));
        }
        boolean isNoNews =
                item.stands() && item.link() instanceof SyncLink.Deleting sent && inDoubt.isLongOnRecord(sent);
        if (!intended && !isNoNews) {
            item.record((id, at) -> new SyncCommand.RepeatDelete(id, at));
        }
        intended = false;
        return item.answered(item.calls().delete(ref), done -> {
            item.context().closed().taken(ref.list(), false);
            return item.calls().tellsDeleted() ? closeUnlessThere(ref, false) : deleted();
        });
    }

    private Optional<PushOutcome> deleted() {
        item.count();
        return item.close();
    }

    /**
     * Verifies the delete, which the service may have confirmed without doing it. The first look may show the state
     * before the delete, the second does not.
     */
    private Optional<PushOutcome> closeUnlessThere(RemoteRef ref, boolean again) {
        return item.answered(
                item.calls().find(ref),
                found -> {
                    if (found.isEmpty()) {
                        return deleted();
                    }
                    return again
                            ? Optional.of(item.later(
                                    item.title() + " reported that it was deleted, and still shows it",
                                    item.settings().settle(),
                                    true))
                            : closeUnlessThere(ref, true);
                },
                listIsGone -> deleted());
    }

    private Optional<PushOutcome> full(String reason) {
        item.askForFull();
        return Optional.of(new PushOutcome.Retry(
                reason, item.settings().pollOrSettle(), true, item.pushed(), PushState.LOOKED_AGAIN));
    }

    /**
     * Resolves a delete without an answer: once the outcome is known, the object of an entity restored meanwhile is
     * linked again or created anew.
     */
    record DeleteInDoubt(PushState item) {
        /**
         * The time after the newest recorded sending of a delete from which another sending needs no record. A delete
         * that fails again and again is sent after half an hour, with a record, and then after an hour, without one.
         */
        private static final Duration UNRECORDED = Duration.ofMinutes(30);

        /**
         * Finds out from the object's list whether the delete was done, as a deleted object can still be read by its
         * id.
         */
        Optional<PushOutcome> restoredMeanwhile(SyncLink.Deleting deleting) {
            RemoteRef ref = deleting.remote();
            // Since its newest record the delete may have been sent again without one, until the entity was restored a
            // moment ago.
            if (item.attempts() == 0 && isLongOnRecord(deleting)) {
                return Optional.of(
                        item.later(notKnownYet(), item.settings().settle().multipliedBy(2), true));
            }
            // Each sending takes effect within one settle time, and its effect can be seen within another.
            Instant settled =
                    deleting.lastMeantAt().plus(item.settings().settle().multipliedBy(2));
            // The object may have been finished long before it was deleted.
            boolean known = deleting.base().status() == RemoteStatus.OPEN
                    && !CreateAttempt.isAhead(deleting.at(), item.calls().now());
            Instant since = known ? deleting.at() : Instant.EPOCH;
            return item.answered(
                    item.calls().read(ref.list(), since),
                    read -> {
                        if (read.startedAt().isBefore(settled)) {
                            Duration after =
                                    Duration.between(read.startedAt(), settled).plusMillis(1);
                            return Optional.of(item.later(notKnownYet(), after, false));
                        }
                        if (read.quarantined().stream()
                                .anyMatch(each -> each.ref().equals(ref))) {
                            return Optional.of(item.later(
                                    "it is still in " + item.title() + ", but cannot be read",
                                    item.settings().settle(),
                                    false));
                        }
                        return read.tasks().stream()
                                        .noneMatch(task -> task.ref().equals(ref))
                                ? movedOrGone(deleting)
                                : over(new ObjectPlace.At(ref), deleting);
                    },
                    gone -> movedOrGone(deleting));
        }

        private Optional<PushOutcome> movedOrGone(SyncLink.Deleting deleting) {
            return item.answered(new ObjectSearch(item.calls()).of(deleting.remote()), place -> over(place, deleting));
        }

        /** Decides by where the object is, once no sending of the delete can still take effect. */
        private Optional<PushOutcome> over(ObjectPlace place, SyncLink.Deleting deleting) {
            return item.decide(LinkState.DELETE_OVER, place.state()) == Action.CLOSE
                    ? item.close()
                    : again(place.object(deleting.remote()), deleting);
        }

        private Optional<PushOutcome> again(RemoteRef at, SyncLink.Deleting deleting) {
            item.record((id, now) -> new SyncCommand.Link(id, at, deleting.base(), now));
            return Optional.empty();
        }

        boolean isLongOnRecord(SyncLink.Deleting deleting) {
            return deleting.lastMeantAt().plus(UNRECORDED).isBefore(item.calls().now());
        }

        private String notKnownYet() {
            return "it is not known yet whether it was deleted in " + item.title();
        }
    }
}
