package dev.devledger.application.sync.memory;

/**
 * A way in which the service in memory may behave where nobody knows what the real one does (docs/ticktick.md, sections
 * 3, 7 and 8).
 */
public enum Habit {
    /** The subtasks of a deleted task are deleted with it. */
    CHILDREN_GO,
    /** The open subtasks of a completed task are completed with it. */
    CHILDREN_END,
    /** A write to a deleted task is answered with the content sent, not with the content that the task still has. */
    DELETED_AS_ASKED,
    /** A write to a deleted task gets an empty answer. */
    DELETED_UNANSWERED,
    /** The first look at an object by its id after a write shows the object as it was before that write. */
    OLD_FIRST_LOOK,
    /** Every third answer leaves out one field of its tasks. */
    SILENT,
    /** A create ignores one of the fields. */
    PASSES_OVER
}
