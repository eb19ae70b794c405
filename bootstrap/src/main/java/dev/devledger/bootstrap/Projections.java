package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.application.billing.BillingListProjection;
import dev.devledger.application.claim.ClaimsProjection;
import dev.devledger.application.history.HistoryProjection;
import dev.devledger.application.note.NotesProjection;
import dev.devledger.application.person.PersonListProjection;
import dev.devledger.application.project.ProjectBoardProjection;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.sync.record.SyncProjection;
import dev.devledger.application.task.TaskListProjection;
import dev.devledger.application.time.TimeEntryListProjection;
import java.util.List;

/** What the read model is built with, in the server and in the commands of the jar. */
final class Projections {
    private Projections() {}

    static List<Projection> of(PostgresTables tables, PostgresSyncMemory memory) {
        return List.of(
                new ProjectBoardProjection(tables.projectRows),
                new TaskListProjection(tables.taskRows),
                new NotesProjection(tables.notes),
                new ClaimsProjection(tables.claimRows),
                new PersonListProjection(tables.personRows),
                new BillingListProjection(tables.customerRows, tables.serviceRows),
                new TimeEntryListProjection(tables.timeEntryRows, tables.workedTime, tables.rowWrites),
                new HistoryProjection(tables.history),
                new SyncProjection(memory.linkBook, memory.entryLinkBook, memory.conflictBook));
    }
}
