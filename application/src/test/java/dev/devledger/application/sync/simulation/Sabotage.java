package dev.devledger.application.sync.simulation;

/**
 * A bug that is put into the sync on purpose, at its ports, to see if the simulation finds it (docs/sync-design.md,
 * section 9). No such bug is ever in the product.
 */
public enum Sabotage {
    NONE("nothing"),
    NO_BASE("what both sides last agreed on is not known, so that what is there wins"),
    RESEND_WITHOUT_SEARCH("what an unanswered create has made is not looked for"),
    CAP_IGNORED("an answer that was cut counts as whole"),
    ONE_READ_DELETE("what one read does not show is gone"),
    MODIFICATION_TIME("what was not modified by its time is not compared"),
    TITLE_MATCH("a task is known by its title"),
    PUSH_IN_HANDLER("an event's handler writes to the remote"),
    BASE_ON_2XX("what was sent is agreed, whatever the answer says"),
    GUARD_PER_CYCLE("the guard forgets what earlier cycles have deleted"),
    RETRIED_500("a create without an answer is sent again at once"),
    UNMAPPED_DROPPED("a write drops what only the remote knows of"),
    NEWEST_WINS("of two changes the newer one is taken, and nobody asked"),
    RAW_COMPARISON("what the remote writes in its own way counts as a change"),
    STALE_FENCE("a cycle goes on after another node has taken over"),
    CONFLICT_BLOCKS("a conflict about one field keeps the others from going on"),
    OWN_FORM("a title as each service writes it in its own way goes on to the others"),
    SILENCE_IS_EMPTY("a field that an answer does not show is taken for an empty one"),
    CREATED_AS_SENT("what was sent of a new task is agreed, whatever the answer says"),
    COMMENT_AGAIN("a comment without an answer is said again at once", Scenario.CLICKUP),
    COMMENTS_CUT("of the comments on a task only the first page is read", Scenario.CLICKUP),
    DEPENDENCY_TURNED(
            "which of two tasks waits for the other is read and written the other way round", Scenario.CLICKUP),
    DEPENDENCIES_CUT("of several tasks that one waits for only the first is read", Scenario.CLICKUP),
    SHORT_OVER_LONG("what stands for a longer title here is sent as an edit of it"),
    CUT_IN_SILENCE("what has no room here is cut where it is read, and nobody is told"),
    STORED_AS_IT_CAME("a date that the ledger takes from nobody is stored as the service has it"),
    STOPS_AT_THE_FIRST("a cycle ends at the first thing that cannot be taken over"),
    UNTOLD("a cycle that left something says that nothing was wrong");

    private final String words;
    private final long first;

    Sabotage(String words) {
        this(words, 0);
    }

    Sabotage(String words, long first) {
        this.words = words;
        this.first = first;
    }

    /** The world from which on there is what it is about. */
    long first() {
        return first;
    }

    String words() {
        return words;
    }
}
