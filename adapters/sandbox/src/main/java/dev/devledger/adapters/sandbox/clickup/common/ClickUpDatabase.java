package dev.devledger.adapters.sandbox.clickup.common;

import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The schema {@code clickup_sandbox}: apart from the ledger's tables, with migrations and transactions of its own. */
public final class ClickUpDatabase {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private ClickUpDatabase(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Not a Flyway bean: one such bean and Spring Boot would no longer migrate the ledger. */
    public static ClickUpDatabase migrated(DataSource dataSource) {
        Flyway.configure(ClickUpDatabase.class.getClassLoader())
                .dataSource(dataSource)
                .schemas("clickup_sandbox")
                .table("clickup_sandbox_schema_history")
                .locations("classpath:db/clickup-sandbox")
                .load()
                .migrate();
        return new ClickUpDatabase(dataSource);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** One change at a time: the sandbox has few writers, and this leaves no races to think of. */
    public <T> T change(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("select sole from clickup_sandbox.account for update")
                    .query(Boolean.class)
                    .single();
            return work.get();
        }));
    }

    /** The next number for an id; never given twice, not even after a reset. */
    public long nextId() {
        return jdbc.sql("select nextval('clickup_sandbox.ids')")
                .query(Long.class)
                .single();
    }
}
