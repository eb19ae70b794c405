package dev.devledger.domain.sync.link;

import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;

/** The link in the state that a command or an event needs it in, or why it is in no such state. */
final class RequiredState {
    private RequiredState() {}

    static SyncLink.Deleting deleting(SyncLink state) {
        if (state instanceof SyncLink.Deleting deleting) {
            return deleting;
        }
        throw unexpected("be deleted on the other side again", state);
    }

    static SyncLink.Linked linked(SyncLink state) {
        if (state instanceof SyncLink.Linked linked) {
            return linked;
        }
        throw unexpected("write to it", state);
    }

    /** Another node was faster, or the caller's view of the link is old: the next cycle looks again. */
    static Rejection unexpected(String wish, SyncLink state) {
        return Rejection.of(
                Code.CONFLICT_STATE, "The link is " + state.getClass().getSimpleName() + "; it cannot " + wish + ".");
    }
}
