package dev.devledger.application.sync.memory;

/** A behaviour that only some services have, and that the sync has to cope with. */
public enum Quirk {
    /** Each list has its own statuses. */
    STATUSES_BY_LIST,
    /** A task may have a start date and no due date. */
    STARTS_ALONE,
    /** A task can be moved whatever list it is in now. */
    MOVES_FROM_ANYWHERE,
    /** Tasks have comments. */
    COMMENTS,
    /** The answer to a move shows the whole task. */
    MOVES_ARE_TOLD,
    /** Now and then a change is answered as done and ignored. */
    SILENT_IGNORES
}
