package dev.devledger.domain.sync.link;

import static dev.devledger.domain.sync.link.RequiredState.deleting;
import static dev.devledger.domain.sync.link.RequiredState.linked;
import static dev.devledger.domain.sync.link.RequiredState.unexpected;

import java.util.List;

/** What may be put on record about the end of a link. */
final class EndingDecisions {
    private EndingDecisions() {}

    static List<SyncEvent> intendDelete(SyncCommand.IntendDelete c, SyncLink state) {
        if (state instanceof SyncLink.Deleting) {
            return List.of();
        }
        linked(state);
        return List.of(new SyncEvent.DeleteIntended(c.link(), c.at(), c.counted()));
    }

    static List<SyncEvent> repeatDelete(SyncCommand.RepeatDelete c, SyncLink state) {
        deleting(state);
        return List.of(new SyncEvent.DeleteRepeated(c.link(), c.at()));
    }

    static List<SyncEvent> decideDelete(SyncCommand.DecideDelete c, SyncLink state) {
        return switch (state) {
            case SyncLink.Deleting deleting when deleting.withAll() -> List.of();
            case SyncLink.Deleting deleting -> List.of(new SyncEvent.DeleteDecided(c.link(), c.at()));
            case SyncLink.Linked linked -> List.of(new SyncEvent.DeleteDecided(c.link(), c.at()));
            default -> throw unexpected("be deleted on the other side", state);
        };
    }

    static List<SyncEvent> loseRemote(SyncCommand.LoseRemote c, SyncLink state) {
        return switch (state) {
            case SyncLink.Linked linked -> List.of(new SyncEvent.RemoteGone(c.link(), c.at(), c.counted()));
            case SyncLink.Deleting deleting -> List.of(new SyncEvent.RemoteGone(c.link(), c.at(), c.counted()));
            case SyncLink.Closed closed -> List.of();
            default -> throw unexpected("lose its remote object", state);
        };
    }

    static List<SyncEvent> close(SyncCommand.Close c, SyncLink state) {
        return switch (state) {
            case SyncLink.Closed closed -> List.of();
            case SyncLink.None none -> List.of();
            case SyncLink.Creating creating -> throw unexpected("be closed before its outcome is known", state);
            default -> List.of(new SyncEvent.Closed(c.link(), c.at()));
        };
    }

    static List<SyncEvent> detach(SyncCommand.Detach c, SyncLink state) {
        linked(state);
        return List.of(new SyncEvent.Detached(c.link(), c.reason(), c.at()));
    }

    static List<SyncEvent> leaveScope(SyncCommand.LeaveScope c, SyncLink state) {
        return switch (state) {
            case SyncLink.Linked linked -> List.of(new SyncEvent.LeftScope(c.link(), c.reason(), c.at()));
            // It was moved there before the delete came through.
            case SyncLink.Deleting deleting -> List.of(new SyncEvent.LeftScope(c.link(), c.reason(), c.at()));
            default -> throw unexpected("leave the sync", state);
        };
    }

    static List<SyncEvent> part(SyncCommand.Part c, SyncLink state) {
        return switch (state) {
            case SyncLink.Detached detached when detached.stays() -> List.of();
            case SyncLink.Linked linked -> List.of(new SyncEvent.Parted(c.link(), c.reason(), c.at()));
            case SyncLink.Detached detached -> List.of(new SyncEvent.Parted(c.link(), c.reason(), c.at()));
            case SyncLink.OutOfScope outside -> List.of(new SyncEvent.Parted(c.link(), c.reason(), c.at()));
            default -> throw unexpected("be unlinked from its remote object", state);
        };
    }
}
