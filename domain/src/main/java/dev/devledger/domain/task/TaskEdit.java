package dev.devledger.domain.task;

import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A wish to change some details: a field that is null here stays as it is. {@code defaultZone} is what a cleared zone means. */
public record TaskEdit(
        @Nullable SetTo<String> title,
        @Nullable SetTo<String> description,
        @Nullable SetTo<Priority> priority,
        @Nullable SetTo<SortedSet<String>> tags,
        @Nullable SetTo<When> startDate,
        @Nullable SetTo<When> dueDate,
        @Nullable SetTo<ZoneId> timeZone,
        @Nullable SetTo<List<ChecklistItem>> checklist,
        @Nullable SetTo<String> stage,
        @Nullable SetTo<Integer> estimateMinutes,
        @Nullable SetTo<SortedSet<PersonId>> assignees,
        @Nullable SetTo<SortedSet<TaskId>> blockedBy,
        @Nullable SetTo<SortedSet<TaskId>> related,
        @Nullable SetTo<TaskId> discoveredFrom,
        ZoneId defaultZone) {

    /** A wish of who knows nothing of how the task is worked on. */
    public TaskEdit(
            @Nullable SetTo<String> title,
            @Nullable SetTo<String> description,
            @Nullable SetTo<Priority> priority,
            @Nullable SetTo<SortedSet<String>> tags,
            @Nullable SetTo<When> startDate,
            @Nullable SetTo<When> dueDate,
            @Nullable SetTo<ZoneId> timeZone,
            @Nullable SetTo<List<ChecklistItem>> checklist,
            ZoneId defaultZone) {
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
                null,
                defaultZone);
    }

    /** All that the rules have against the fields that are set, whatever the task is like. */
    public Violations violations() {
        return applyTo(new TaskDetails("-", "", Priority.NONE, new TreeSet<>(), Schedule.none(defaultZone), List.of()))
                .violations();
    }

    TaskDetails applyTo(TaskDetails details) {
        return new TaskDetails(
                SetTo.orElse(title, details.title(), ""),
                SetTo.orElse(description, details.description(), ""),
                SetTo.orElse(priority, details.priority(), Priority.NONE),
                SetTo.orElse(tags, details.tags(), new TreeSet<>()),
                details.schedule().with(startDate, dueDate, timeZone, defaultZone),
                SetTo.orElse(checklist, details.checklist(), List.of()),
                SetTo.orElse(stage, details.stage()),
                SetTo.orElse(estimateMinutes, details.estimateMinutes()),
                SetTo.orElse(assignees, details.assignees(), new TreeSet<>()),
                applyTo(details.dependencies()));
    }

    private Dependencies applyTo(Dependencies dependencies) {
        return new Dependencies(
                SetTo.orElse(blockedBy, dependencies.blockedBy(), new TreeSet<>()),
                SetTo.orElse(related, dependencies.related(), new TreeSet<>()),
                SetTo.orElse(discoveredFrom, dependencies.discoveredFrom()));
    }

    public TaskEdit withBlockedBy(SortedSet<TaskId> others) {
        return new TaskEdit(
                title,
                description,
                priority,
                tags,
                startDate,
                dueDate,
                timeZone,
                checklist,
                stage,
                estimateMinutes,
                assignees,
                new SetTo<>(others),
                related,
                discoveredFrom,
                defaultZone);
    }

    public TaskEdit withRelated(SortedSet<TaskId> others) {
        return new TaskEdit(
                title,
                description,
                priority,
                tags,
                startDate,
                dueDate,
                timeZone,
                checklist,
                stage,
                estimateMinutes,
                assignees,
                blockedBy,
                new SetTo<>(others),
                discoveredFrom,
                defaultZone);
    }

    /** Whether the task may wait for others then that it did not wait for before. */
    public boolean mayBlock() {
        return blockedBy != null
                && blockedBy.value() != null
                && !blockedBy.value().isEmpty();
    }
}
