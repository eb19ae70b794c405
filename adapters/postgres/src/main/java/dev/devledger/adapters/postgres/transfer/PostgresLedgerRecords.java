package dev.devledger.adapters.postgres.transfer;

import dev.devledger.adapters.postgres.eventstore.EventRow;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.backup.BackupFailure;
import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.LedgerRecords;
import dev.devledger.application.backup.SandboxRow;
import dev.devledger.application.backup.StoredAccount;
import dev.devledger.application.backup.StoredBatch;
import dev.devledger.application.backup.StoredEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads all tables in one snapshot, and never more rows at a time than a fetch brings. */
public final class PostgresLedgerRecords implements LedgerRecords {

    /** A row can have some hundred thousand letters. */
    private static final int FETCH = 200;

    /** A minute of them, with the pauses between. */
    private static final int TRIES = 400;

    private final DataSource database;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;

    public PostgresLedgerRecords(DataSource database, PlatformTransactionManager transactions) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database);
        this.jdbc.setFetchSize(FETCH);
        snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    @Override
    public void read(Consumer<LedgerRecord> each) {
        snapshot.executeWithoutResult(status -> {
            whileNobodyWrites(() -> jdbc.execute("select 1"));
            events(each);
            batches(each);
            accounts(each);
            sandbox(each);
        });
    }

    /**
     * The first statement of a transaction takes its snapshot. With a write under way it would miss events below others
     * that it has, and show a sandbox that is ahead of the events.
     */
    private void whileNobodyWrites(Runnable firstStatement) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try (Connection gatekeeper = database.getConnection()) {
                gatekeeper.setAutoCommit(false);
                new PostgresWriteGate(JdbcClient.create(new SingleConnectionDataSource(gatekeeper, true))).closeSoon();
                firstStatement.run();
                gatekeeper.rollback();
                return;
            } catch (SQLException e) {
                throw new CannotGetJdbcConnectionException("The database gives no connection", e);
            } catch (DataAccessException e) {
                if (!SqlFailures.lostRace(e)) {
                    throw e;
                }
            }
            SessionLock.pause();
        }
        throw BackupFailure.failed(
                "Writes to the ledger followed each other for a minute without a pause, so the export found no"
                        + " moment to begin. Try again when there is less load.",
                null);
    }

    private void events(Consumer<LedgerRecord> each) {
        RowCallbackHandler row = event -> each.accept(event(event));
        jdbc.query("""
                        select *, encode(previous_hash, 'hex') as previous_hex, encode(hash, 'hex') as hash_hex
                        from event order by position
                        """, row);
    }

    private void batches(Consumer<LedgerRecord> each) {
        RowCallbackHandler row = batch -> each.accept(new StoredBatch(
                batch.getLong("number"),
                batch.getLong("first_position"),
                batch.getLong("last_position"),
                batch.getLong("count"),
                batch.getString("previous_hash"),
                batch.getString("hash"),
                Times.get(batch, "sealed_at")));
        jdbc.query("""
                        select number, first_position, last_position, count, encode(previous_hash, 'hex') as previous_hash,
                          encode(hash, 'hex') as hash, sealed_at
                        from event_batch order by number
                        """, row);
    }

    private void accounts(Consumer<LedgerRecord> each) {
        RowCallbackHandler row = account -> each.accept(new StoredAccount(
                account.getString("connector"), account.getString("account"), account.getString("remote_account")));
        jdbc.query("select connector, account, remote_account from connected_account order by connector, account", row);
    }

    /** A server that never had a sandbox has no tables for it. */
    private void sandbox(Consumer<LedgerRecord> each) {
        for (String table : SandboxRow.TABLES) {
            if (Boolean.TRUE.equals(
                    jdbc.queryForObject("select to_regclass(?) is not null", Boolean.class, "sandbox." + table))) {
                RowCallbackHandler row = found -> each.accept(new SandboxRow(table, found.getString("row")));
                jdbc.query("select row_to_json(t)::text as row from sandbox." + table + " t order by 1", row);
            }
        }
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        EventRow event = EventRow.of(row);
        return new StoredEvent(
                event.position(),
                event.stream(),
                event.version(),
                event.streamType(),
                event.eventId(),
                event.eventType(),
                event.revision(),
                event.occurredAt(),
                event.payload(),
                event.metadata(),
                row.getString("previous_hex"),
                row.getString("hash_hex"));
    }
}
