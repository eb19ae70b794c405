package dev.devledger.domain.task;

import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.When;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What an edit changed, field by field: what was and what is. A field that did not change is null. */
public record TaskChanges(
        @Nullable Change<String> title,
        @Nullable Change<String> description,
        @Nullable Change<Priority> priority,
        @Nullable Change<SortedSet<String>> tags,
        @Nullable Change<When> startDate,
        @Nullable Change<When> dueDate,
        @Nullable Change<ZoneId> timeZone,
        @Nullable Change<List<ChecklistItem>> checklist,
        @Nullable Change<String> stage,
        @Nullable Change<Integer> estimateMinutes,
        @Nullable Change<SortedSet<PersonId>> assignees,
        @Nullable Change<SortedSet<TaskId>> blockedBy,
        @Nullable Change<SortedSet<TaskId>> related,
        @Nullable Change<TaskId> discoveredFrom) {

    /** Of fields that have always been there. */
    public TaskChanges(
            @Nullable Change<String> title,
            @Nullable Change<String> description,
            @Nullable Change<Priority> priority,
            @Nullable Change<SortedSet<String>> tags,
            @Nullable Change<When> startDate,
            @Nullable Change<When> dueDate,
            @Nullable Change<ZoneId> timeZone,
            @Nullable Change<List<ChecklistItem>> checklist) {
        this(
                title,
                description,
                priority,
                tags,
                startDate,
                dueDate,
                timeZone,
                checklist,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static TaskChanges between(TaskDetails from, TaskDetails to) {
        return new TaskChanges(
                Change.between(from.title(), to.title()),
                Change.between(from.description(), to.description()),
                Change.between(from.priority(), to.priority()),
                Change.between(from.tags(), to.tags()),
                Change.between(from.schedule().startDate(), to.schedule().startDate()),
                Change.between(from.schedule().dueDate(), to.schedule().dueDate()),
                Change.between(from.schedule().timeZone(), to.schedule().timeZone()),
                Change.between(from.checklist(), to.checklist()),
                Change.between(from.stage(), to.stage()),
                Change.between(from.estimateMinutes(), to.estimateMinutes()),
                Change.between(from.assignees(), to.assignees()),
                Change.between(
                        from.dependencies().blockedBy(), to.dependencies().blockedBy()),
                Change.between(from.dependencies().related(), to.dependencies().related()),
                Change.between(
                        from.dependencies().discoveredFrom(), to.dependencies().discoveredFrom()));
    }

    public TaskDetails applyTo(TaskDetails details) {
        Schedule schedule = details.schedule();
        return new TaskDetails(
                Change.orElse(title, details.title()),
                Change.orElse(description, details.description()),
                Change.orElse(priority, details.priority()),
                Change.orElse(tags, details.tags()),
                new Schedule(
                        Change.toOrElse(startDate, schedule.startDate()),
                        Change.toOrElse(dueDate, schedule.dueDate()),
                        Change.orElse(timeZone, schedule.timeZone())),
                Change.orElse(checklist, details.checklist()),
                Change.toOrElse(stage, details.stage()),
                Change.toOrElse(estimateMinutes, details.estimateMinutes()),
                Change.orElse(assignees, details.assignees()),
                applyTo(details.dependencies()));
    }

    public Dependencies applyTo(Dependencies dependencies) {
        return new Dependencies(
                Change.orElse(blockedBy, dependencies.blockedBy()),
                Change.orElse(related, dependencies.related()),
                Change.toOrElse(discoveredFrom, dependencies.discoveredFrom()));
    }

    /** The changes as the history shows them, under the field names of docs/contract.md, section 4. */
    public List<FieldChange> list() {
        List<FieldChange> changes = new ArrayList<>();
        FieldChange.collect(changes, "title", title);
        FieldChange.collect(changes, "description", description);
        FieldChange.collect(changes, "priority", priority);
        FieldChange.collect(changes, "tags", tags);
        FieldChange.collect(changes, "startDate", startDate);
        FieldChange.collect(changes, "dueDate", dueDate);
        FieldChange.collect(changes, "timeZone", timeZone);
        FieldChange.collect(changes, "checklist", checklist);
        FieldChange.collect(changes, "stage", stage);
        FieldChange.collect(changes, "estimateMinutes", estimateMinutes);
        FieldChange.collect(changes, "assignees", assignees);
        FieldChange.collect(changes, "blockedBy", blockedBy);
        FieldChange.collect(changes, "related", related);
        FieldChange.collect(changes, "discoveredFrom", discoveredFrom);
        return List.copyOf(changes);
    }
}
