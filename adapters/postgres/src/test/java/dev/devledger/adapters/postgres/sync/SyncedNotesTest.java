package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.readmodel.PostgresNotes;
import dev.devledger.application.note.Notes;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.NoteWork;
import dev.devledger.application.sync.memory.SyncedNotesContract;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class SyncedNotesTest extends SyncedNotesContract {
    private static Database database;

    private long position;

    @BeforeAll
    static void start() {
        database = Database.create();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.truncate();
    }

    @Override
    protected LinkBook links() {
        return new PostgresLinkBook(database.dataSource, Rows.JSON);
    }

    @Override
    protected NoteWork work() {
        return new PostgresNoteWork(database.rows);
    }

    @Override
    protected void noted(UUID task, UUID note, String text) {
        new PostgresNotes(database.dataSource)
                .add(List.of(new Notes.Added(note, task, text, Rows.AT, ++position, "owner", "rest", null)));
    }
}
