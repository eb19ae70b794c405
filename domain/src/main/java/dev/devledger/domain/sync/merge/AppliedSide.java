package dev.devledger.domain.sync.merge;

/** Whose value a conflict's policy put in place. */
public enum AppliedSide {
    LOCAL,
    REMOTE,
    NONE
}
