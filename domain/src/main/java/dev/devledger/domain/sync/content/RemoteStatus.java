package dev.devledger.domain.sync.content;

/**
 * How an object stands. {@link #PLANNED}, {@link #PAUSED} and {@link #BLOCKED} exist only on a card in the
 * ledger's words: a remote that does not know it has an open task there, with a tag (docs/contract.md, section 5).
 */
public enum RemoteStatus {
    OPEN,
    COMPLETED,
    ABANDONED,
    PLANNED,
    PAUSED,
    BLOCKED;

    /** Whether work on it has ended. */
    public boolean isTerminal() {
        return switch (this) {
            case COMPLETED, ABANDONED -> true;
            case OPEN, PLANNED, PAUSED, BLOCKED -> false;
        };
    }
}
