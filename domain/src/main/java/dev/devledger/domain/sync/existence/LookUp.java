package dev.devledger.domain.sync.existence;

import dev.devledger.domain.sync.existence.Existence.RemoteState;

/**
 * What is known of an item that a complete read of its list did not have (docs/sync-design.md, section 5).
 *
 * @param byId the answer for its id under the last list that is known
 * @param elsewhere whether a search of the open items of other lists found it
 * @param changed whether what was answered by its id differs from what both sides last agreed on
 * @param settled whether two complete reads, far enough apart, did not have it
 */
public record LookUp(ById byId, Elsewhere elsewhere, boolean changed, boolean settled) {

    public enum ById {
        /** Completed or abandoned. */
        FINISHED,
        /** As if it were open: a deleted task stays readable, without a mark. */
        OPEN,
        /** The service says that it was deleted, which proves it. */
        DELETED,
        /** 404: it is not in that list. */
        NOT_THERE,
        /** 200 without a body, or a no: there is no such item, as far as it says. */
        EMPTY,
        /** 500: the list was deleted. */
        LIST_GONE,
        /** Not asked, or no answer that tells. */
        UNANSWERED
    }

    public enum Elsewhere {
        NOT_SEARCHED,
        NOWHERE,
        IN_MAPPED,
        IN_UNMAPPED
    }

    /** An item that was found alive is never gone, whatever its id answers; one that was not searched for, neither. */
    public RemoteState state() {
        return switch (elsewhere) {
            case IN_MAPPED -> RemoteState.MOVED_MAPPED;
            case IN_UNMAPPED -> RemoteState.MOVED_UNMAPPED;
            case NOWHERE ->
                switch (byId) {
                    case NOT_THERE -> RemoteState.MOVED_UNMAPPED; // to where we cannot see, as an archived list
                    case LIST_GONE -> gone();
                    case FINISHED, OPEN, DELETED, EMPTY, UNANSWERED -> byIdAlone();
                };
            case NOT_SEARCHED -> byIdAlone();
        };
    }

    private RemoteState byIdAlone() {
        return switch (byId) {
            case FINISHED -> changed ? RemoteState.SEEN_CHANGED : RemoteState.SEEN_UNCHANGED;
            case OPEN, EMPTY -> gone();
            case DELETED -> RemoteState.GONE;
            case NOT_THERE, LIST_GONE, UNANSWERED -> RemoteState.MISSING; // it may have been moved
        };
    }

    private RemoteState gone() {
        return settled ? RemoteState.GONE : RemoteState.MISSING;
    }
}
