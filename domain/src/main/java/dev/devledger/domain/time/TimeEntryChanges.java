package dev.devledger.domain.time;

import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.task.TaskId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What an edit changed, field by field: what was and what is. A field that did not change is null. */
public record TimeEntryChanges(
        @Nullable Change<PersonId> person,
        @Nullable Change<TaskId> task,
        @Nullable Change<ProjectId> project,
        @Nullable Change<Instant> start,
        @Nullable Change<Instant> end,
        @Nullable Change<ZoneId> timeZone,
        @Nullable Change<String> note,
        @Nullable Change<SortedSet<String>> tags,
        @Nullable Change<Boolean> billable,
        @Nullable Change<Boolean> billed) {

    static TimeEntryChanges between(TimeEntryDetails from, TimeEntryDetails to) {
        return new TimeEntryChanges(
                Change.between(from.person(), to.person()),
                Change.between(from.task(), to.task()),
                Change.between(from.project(), to.project()),
                Change.between(from.start(), to.start()),
                Change.between(from.end(), to.end()),
                Change.between(from.timeZone(), to.timeZone()),
                Change.between(from.note(), to.note()),
                Change.between(from.tags(), to.tags()),
                Change.between(from.billable(), to.billable()),
                Change.between(from.billed(), to.billed()));
    }

    public TimeEntryDetails applyTo(TimeEntryDetails details) {
        return new TimeEntryDetails(
                Change.orElse(person, details.person()),
                Change.toOrElse(task, details.task()),
                Change.toOrElse(project, details.project()),
                Change.orElse(start, details.start()),
                Change.toOrElse(end, details.end()),
                Change.orElse(timeZone, details.timeZone()),
                Change.toOrElse(note, details.note()),
                Change.orElse(tags, details.tags()),
                Change.orElse(billable, details.billable()),
                Change.orElse(billed, details.billed()));
    }

    /** Whether it ended what ran. */
    public boolean stopped() {
        return end != null && end.from() == null;
    }

    /** The changes as the history shows them, under the field names of docs/contract.md, section 7. */
    public List<FieldChange> list() {
        List<FieldChange> changes = new ArrayList<>();
        FieldChange.collect(changes, "person", person);
        FieldChange.collect(changes, "task", task);
        FieldChange.collect(changes, "project", project);
        FieldChange.collect(changes, "start", start);
        FieldChange.collect(changes, "end", end);
        FieldChange.collect(changes, "timeZone", timeZone);
        FieldChange.collect(changes, "note", note);
        FieldChange.collect(changes, "tags", tags);
        FieldChange.collect(changes, "billable", billable);
        FieldChange.collect(changes, "billed", billed);
        return List.copyOf(changes);
    }
}
