package dev.devledger.adapters.postgres.transfer;

import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.backup.BackupFailure;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** All tables as they were at one moment, at which nobody wrote. */
final class ConsistentSnapshot {

    /** A minute of them, with the pauses between. */
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
     * The first statement of a transaction takes its snapshot. With a write under way it would miss events below others
     * that it has, and show a sandbox that is ahead of the events.
     */
    private void takeWhileNobodyWrites() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try (Connection gatekeeper = database.getConnection()) {
                gatekeeper.setAutoCommit(false);
                new PostgresWriteGate(JdbcClient.create(new SingleConnectionDataSource(gatekeeper, true))).closeSoon();
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
