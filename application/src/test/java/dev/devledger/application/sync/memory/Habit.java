package dev.devledger.application.sync.memory;

/**
 * Where nobody knows what the service does (docs/ticktick.md, sections 3, 7 and 8): what this one does besides the
 * plain reading.
 */
public enum Habit {
    /** What is below a task is deleted with it. */
    CHILDREN_GO,
    /** What is open below a task is completed with it. */
    CHILDREN_END,
    /** A write to a deleted one is answered with what was asked for, not with what it still is. */
    DELETED_AS_ASKED,
    /** A write to a deleted one is answered with nothing. */
    DELETED_UNANSWERED,
    /** The first look by its id at what was written shows it as it was before. */
    OLD_FIRST_LOOK,
    /** Each third answer does not show one of the fields of its tasks. */
    SILENT,
    /** A create passes over one of the fields. */
    PASSES_OVER
}
