package dev.devledger.adapters.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.SandboxRow;
import dev.devledger.application.backup.StoredAccount;
import dev.devledger.application.backup.StoredBatch;
import dev.devledger.application.backup.StoredEvent;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** Sends records to their tables with PostgreSQL's COPY, kind after kind, in the transaction of its connection. */
final class DraftLoader implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final String EVENTS =
            "copy event (position, stream_id, stream_version, stream_type, event_id, event_type,"
                    + " event_revision, occurred_at, payload, metadata, previous_hash, hash) from stdin";
    private static final String BATCHES =
            "copy event_batch (number, first_position, last_position, count, previous_hash, hash,"
                    + " sealed_at) from stdin";
    private static final String ACCOUNTS = "copy connected_account (connector, account, remote_account) from stdin";

    private static final String SANDBOX = "copy sandbox_row (table_name, content) from stdin";

    private final CopyManager copies;
    private final StringBuilder rows = new StringBuilder(2 * BUFFER);
    private @Nullable CopyIn copy;
    private String into = "";

    DraftLoader(CopyManager copies) {
        this.copies = copies;
    }

    void add(LedgerRecord record) throws SQLException {
        switch (record) {
            case StoredEvent event -> {
                begin(EVENTS);
                row(
                        event.position(),
                        event.stream(),
                        event.version(),
                        event.streamType(),
                        event.id(),
                        event.type(),
                        event.revision(),
                        event.occurredAt(),
                        event.payload(),
                        event.metadata(),
                        bytes(event.previousHash()),
                        bytes(event.hash()));
            }
            case StoredBatch batch -> {
                begin(BATCHES);
                row(
                        batch.number(),
                        batch.firstPosition(),
                        batch.lastPosition(),
                        batch.count(),
                        bytes(batch.previousHash()),
                        bytes(batch.hash()),
                        batch.sealedAt());
            }
            case StoredAccount account -> {
                begin(ACCOUNTS);
                row(account.connector(), account.account(), account.remoteAccount());
            }
            case SandboxRow row -> {
                begin(SANDBOX);
                row(row.table(), row.row());
            }
        }
        if (rows.length() >= BUFFER) {
            send();
        }
    }

    /** All that was added is in the tables. */
    void finish() throws SQLException {
        CopyIn open = copy;
        if (open != null) {
            send();
            open.endCopy();
            copy = null;
            into = "";
        }
    }

    private void begin(String sql) throws SQLException {
        if (!into.equals(sql)) {
            finish();
            copy = copies.copyIn(sql);
            into = sql;
        }
    }

    private void send() throws SQLException {
        byte[] text = rows.toString().getBytes(UTF_8);
        rows.setLength(0);
        Objects.requireNonNull(copy).writeToCopy(text, 0, text.length);
    }

    private static @Nullable String bytes(@Nullable String hex) {
        return hex == null ? null : "\\x" + hex;
    }

    private void row(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                rows.append('\t');
            }
            Object value = values[i];
            if (value == null) {
                rows.append("\\N");
            } else {
                escaped(value.toString());
            }
        }
        rows.append('\n');
    }

    private void escaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            switch (letter) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(letter);
            }
        }
    }

    /** What was not finished is left out. */
    @Override
    public void close() throws SQLException {
        CopyIn open = copy;
        if (open != null && open.isActive()) {
            open.cancelCopy();
        }
    }
}
