package dev.devledger.domain.sync.time;

/** What is to be done about an entry, as far as it is decided by where it is and where it is not. */
public enum EntryStep {
    NOTHING,
    /** It is on both sides: what each has changed goes to the other. */
    MERGE,
    /** It is not known how it stands there, and has to be. */
    LOOK,
    ADD_THERE,
    DELETE_HERE,
    DELETE_THERE,
    /** It was changed there since it was deleted here: the change is kept. */
    RESTORE_HERE,
    /** It is on neither side. */
    CLOSE,
    /** It is not there any more, and was changed here since: the change is kept, as a new one there. */
    ADD_AGAIN
}
