package dev.devledger.adapters.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.sync.PostgresEntryLinkBook.PostgresPendingTimeEntries;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.EntryLinkBook.PendingTimeEntries;
import dev.devledger.application.sync.memory.SyncedTimeContract;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkId;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SyncedTimeTest extends SyncedTimeContract {
    @RegisterExtension
    private static final Database database = Database.emptied();

    @Override
    protected EntryLinkBook links() {
        return new PostgresEntryLinkBook(database.rows, Rows.JSON);
    }

    @Override
    protected PendingTimeEntries work() {
        return new PostgresPendingTimeEntries(database.rows);
    }

    /** What its rows say may be older. */
    @Test
    void what_has_an_event_parked_waits_for_a_replay() {
        UUID entry = new UUID(1, 1);
        ConnectedAccount account = new ConnectedAccount("clickup", "main", ConnectorMode.LIVE, remote -> "");
        work().mark(account, List.of(entry));
        park("sync", new EntryLinkId("clickup", "main", entry).address());
        assertThat(work().due(account, Rows.AT, 9)).isEmpty();
        assertThat(work().nextDue(account)).isNull();

        database.truncate();
        work().mark(account, List.of(entry));
        assertThat(work().due(account, Rows.AT, 9)).hasSize(1);
        park("time-entries", new TimeEntryId(entry).address());
        assertThat(work().due(account, Rows.AT, 9)).isEmpty();
    }

    private static void park(String projection, String stream) {
        database.jdbc
                .sql("""
                    insert into parked_event (projection, position, stream_id, event_id, event_type, error)
                    values (:projection, 7, :stream, 'e', 'any', 'a reason')
                    """)
                .param("projection", projection)
                .param("stream", stream)
                .update();
    }

    @Test
    void a_link_that_cannot_be_read_is_left_alone_and_costs_no_other() {
        ConnectedAccount account = new ConnectedAccount("clickup", "main", ConnectorMode.LIVE, remote -> "");
        UUID poisoned = new UUID(1, 1);
        UUID sound = new UUID(1, 2);
        for (UUID entry : List.of(poisoned, sound)) {
            links().put(new EntryLinkId("clickup", "main", entry), new EntryLink.Apart("remote-" + entry), null);
        }
        database.rows.flush();
        database.jdbc
                .sql("update sync_entry_links set link = '{\"state\": \"odd\"}' where entry_id = :entry")
                .param("entry", poisoned)
                .update();

        assertThat(links().find(account, List.of(poisoned, sound)))
                .containsEntry(poisoned, new EntryLink.Apart("remote-" + poisoned))
                .containsEntry(sound, new EntryLink.Apart("remote-" + sound));
    }
}
