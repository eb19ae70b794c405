package dev.devledger.adapters.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.readmodel.PostgresNoteRows;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.NoteLinks.PendingNotes;
import dev.devledger.application.sync.memory.SyncedNotesContract;
import dev.devledger.application.task.NotesProjection.NoteRows;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SyncedNotesTest extends SyncedNotesContract {
    @RegisterExtension
    private static final Database database = Database.emptied();

    private long position;

    @Override
    protected LinkBook links() {
        return new PostgresLinkBook(database.dataSource, Rows.JSON);
    }

    @Override
    protected PendingNotes work() {
        return new PostgresPendingNotes(database.rows);
    }

    @Override
    protected void noted(UUID task, UUID note, String text) {
        new PostgresNoteRows(database.rows)
                .add(List.of(new NoteRows.Added(note, task, text, Rows.AT, ++position, "owner", "rest", null)));
    }

    /** What it says of a note may be older: the note may be there. */
    @Test
    void what_has_an_event_parked_waits_for_a_replay() {
        UUID task = new UUID(1, 1);
        ConnectedAccount account = new ConnectedAccount("clickup", "main", ConnectorMode.LIVE, remote -> "");
        work().markNoted(account, List.of(task));
        assertThat(work().nextDue(account)).isNotNull();

        database.jdbc
                .sql("""
                        insert into parked_event (projection, position, stream_id, event_id, event_type, error)
                        values ('sync', 7, :link, 'e', 'sync.note-linked', 'a reason')
                        """)
                .param("link", account.link(EntityRef.task(task)).address())
                .update();

        assertThat(work().toSend(account, Rows.AT, 9)).isEmpty();
        assertThat(work().nextDue(account)).isNull();
    }
}
