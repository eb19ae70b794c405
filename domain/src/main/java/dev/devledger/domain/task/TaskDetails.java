package dev.devledger.domain.task;

import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.Violations;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a task, apart from its status and place. Texts that are not set are empty.
 *
 * @param stage where an open task stands, in the words of who works on it, such as {@code in review}
 * @param estimateMinutes how long it is thought to take
 * @param assignees who works on it, or is to
 * @param dependencies what it has to do with other tasks
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

    public TaskDetails {
        SortedSet<String> sorted = new TreeSet<>();
        sorted.addAll(tags); // the constructor would keep an order of the caller's, and with it what is equal
        tags = Collections.unmodifiableSortedSet(sorted);
        checklist = List.copyOf(checklist);
        assignees = sorted(assignees);
        dependencies = orNone(dependencies);
    }

    /** What was stored before there were dependencies has none. */
    private static Dependencies orNone(@Nullable Dependencies dependencies) {
        return dependencies == null ? Dependencies.NONE : dependencies;
    }

    /** What was stored before there were people has none. */
    private static SortedSet<PersonId> sorted(@Nullable SortedSet<PersonId> people) {
        return people == null || people.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(people));
    }

    /** Of a task that has nothing to do with others. */
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

    /** Of a task of which nobody has said how it is worked on. */
    public TaskDetails(
            String title,
            String description,
            Priority priority,
            SortedSet<String> tags,
            Schedule schedule,
            List<ChecklistItem> checklist) {
        this(title, description, priority, tags, schedule, checklist, null, null, Collections.emptySortedSet());
    }

    /** All that the rules have against it, whatever else there is. */
    public Violations violations() {
        return new Violations()
                .title("title", title)
                .text("description", description, Violations.DESCRIPTION)
                .tags("tags", tags)
                .schedule(schedule)
                .checklist("checklist", checklist)
                .stage("stage", stage)
                .minutes("estimateMinutes", estimateMinutes)
                .assignees("assignees", assignees)
                .dependencies("blockedBy", dependencies.blockedBy())
                .dependencies("related", dependencies.related());
    }
}
