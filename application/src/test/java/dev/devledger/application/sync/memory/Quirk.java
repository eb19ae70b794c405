package dev.devledger.application.sync.memory;

/** What a service does as no other may do it, and what the sync has to bear. */
public enum Quirk {
    /** Each list has statuses of its own. */
    STATUSES_BY_LIST,
    /** A task may have a start, and no date on which it is due. */
    STARTS_ALONE,
    /** A task is moved from whatever list it is in. */
    MOVES_FROM_ANYWHERE,
    /** People say something about tasks. */
    COMMENTS,
    /** The answer to a move is the whole task. */
    MOVES_ARE_TOLD,
    /** Now and then a change is answered as done, and nothing is changed. */
    SILENT_IGNORES
}
