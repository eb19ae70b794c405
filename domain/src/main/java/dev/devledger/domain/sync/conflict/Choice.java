package dev.devledger.domain.sync.conflict;

/** How a person ends a conflict. */
public enum Choice {
    /** The ledger's: its value, or made again there, or deleted there. */
    LOCAL,
    /** The remote's. */
    REMOTE,
    /** One that the person gives: another value, or the remote object that it is. */
    VALUE,
    /** Both stay as they are and no longer belong together. */
    DETACH
}
