package dev.devledger.application.time;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.TimeEntryEdit;
import java.util.Objects;

/** What makes of one content of a time entry another. */
public final class EntryEdits {
    private EntryEdits() {}

    public static TimeEntryEdit between(EntryContent from, EntryContent to) {
        EntityRef place = to.place();
        boolean moved = !Objects.equals(from.place(), place);
        boolean task = place != null && place.kind() == EntityRef.Kind.TASK;
        return new TimeEntryEdit(
                from.whose().equals(to.whose()) ? null : new SetTo<>(to.whose()),
                moved ? new SetTo<>(place != null && task ? new TaskId(place.id()) : null) : null,
                moved ? new SetTo<>(place != null && !task ? new ProjectId(place.id()) : null) : null,
                from.start().equals(to.start()) ? null : new SetTo<>(to.start()),
                Objects.equals(from.end(), to.end()) ? null : new SetTo<>(to.end()),
                null,
                from.note().equals(to.note()) ? null : new SetTo<>(to.note().isEmpty() ? null : to.note()),
                from.tags().equals(to.tags()) ? null : new SetTo<>(to.tags()),
                from.billable() == to.billable() ? null : new SetTo<>(to.billable()),
                from.billed() == to.billed() ? null : new SetTo<>(to.billed()));
    }
}
