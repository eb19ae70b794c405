package dev.devledger.application.sync.push;

import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.Optional;

/**
 * Brings one entity's remote object to what the ledger wants, step by step from whatever state its link is in. What is
 * about to be sent is on record before the call and its outcome after it, so that the next cycle can go on from any point.
 */
final class EntityPush {
    /** A link passes through fewer states on its longest way: recovered, linked, written. */
    private static final int STEPS = 6;

    private final PushState item;
    private final CreateSteps creating;
    private final UpdateSteps updating;
    private final DeleteSteps deleting;

    EntityPush(PushState item) {
        this.item = item;
        this.creating = new CreateSteps(item);
        this.updating = new UpdateSteps(item);
        this.deleting = new DeleteSteps(item);
    }

    PushOutcome run() {
        item.asOfNow();
        for (int step = 0; step < STEPS; step++) {
            Optional<PushOutcome> outcome = step();
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return item.later("it did not settle in " + STEPS + " steps", PushState.REFUSED, true);
    }

    /** One step; empty where the link is in another state now and has to be looked at again. */
    private Optional<PushOutcome> step() {
        return switch (item.link()) {
            case SyncLink.None none -> creating.absent();
            case SyncLink.Closed closed -> creating.absent();
            case SyncLink.Creating lost -> creating.recover(lost);
            case SyncLink.Linked linked -> linked(linked);
            case SyncLink.Deleting leaving -> deleting.deleting(leaving);
            case SyncLink.Detached detached -> creating.detached(detached);
            case SyncLink.OutOfScope outside -> item.settled(); // it comes back by itself, seen by a full cycle
            case SyncLink.Stopped stopped -> creating.stopped(stopped);
        };
    }

    private Optional<PushOutcome> linked(SyncLink.Linked linked) {
        return switch (item.decide(RemoteState.UNKNOWN)) {
            case FETCH -> looked(linked);
            case RELEASE -> {
                String reason = ((Wanted.Outside) item.wanted()).reason();
                item.record((id, at) -> new SyncCommand.Detach(id, reason, at));
                yield item.settled();
            }
            default -> item.settled();
        };
    }

    private Optional<PushOutcome> looked(SyncLink.Linked linked) {
        return switch (item.wanted()) {
            case Wanted.Present present -> updating.update(linked, present);
            case Wanted.Gone gone -> deleting.remove(linked);
            case Wanted.Replaced replaced -> deleting.replaced(linked);
            case Wanted.Outside outside -> item.settled();
        };
    }
}
