package dev.devledger.domain.time;

import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.task.TaskId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A wish for new values; a field without one stays as it is. What is never empty is not cleared. A task that is set takes
 * the place of a project, and the other way round.
 */
public record TimeEntryEdit(
        @Nullable SetTo<PersonId> person,
        @Nullable SetTo<TaskId> task,
        @Nullable SetTo<ProjectId> project,
        @Nullable SetTo<Instant> start,
        @Nullable SetTo<Instant> end,
        @Nullable SetTo<ZoneId> timeZone,
        @Nullable SetTo<String> note,
        @Nullable SetTo<SortedSet<String>> tags,
        @Nullable SetTo<Boolean> billable,
        @Nullable SetTo<Boolean> billed) {

    public static final TimeEntryEdit NOTHING =
            new TimeEntryEdit(null, null, null, null, null, null, null, null, null, null);

    /** {@code note} null leaves what is noted already. */
    public static TimeEntryEdit stopping(Instant end, @Nullable String note) {
        return new TimeEntryEdit(
                null,
                null,
                null,
                null,
                new SetTo<>(end),
                null,
                note == null ? null : new SetTo<>(note),
                null,
                null,
                null);
    }

    static TimeEntryEdit ending(@Nullable Instant end) {
        return new TimeEntryEdit(null, null, null, null, new SetTo<>(end), null, null, null, null, null);
    }

    public static TimeEntryEdit billing(boolean billed) {
        return new TimeEntryEdit(null, null, null, null, null, null, null, null, null, new SetTo<>(billed));
    }

    public static TimeEntryEdit handing(PersonId to) {
        return new TimeEntryEdit(new SetTo<>(to), null, null, null, null, null, null, null, null, null);
    }

    public TimeEntryDetails applyTo(TimeEntryDetails details) {
        boolean otherProject = project != null && project.value() != null;
        return new TimeEntryDetails(
                SetTo.orElse(person, details.person(), details.person()),
                otherProject && task == null ? null : SetTo.orElse(task, details.task()),
                SetTo.orElse(project, details.project()),
                SetTo.orElse(start, details.start(), details.start()),
                SetTo.orElse(end, details.end()),
                SetTo.orElse(timeZone, details.timeZone(), details.timeZone()),
                SetTo.orElse(note, details.note()),
                SetTo.orElse(tags, details.tags(), Collections.emptySortedSet()),
                SetTo.orElse(billable, details.billable(), false),
                SetTo.orElse(billed, details.billed(), false));
    }
}
