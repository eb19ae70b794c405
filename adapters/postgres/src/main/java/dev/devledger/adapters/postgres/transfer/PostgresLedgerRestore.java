package dev.devledger.adapters.postgres.transfer;

import dev.devledger.application.backup.BackupFailure;
import dev.devledger.application.backup.BackupFiles;
import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.LedgerRestore;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Savepoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** In a schema of its own, in which the same tables are made by the same migrations. */
final class PostgresLedgerRestore implements LedgerRestore {

    private final RestoreWiring inside;
    private final RestoreTables tables;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Runnable end;

    PostgresLedgerRestore(RestoreWiring inside, RestoreTables tables, Runnable end) {
        this.inside = inside;
        this.tables = tables;
        this.transaction = new TransactionTemplate(inside.transactions());
        this.jdbc = JdbcClient.create(inside.dataSource());
        this.end = end;
    }

    @Override
    public void load(BackupFiles.Content content) {
        transaction.executeWithoutResult(status -> {
            RestoreCheck check = new RestoreCheck(jdbc);
            new JdbcTemplate(inside.dataSource())
                    .execute((Connection connection) -> copied(connection, content, check));
            jdbc.sql("analyze event").update();
            check.require();
        });
    }

    private boolean copied(Connection connection, BackupFiles.Content content, RestoreCheck check) throws SQLException {
        try (RestoreLoader loader = new RestoreLoader(connection)) {
            try {
                content.giveTo(taker(loader, check));
            } catch (BackupFailure e) {
                throw explained(loader, check, e);
            }
            loader.finish();
            return true;
        } catch (NotTaken e) {
            throw RestoreFailure.of(e.why);
        } catch (SQLException e) {
            throw RestoreFailure.of(e);
        }
    }

    /** A record that did not get into its table: nothing more can be asked of a COPY that has half a row. */
    private static final class NotTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException why;

        NotTaken(SQLException why) {
            super(why);
            this.why = why;
        }
    }

    private static Consumer<LedgerRecord> taker(RestoreLoader loader, RestoreCheck check) {
        return record -> {
            try {
                check.take(record);
                loader.add(record);
            } catch (SQLException e) {
                throw new NotTaken(e);
            }
        };
    }

    /** That the whole file is not what was written does not say where it was changed; the hashes of its events may. */
    private BackupFailure explained(RestoreLoader loader, RestoreCheck check, BackupFailure failure)
            throws SQLException {
        loader.finish();
        return check.wrongEvent().map(BackupFailure::refused).orElse(failure);
    }

    @Override
    public EventLog log() {
        return inside.log();
    }

    @Override
    public List<Projection> projections() {
        return inside.projections();
    }

    @Override
    public ParkedEvents parked() {
        return inside.parked();
    }

    @Override
    public Savepoints savepoints() {
        return inside.savepoints();
    }

    @Override
    public void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    @Override
    public void publish() {
        if (tables.hasSandbox()) {
            inside.sandbox().run();
        }
        tables.swap(inside.projections());
    }

    @Override
    public void close() {
        end.run();
    }
}
