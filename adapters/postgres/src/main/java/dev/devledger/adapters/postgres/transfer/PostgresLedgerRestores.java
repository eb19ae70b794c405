package dev.devledger.adapters.postgres.transfer;

import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.backup.BackupFailure;
import dev.devledger.application.backup.LedgerRestore;
import dev.devledger.application.backup.LedgerRestores;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * One at a time in a database. What a killed import left is dropped by the next one.
 *
 * @param wiring connects so that tables are looked for in the schema of that name
 */
public record PostgresLedgerRestores(
        DataSource live, PlatformTransactionManager transactions, Function<String, RestoreWiring> wiring)
        implements LedgerRestores {
    private static final String SCHEMA = "ledger_import";
    private static final String LOCK = "import of a ledger";

    @Override
    public LedgerRestore begin() {
        RestoreTables tables = new RestoreTables(new RowWrites(live), transactions, SCHEMA);
        SessionLock lock = SessionLock.tryTake(live, LOCK);
        if (!lock.held()) {
            throw BackupFailure.refused("Another import into this ledger is running.");
        }
        drop(); // also where this one is refused: what a killed import left is of no use to anybody
        tables.requireEmptyLedger();
        RestoreWiring inside = wiring.apply(SCHEMA);
        Flyway.configure()
                .dataSource(inside.dataSource())
                .schemas(SCHEMA)
                .load()
                .migrate();
        new JdbcTemplate(inside.dataSource())
                .execute("create table sandbox_row (table_name text not null, content json not null)");
        tables.unindex(inside.projections());
        return new PostgresLedgerRestore(inside, tables, () -> {
            try (lock) {
                inside.end().run();
                drop();
            }
        });
    }

    private void drop() {
        new JdbcTemplate(live).execute("drop schema if exists " + SCHEMA + " cascade");
    }
}
