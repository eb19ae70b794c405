package dev.devledger.adapters.postgres.transfer;

import dev.devledger.adapters.postgres.eventstore.EventRow;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.backup.BackupFiles.BackupFailure;
import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.LedgerRecord.LedgerReader;
import dev.devledger.application.backup.LedgerRecord.SandboxRow;
import dev.devledger.application.backup.LedgerRecord.StoredAccount;
import dev.devledger.application.backup.LedgerRecord.StoredBatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads all tables in one snapshot, with one fetch of rows in memory at a time. */
public final class PostgresLedgerReader implements LedgerReader {

    /** The number of rows of a fetch; a row can have some hundred thousand characters. */
    private static final int FETCH = 200;

    private final JdbcTemplate jdbc;
    private final ConsistentSnapshot snapshot;

    public PostgresLedgerReader(DataSource database, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(database);
        this.jdbc.setFetchSize(FETCH);
        this.snapshot = new ConsistentSnapshot(database, transactions);
    }

    @Override
    public void read(Consumer<LedgerRecord> each) {
        snapshot.read(() -> {
            events(each);
            batches(each);
            accounts(each);
            sandbox(each);
        });
    }

    private void events(Consumer<LedgerRecord> each) {
        jdbc.query(
                """
                        select *, encode(previous_hash, 'hex') as previous_hex, encode(hash, 'hex') as hash_hex
                        from event order by position
                        """,
                (ResultSet row) ->
                        each.accept(EventRow.of(row).stored(row.getString("previous_hex"), row.getString("hash_hex"))));
    }

    private void batches(Consumer<LedgerRecord> each) {
        jdbc.query(
                """
                        select number, first_position, last_position, count, encode(previous_hash, 'hex') as previous_hash,
                          encode(hash, 'hex') as hash, sealed_at
                        from event_batch order by number
                        """,
                (ResultSet row) -> each.accept(new StoredBatch(
                        row.getLong("number"),
                        row.getLong("first_position"),
                        row.getLong("last_position"),
                        row.getLong("count"),
                        row.getString("previous_hash"),
                        row.getString("hash"),
                        Times.get(row, "sealed_at"))));
    }

    private void accounts(Consumer<LedgerRecord> each) {
        jdbc.query(
                "select connector, account, remote_account from connected_account order by connector, account",
                (ResultSet row) -> each.accept(new StoredAccount(
                        row.getString("connector"), row.getString("account"), row.getString("remote_account"))));
    }

    /** Reads the sandbox; on a server that never had one its tables do not exist. */
    private void sandbox(Consumer<LedgerRecord> each) {
        for (String table : SandboxRow.TABLES) {
            if (Boolean.TRUE.equals(
                    jdbc.queryForObject("select to_regclass(?) is not null", Boolean.class, "sandbox." + table))) {
                jdbc.query(
                        "select row_to_json(t)::text as row from sandbox." + table + " t order by 1",
                        (ResultSet row) -> each.accept(new SandboxRow(table, row.getString("row"))));
            }
        }
    }

    /** A snapshot of all tables, taken while no write runs. */
    static final class ConsistentSnapshot {

        /** The number of tries; with the pauses between they take a minute. */
        private static final int TRIES = 400;

        private final DataSource database;
        private final TransactionTemplate transaction;

        ConsistentSnapshot(DataSource database, PlatformTransactionManager transactions) {
            this.database = database;
            this.transaction = new TransactionTemplate(transactions);
            transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
            transaction.setReadOnly(true);
        }

        void read(Runnable tables) {
            transaction.executeWithoutResult(status -> {
                takeWhileNobodyWrites();
                tables.run();
            });
        }

        /**
         * Takes the snapshot, which the first statement of a transaction does. During a write the snapshot could
         * contain events but miss earlier ones, and show a sandbox that is ahead of the events.
         */
        private void takeWhileNobodyWrites() {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                try (Connection gatekeeper = database.getConnection()) {
                    gatekeeper.setAutoCommit(false);
                    new PostgresWriteGate(JdbcClient.create(new SingleConnectionDataSource(gatekeeper, true)))
                            .closeSoon();
                    new JdbcTemplate(database).execute("select 1");
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
    }
}
