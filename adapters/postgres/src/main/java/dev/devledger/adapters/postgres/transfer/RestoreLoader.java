package dev.devledger.adapters.postgres.transfer;

import dev.devledger.adapters.postgres.eventstore.EventColumns;
import dev.devledger.adapters.postgres.eventstore.EventColumns.EventTexts;
import dev.devledger.adapters.postgres.row.BulkRows.TableCopy;
import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.LedgerRecord.SandboxRow;
import dev.devledger.application.backup.LedgerRecord.StoredAccount;
import dev.devledger.application.backup.LedgerRecord.StoredBatch;
import dev.devledger.application.backup.LedgerRecord.StoredEvent;
import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to their tables with PostgreSQL's COPY, one kind of record after the other, in the transaction of its
 * connection.
 */
final class RestoreLoader implements AutoCloseable {
    private static final String EVENT =
            "position, stream_id, stream_version, event_type, event_revision, payload, previous_hash, hash, "
                    + EventColumns.NAMES;

    private final EventColumns.Reader columns = new EventColumns.Reader();
    private final Connection connection;
    private @Nullable TableCopy copy;
    private String into = "";
    private long sealed;

    RestoreLoader(Connection connection) {
        this.connection = connection;
    }

    void add(LedgerRecord record) throws SQLException {
        switch (record) {
            case StoredEvent event -> add(event);
            case StoredBatch batch -> {
                sealed += batch.count();
                into(
                                "event_batch",
                                "number, first_position, last_position, count, previous_hash, hash, sealed_at, events")
                        .row(
                                batch.number(),
                                batch.firstPosition(),
                                batch.lastPosition(),
                                batch.count(),
                                bytes(batch.previousHash()),
                                bytes(batch.hash()),
                                batch.sealedAt(),
                                sealed);
            }
            case StoredAccount account ->
                into("connected_account", "connector, account, remote_account")
                        .row(account.connector(), account.account(), account.remoteAccount());
            case SandboxRow row -> into("sandbox_row", "table_name, content").row(row.table(), row.row());
        }
    }

    private void add(StoredEvent event) throws SQLException {
        EventTexts texts = new EventTexts(event.streamType(), event.id(), event.occurredAt(), event.metadata());
        Stream<@Nullable Object> values = Stream.of(
                event.position(),
                event.stream(),
                version(event),
                event.type(),
                event.revision(),
                event.payload(),
                bytes(event.previousHash()),
                bytes(event.hash()));
        into("event", EVENT)
                .row(Stream.concat(values, columns.read(event.stream(), texts).values().values().stream())
                        .toArray());
    }

    private static int version(StoredEvent event) throws SQLDataException {
        if (event.version() != (int) event.version()) {
            throw new SQLDataException("version out of range: " + event.version(), "22003");
        }
        return (int) event.version();
    }

    /** Ends the COPY: all added records are in the tables. */
    void finish() throws SQLException {
        TableCopy open = copy;
        if (open != null) {
            open.finish();
            copy = null;
            into = "";
        }
    }

    private TableCopy into(String table, String columns) throws SQLException {
        TableCopy open = copy;
        if (open == null || !into.equals(table)) {
            finish();
            open = TableCopy.into(connection, table, columns);
            copy = open;
            into = table;
        }
        return open;
    }

    private static byte @Nullable [] bytes(@Nullable String hex) {
        return hex == null ? null : HexFormat.of().parseHex(hex);
    }

    /** Cancels an unfinished COPY. */
    @Override
    public void close() throws SQLException {
        TableCopy open = copy;
        if (open != null) {
            open.close();
        }
    }
}
