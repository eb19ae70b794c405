package dev.devledger.adapters.postgres.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.eventstore.EventHash;
import dev.devledger.adapters.postgres.eventstore.EventRow;
import dev.devledger.adapters.postgres.transfer.PostgresLedgerRestores.RestoreCheck;
import dev.devledger.application.backup.LedgerRecord.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that are loaded from a file are what their hashes say, in the place that they had, and there once. */
class RestoreCheckTest {
    private static final Database database = Database.create();

    private static final StoredEvent FIRST = event(1, "task-1", 0, id(1), "{}", null);
    private static final StoredEvent SECOND = event(2, "task-1", 1, id(2), "{}", FIRST.hash());
    private static final StoredEvent OTHER = event(3, "task-2", 0, id(3), "{}", null);

    @BeforeEach
    void empty() {
        database.truncate();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static String id(int number) {
        return new UUID(0, number).toString();
    }

    private static StoredEvent event(
            long position, String stream, long version, String id, String payload, @Nullable String previous) {
        String at = "2026-11-21T10:53:29.766440000Z";
        EventRow row =
                new EventRow(position, "TaskAggregate", stream, version, id, at, "task.edited", "1", payload, "{}");
        return row.stored(previous, new EventHash().hex(previous, row));
    }

    private static StoredEvent changed(StoredEvent event) {
        return new StoredEvent(
                event.position(),
                event.stream(),
                event.version(),
                event.streamType(),
                event.id(),
                event.type(),
                event.revision(),
                event.occurredAt(),
                "{ }",
                event.metadata(),
                event.previousHash(),
                event.hash());
    }

    private static Optional<String> wrong(StoredEvent... events) {
        RestoreCheck check = new RestoreCheck(database.jdbc);
        try (Connection connection = database.dataSource.getConnection();
                RestoreLoader loader = new RestoreLoader(connection)) {
            for (StoredEvent event : List.of(events)) {
                check.take(event);
                loader.add(event);
            }
            loader.finish();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return check.wrongEvent();
    }

    @Test
    void what_fits_together_is_taken() {
        assertThat(wrong(FIRST, SECOND, OTHER)).isEmpty();
    }

    @Test
    void a_changed_event_is_told() {
        assertThat(wrong(FIRST, changed(SECOND), changed(OTHER)))
                .contains(
                        "Line 3, the event at position 2: its hash is not that of its content. Nothing was imported.");
    }

    @Test
    void a_missing_event_is_told_by_the_next_of_its_stream() {
        assertThat(wrong(SECOND, OTHER))
                .contains("Line 2, the event at position 2: it does not follow the event before it in its stream."
                        + " Nothing was imported.");
    }

    @Test
    void an_event_that_is_there_twice_is_told() {
        assertThat(wrong(FIRST, SECOND, OTHER, event(4, "task-3", 0, id(2), "{}", null)))
                .contains("Line 5, the event at position 4: an event before it has the same id. Nothing was imported.");
    }
}
