package dev.devledger.domain.sync.merge;

/** What becomes of a field that both sides changed. Never decided by time stamps. */
public enum ConflictPolicy {
    /** What a person typed at the remote is taken over; the ledger's value stays in the conflict. */
    REMOTE,
    /** The ledger's value is written; the remote's stays in the conflict. */
    LEDGER,
    /** Neither side is written before a person has chosen. */
    HOLD
}
