package dev.devledger.domain.sync;

/** What becomes of a field that both sides changed differently. */
public enum ConflictPolicy {
    /** The remote's value is pulled. */
    REMOTE,
    /** The ledger's value is pushed. */
    LEDGER,
    /** Neither side is written until a person decides. */
    HOLD
}
