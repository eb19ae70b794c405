package dev.devledger.adapters.sandbox.trackingtime.common;

import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The schema {@code trackingtime_sandbox}: apart from the ledger's tables, with migrations and transactions of its own. */
public final class TrackingTimeDatabase {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private TrackingTimeDatabase(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Not a Flyway bean: one such bean and Spring Boot would no longer migrate the ledger. */
    public static TrackingTimeDatabase migrated(DataSource dataSource) {
        Flyway.configure(TrackingTimeDatabase.class.getClassLoader())
                .dataSource(dataSource)
                .schemas("trackingtime_sandbox")
                .table("trackingtime_sandbox_schema_history")
                .locations("classpath:db/trackingtime-sandbox")
                .load()
                .migrate();
        return new TrackingTimeDatabase(dataSource);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** One change at a time: the sandbox has few writers, and this leaves no races to think of. */
    public <T> T change(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("select sole from trackingtime_sandbox.account for update")
                    .query(Boolean.class)
                    .single();
            return work.get();
        }));
    }

    /** The next number for an id; never given twice, not even after a reset. */
    public long nextId() {
        return next("ids");
    }

    /** Those of entries are beyond what 32 bits hold. */
    public long nextEventId() {
        return next("event_ids");
    }

    private long next(String sequence) {
        return jdbc.sql("select nextval('trackingtime_sandbox." + sequence + "')")
                .query(Long.class)
                .single();
    }
}
