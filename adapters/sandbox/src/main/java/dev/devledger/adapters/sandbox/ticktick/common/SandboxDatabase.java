package dev.devledger.adapters.sandbox.ticktick.common;

import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The schema {@code sandbox}: apart from the ledger's tables, with migrations and transactions of its own. */
public final class SandboxDatabase {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SandboxDatabase(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Not a Flyway bean: one such bean and Spring Boot would no longer migrate the ledger. */
    public static SandboxDatabase migrated(DataSource dataSource) {
        Flyway.configure(SandboxDatabase.class.getClassLoader())
                .dataSource(dataSource)
                .schemas("sandbox")
                .table("sandbox_schema_history")
                .locations("classpath:db/sandbox")
                .load()
                .migrate();
        return new SandboxDatabase(dataSource);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public String inboxId() {
        return jdbc.sql("select inbox_id from sandbox.account")
                .query(String.class)
                .single();
    }

    /** One change of the account at a time: the sandbox has few writers, and this leaves no races to think of. */
    public <T> T change(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("select inbox_id from sandbox.account for update")
                    .query(String.class)
                    .single();
            return work.get();
        }));
    }
}
