package dev.devledger.adapters.sandbox.ticktick.common;

import dev.devledger.adapters.sandbox.kernel.Habit;

/**
 * What nobody knows of TickTick (docs/ticktick.md, habits): it may do one thing or the other, and a client has to bear
 * both. Each is named after the second reading; the first is what the sandbox does where nobody chooses.
 */
public enum TickTickHabit implements Habit {
    /** An update of a deleted task, of which nothing is stored, answers the task that was asked for. */
    ANSWERS_DELETED_AS_ASKED("deletedTaskUpdate", "as-it-was", "as-asked"),
    /** An update of a task whose list was deleted fails, as its read does. */
    REFUSES_TASKS_OF_DELETED_LISTS("deletedListUpdate", "answered", "refused"),
    /** With a task go those below it, whoever deletes it. */
    CHILDREN_GO_ALONG("childrenOfDeleted", "stay", "follow"),
    /** With a task its open ones below are completed, whoever completes it; not where it only moves on. */
    CHILDREN_END_ALONG("childrenOfCompleted", "stay", "follow"),
    /** An update through the API that does not name the due date takes the dates of an all-day task away. */
    LOSES_UNNAMED_DAYS("allDayUpdate", "keeps-days", "loses-days"),
    /** The first read of a task by its id after a write shows what was there before. */
    FIRST_READ_IS_OLD("firstRead", "new", "old"),
    /** Tags of tasks come back as they were sent; as a set they are one in any case. */
    TAGS_KEEP_THEIR_CASE("tagCase", "lower", "as-sent"),
    /** A task may be put below itself or below what is below it. */
    TAKES_CIRCLES("parentCircle", "ignored", "taken"),
    /** An update through the API with an empty parent leaves the task where it is. */
    IGNORES_EMPTY_PARENTS("emptyParent", "detaches", "ignored"),
    /** Lists that were closed in the app show no tasks, neither in the filter nor by themselves. */
    HIDES_CLOSED_LISTS("closedLists", "shown", "hidden"),
    /** A filter that says nothing shows the open ones, not all. */
    EMPTY_FILTER_MEANS_OPEN("emptyFilter", "all", "open"),
    /** A batch of more than fifty is refused as a whole, not cut. */
    REFUSES_LONG_BATCHES("longBatch", "cut", "refused"),
    /** Time zones that are in no database are kept, not dropped. */
    KEEPS_UNKNOWN_ZONES("unknownZone", "dropped", "kept");

    private final String field;
    private final String first;
    private final String second;

    TickTickHabit(String field, String first, String second) {
        this.field = field;
        this.first = first;
        this.second = second;
    }

    @Override
    public Readings readings() {
        return new Readings(field, first, second);
    }
}
