package dev.devledger.adapters.postgres;

import dev.devledger.application.backup.BackupFailure;
import dev.devledger.application.backup.LedgerDraft;
import dev.devledger.application.backup.LedgerDrafts;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** One at a time in a database. What a killed import left is dropped by the next one. */
public final class PostgresLedgerDrafts implements LedgerDrafts {
    private static final String SCHEMA = "ledger_import";
    private static final String LOCK = "import of a ledger";

    private final DataSource live;
    private final PlatformTransactionManager transactions;
    private final Function<String, DraftWiring> wiring;

    /** {@code wiring} connects so that tables are looked for in the schema of that name. */
    public PostgresLedgerDrafts(
            DataSource live, PlatformTransactionManager transactions, Function<String, DraftWiring> wiring) {
        this.live = live;
        this.transactions = transactions;
        this.wiring = wiring;
    }

    @Override
    public LedgerDraft begin() {
        JdbcClient jdbc = JdbcClient.create(live);
        DraftTables tables = new DraftTables(new RowWrites(live), transactions, SCHEMA);
        SessionLock lock = SessionLock.tryTake(live, LOCK);
        if (!lock.held()) {
            throw BackupFailure.refused("Another import into this ledger is running.");
        }
        drop(jdbc); // also where this one is refused: what a killed import left is of no use to anybody
        tables.requireEmptyLedger();
        DraftWiring inside = wiring.apply(SCHEMA);
        Flyway.configure()
                .dataSource(inside.dataSource())
                .schemas(SCHEMA)
                .load()
                .migrate();
        JdbcClient.create(inside.dataSource())
                .sql("create table sandbox_row (table_name text not null, content json not null)")
                .update();
        tables.unindex(inside.projections());
        return new PostgresLedgerDraft(inside, tables, () -> {
            try (lock) {
                inside.end().run();
                drop(jdbc);
            }
        });
    }

    private static void drop(JdbcClient jdbc) {
        jdbc.sql("drop schema if exists " + SCHEMA + " cascade").update();
    }
}
