package dev.devledger.application.sync.memory;

import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.memory.NoteLinks.PendingNotes;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Instant;
import java.util.UUID;

class MemorySyncedNotesTest extends SyncedNotesContract {
    private static final Instant AT = Instant.EPOCH;

    private final MemoryBook book = new MemoryBook();
    private final MemoryNoteWork work = new MemoryNoteWork(book);

    @Override
    protected LinkBook links() {
        return book;
    }

    @Override
    protected PendingNotes work() {
        return work;
    }

    @Override
    protected void noted(UUID task, UUID note, String text) {
        Provenance by = new Provenance("owner", "rest", null, null, "r", "r", null);
        TaskEvent event = new TaskEvent.NoteAdded(new TaskId(task), note, text, AT);
        book.notes().stored(new LedgerEvent(1, "e", "task-" + task, 1, "task.note-added", AT, event, by, note));
    }
}
