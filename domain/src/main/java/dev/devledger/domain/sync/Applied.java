package dev.devledger.domain.sync;

/** Whose value a conflict's policy put in place. */
public enum Applied {
    LOCAL,
    REMOTE,
    NONE
}
