package dev.devledger.domain.task;

import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Task.TaskId;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The content of a task that people set, apart from its status and place. Texts that are not set are empty.
 *
 * @param stage the step of an open task, in the words of the people who work on it, such as {@code in review}
 * @param estimateMinutes the expected length of the work
 * @param assignees the people who work on the task, or will
 * @param dependencies the task's relations to other tasks
 */
public record TaskDetails(
        String title,
        String description,
        Priority priority,
        SortedSet<String> tags,
        Schedule schedule,
        List<ChecklistItem> checklist,
        @Nullable String stage,
        @Nullable Integer estimateMinutes,
        SortedSet<PersonId> assignees,
        Dependencies dependencies) {

    public static final Field<TaskDetails, String> TITLE =
            Field.text("title", TaskDetails::title).or("").rule(Violations::title);
    public static final Field<TaskDetails, String> DESCRIPTION = Field.text("description", TaskDetails::description)
            .or("")
            .rule((violations, field, text) -> violations.text(field, text, Violations.DESCRIPTION));
    public static final Field<TaskDetails, Priority> PRIORITY =
            Field.one("priority", Priority.class, TaskDetails::priority).or(Priority.NONE);
    public static final Field<TaskDetails, SortedSet<String>> TAGS =
            Field.sorted("tags", String.class, TaskDetails::tags).rule(Violations::tags);
    public static final Field<TaskDetails, When> START_DATE = Field.one(
                    "startDate", When.class, (TaskDetails task) -> task.schedule()
                            .startDate())
            .phrase("start date");
    public static final Field<TaskDetails, When> DUE_DATE = Field.one(
                    "dueDate", When.class, (TaskDetails task) -> task.schedule().dueDate())
            .phrase("due date");
    public static final Field<TaskDetails, ZoneId> TIME_ZONE = Field.zone(
                    "timeZone", (TaskDetails task) -> task.schedule().timeZone())
            .phrase("time zone")
            .rule((violations, task) -> violations.schedule(task.schedule()));
    public static final Field<TaskDetails, List<ChecklistItem>> CHECKLIST = Field.listed(
                    "checklist", ChecklistItem.class, TaskDetails::checklist)
            .rule(Violations::checklist);
    public static final Field<TaskDetails, String> STAGE =
            Field.text("stage", TaskDetails::stage).rule(Violations::stage);
    public static final Field<TaskDetails, Integer> ESTIMATE_MINUTES = Field.one(
                    "estimateMinutes", Integer.class, TaskDetails::estimateMinutes)
            .phrase("estimate in minutes")
            .rule(Violations::minutes);
    public static final Field<TaskDetails, SortedSet<PersonId>> ASSIGNEES =
            Field.sorted("assignees", PersonId.class, TaskDetails::assignees).rule(Violations::assignees);
    public static final Field<TaskDetails, SortedSet<TaskId>> BLOCKED_BY = Field.sorted(
                    "blockedBy", TaskId.class, (TaskDetails task) -> task.dependencies()
                            .blockedBy())
            .phrase("tasks that block it")
            .rule(Violations::dependencies);
    public static final Field<TaskDetails, SortedSet<TaskId>> RELATED = Field.sorted(
                    "related", TaskId.class, (TaskDetails task) -> task.dependencies()
                            .related())
            .phrase("related tasks")
            .rule(Violations::dependencies);
    public static final Field<TaskDetails, TaskId> DISCOVERED_FROM = Field.one(
                    "discoveredFrom", TaskId.class, (TaskDetails task) -> task.dependencies()
                            .discoveredFrom())
            .phrase("task that it was discovered from");

    public static final EntityKind<TaskDetails> KIND = new EntityKind<>(
            List.of(
                    TITLE,
                    DESCRIPTION,
                    PRIORITY,
                    TAGS,
                    START_DATE,
                    DUE_DATE,
                    TIME_ZONE,
                    CHECKLIST,
                    STAGE,
                    ESTIMATE_MINUTES,
                    ASSIGNEES,
                    BLOCKED_BY,
                    RELATED,
                    DISCOVERED_FROM),
            TaskDetails::of);

    /**
     * The fields that always have a value. An event that leaves one of them without a value was not written by this
     * program.
     */
    public static final List<Field<TaskDetails, ?>> REQUIRED = List.of(TITLE, PRIORITY, TIME_ZONE, CHECKLIST);

    public TaskDetails {
        SortedSet<String> sorted = new TreeSet<>();
        sorted.addAll(tags); // the constructor would keep the caller's ordering, and with it the caller's equality
        tags = Collections.unmodifiableSortedSet(sorted);
        checklist = List.copyOf(checklist);
        assignees = sorted(assignees);
        dependencies = orNone(dependencies);
    }

    /** Tasks stored before dependencies existed have none. */
    private static Dependencies orNone(@Nullable Dependencies dependencies) {
        return dependencies == null ? Dependencies.NONE : dependencies;
    }

    /** Tasks stored before people existed have no assignees. */
    private static SortedSet<PersonId> sorted(@Nullable SortedSet<PersonId> people) {
        return people == null || people.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(people));
    }

    /** A task without relations to others. */
    public TaskDetails(
            String title,
            String description,
            Priority priority,
            SortedSet<String> tags,
            Schedule schedule,
            List<ChecklistItem> checklist,
            @Nullable String stage,
            @Nullable Integer estimateMinutes,
            SortedSet<PersonId> assignees) {
        this(
                title,
                description,
                priority,
                tags,
                schedule,
                checklist,
                stage,
                estimateMinutes,
                assignees,
                Dependencies.NONE);
    }

    public TaskDetails with(Dependencies others) {
        return new TaskDetails(
                title, description, priority, tags, schedule, checklist, stage, estimateMinutes, assignees, others);
    }

    /** A task without stage, estimate and assignees. */
    public TaskDetails(
            String title,
            String description,
            Priority priority,
            SortedSet<String> tags,
            Schedule schedule,
            List<ChecklistItem> checklist) {
        this(title, description, priority, tags, schedule, checklist, null, null, Collections.emptySortedSet());
    }

    /** A task with nothing but a title. */
    public static TaskDetails named(String title, ZoneId zone) {
        return new TaskDetails(title, "", Priority.NONE, Collections.emptySortedSet(), Schedule.none(zone), List.of());
    }

    private static TaskDetails of(EntityKind.Values<TaskDetails> values) {
        return new TaskDetails(
                values.get(TITLE),
                values.get(DESCRIPTION),
                values.get(PRIORITY),
                values.get(TAGS),
                new Schedule(values.orNull(START_DATE), values.orNull(DUE_DATE), values.get(TIME_ZONE)),
                values.get(CHECKLIST),
                values.orNull(STAGE),
                values.orNull(ESTIMATE_MINUTES),
                values.get(ASSIGNEES),
                new Dependencies(values.get(BLOCKED_BY), values.get(RELATED), values.orNull(DISCOVERED_FROM)));
    }

    /** Returns everything that breaks a rule. */
    public Violations violations() {
        return KIND.violations(this);
    }

    /** Returns everything that breaks a rule in the fields that are set, whatever the other fields hold. */
    public static Violations violations(Patch<TaskDetails> patch) {
        return KIND.edited(named("-", ZoneOffset.UTC), patch).violations();
    }

    /** True if the request may make the task wait for tasks that it did not wait for before. */
    public static boolean mayBlock(Patch<TaskDetails> patch) {
        SetTo<SortedSet<TaskId>> others = patch.get(BLOCKED_BY);
        return others != null && others.value() != null && !others.value().isEmpty();
    }
}
