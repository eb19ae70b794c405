package dev.devledger.application.time;

import dev.devledger.domain.field.Patch;
import dev.devledger.domain.time.TimeEntryDetails;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.task.TaskId;
import java.util.Objects;

/** What makes of one content of a time entry another. */
public final class EntryEdits {
    private EntryEdits() {}

    public static Patch<TimeEntryDetails> between(EntryContent from, EntryContent to) {
        EntityRef place = to.place();
        boolean moved = !Objects.equals(from.place(), place);
        boolean task = place != null && place.kind() == EntityRef.Kind.TASK;
        return Patch.<TimeEntryDetails>none().with(TimeEntryDetails.PERSON, from.whose().equals(to.whose()) ? null : new SetTo<>(to.whose())).with(TimeEntryDetails.TASK, moved ? new SetTo<>(place != null && task ? new TaskId(place.id()) : null) : null).with(TimeEntryDetails.PROJECT, moved ? new SetTo<>(place != null && !task ? new ProjectId(place.id()) : null) : null).with(TimeEntryDetails.START, from.start().equals(to.start()) ? null : new SetTo<>(to.start())).with(TimeEntryDetails.END, Objects.equals(from.end(), to.end()) ? null : new SetTo<>(to.end())).with(TimeEntryDetails.NOTE, from.note().equals(to.note()) ? null : new SetTo<>(to.note().isEmpty() ? null : to.note())).with(TimeEntryDetails.TAGS, from.tags().equals(to.tags()) ? null : new SetTo<>(to.tags())).with(TimeEntryDetails.BILLABLE, from.billable() == to.billable() ? null : new SetTo<>(to.billable())).with(TimeEntryDetails.BILLED, from.billed() == to.billed() ? null : new SetTo<>(to.billed()));
    }
}
