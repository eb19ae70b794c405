package dev.devledger.bootstrap.command;

import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.commandline.CommandInfo.Needs;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * The ledger's database as a command finds it (docs/contract.md, section 1): the one that is configured; else that of
 * the server that runs on the data folder; else the embedded one, which is started and stopped again. Whether a server
 * runs is told by the lock of its data folder, and not by {@code database.url}, which a killed one leaves behind.
 */
public record CommandDatabase(
        HikariDataSource pool, @Nullable EmbeddedDatabase started) implements AutoCloseable {
    /** A verification keeps two locks and a snapshot while it writes with the gate closed. */
    private static final int CONNECTIONS = 8;

    public static CommandDatabase open(Environment environment, DevledgerProperties properties, Needs needs)
            throws IOException {
        String configured = environment.getProperty("spring.datasource.url", "");
        CommandDatabase database = connectedTo(
                configured.isBlank()
                        ? FoundDatabase.of(properties, needs)
                        : FoundDatabase.at(
                                configured,
                                environment.getProperty("spring.datasource.username"),
                                environment.getProperty("spring.datasource.password")));
        boolean fits = false;
        try {
            CommandSchema.require(database.pool, database.started != null, needs);
            fits = true;
            return database;
        } finally {
            if (!fits) {
                database.close();
            }
        }
    }

    private static CommandDatabase connectedTo(FoundDatabase found) {
        HikariDataSource pool = new HikariDataSource(); // connects when it is first asked
        pool.setDataSource(found.connections());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        return new CommandDatabase(pool, found.started());
    }

    /** Connections of their own, on which names are looked for in that schema alone. */
    public HikariDataSource pool(String schema) {
        HikariDataSource other = new HikariDataSource();
        pool.copyStateTo(other);
        other.setSchema(schema);
        return other;
    }

    @Override
    public void close() {
        pool.close();
        if (started != null) {
            started.close();
        }
    }
}
