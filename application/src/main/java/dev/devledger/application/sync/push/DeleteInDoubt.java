package dev.devledger.application.sync.push;

import dev.devledger.application.sync.lookup.ObjectPlace;
import dev.devledger.application.sync.lookup.Whereabouts;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A delete without an answer: what was restored meanwhile is linked again or made anew, once it is known which. */
record DeleteInDoubt(PushState item) {
    /**
     * So long after the newest sending that is on record another one may be without a record of its own. What fails again
     * and again is sent at half an hour, with a record, and then at an hour, without.
     */
    private static final Duration UNRECORDED = Duration.ofMinutes(30);

    /** Whether the delete has come through only a list tells, as a deleted one can still be read by its id. */
    Optional<PushOutcome> restoredMeanwhile(SyncLink.Deleting deleting) {
        RemoteRef ref = deleting.remote();
        // It may have been sent since without a record of it, until it was restored a moment ago.
        if (item.attempts() == 0 && isLongOnRecord(deleting)) {
            return Optional.of(
                    item.later(notKnownYet(), item.settings().settle().multipliedBy(2), true));
        }
        // Each sending comes to pass within a settle time, and is to be seen within another.
        Instant settled = deleting.lastMeantAt().plus(item.settings().settle().multipliedBy(2));
        // It may have been finished long before it was to be deleted.
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
                    if (read.quarantined().stream().anyMatch(each -> each.ref().equals(ref))) {
                        return Optional.of(item.later(
                                "it is still in " + item.title() + ", but cannot be read",
                                item.settings().settle(),
                                false));
                    }
                    return read.tasks().stream().noneMatch(task -> task.ref().equals(ref))
                            ? movedOrGone(deleting)
                            : over(new ObjectPlace.At(ref), deleting);
                },
                gone -> movedOrGone(deleting));
    }

    private Optional<PushOutcome> movedOrGone(SyncLink.Deleting deleting) {
        return item.answered(new Whereabouts(item.calls()).of(deleting.remote()), place -> over(place, deleting));
    }

    /** Whatever was to come of the delete has come by now. */
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
