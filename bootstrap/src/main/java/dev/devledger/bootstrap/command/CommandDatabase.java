package dev.devledger.bootstrap.command;

import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.commandline.CommandInfo.Needs;
import dev.devledger.adapters.commandline.Complaint;
import dev.devledger.adapters.connection.NewConnections;
import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.embeddedpostgres.DatabaseUrl;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;

/**
 * The ledger's database as a command finds it (docs/contract.md, section 1): the one that is configured; else that of
 * the server that runs on the data folder; else the embedded one, which is started and stopped again. Whether a server
 * runs is told by the lock of its data folder, and not by {@code database.url}, which a killed one leaves behind.
 */
public final class CommandDatabase implements AutoCloseable {
    private static final Duration SERVER_STARTS = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** A verification keeps two locks and a snapshot while it writes with the gate closed. */
    private static final int CONNECTIONS = 8;

    private static final int ANSWERS = 10;

    private final HikariDataSource pool;
    private final @Nullable EmbeddedDatabase started;

    private CommandDatabase(HikariDataSource pool, @Nullable EmbeddedDatabase started) {
        this.pool = pool;
        this.started = started;
    }

    public static CommandDatabase open(Environment environment, DevledgerProperties properties, Needs needs)
            throws IOException {
        String configured = environment.getProperty("spring.datasource.url", "");
        CommandDatabase database = configured.isBlank()
                ? open(properties.dataDir(), needs, properties.embedded().binaries())
                : pool(
                        configured,
                        environment.getProperty("spring.datasource.username"),
                        environment.getProperty("spring.datasource.password"),
                        null);
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

    private static CommandDatabase open(Path dataDir, Needs needs, @Nullable Path binaries) throws IOException {
        if (needs == Needs.A_LEDGER && !Files.isDirectory(dataDir)) {
            throw noLedger(dataDir);
        }
        DatabaseUrl file = new DatabaseUrl(DataDirectory.open(dataDir));
        Instant deadline = Instant.now().plus(SERVER_STARTS);
        while (true) {
            Optional<String> own = file.readOfTheUsersOwn();
            if (own.isPresent()) {
                return pool(answering(own.get()), null, null, null);
            }
            try {
                return start(dataDir, needs, binaries);
            } catch (EmbeddedDatabaseException e) {
                if (e.reason() != Reason.DATA_FOLDER_IN_USE) {
                    throw e;
                }
                Optional<String> running = file.read().filter(CommandDatabase::answers);
                if (running.isPresent()) {
                    return pool(running.get(), null, null, null);
                }
                if (Instant.now().isAfter(deadline)) {
                    throw Complaint.couldNotRun(
                            "%s%nBut its database does not answer. Try again when it is up.".formatted(e.getMessage()),
                            e);
                }
                pause();
            }
        }
    }

    private static CommandDatabase start(Path dataDir, Needs needs, @Nullable Path binaries) {
        if (needs == Needs.A_LEDGER && !EmbeddedDatabase.isIn(dataDir)) {
            throw noLedger(dataDir);
        }
        EmbeddedDatabase.Settings settings = new EmbeddedDatabase.Settings(dataDir);
        EmbeddedDatabase embedded = EmbeddedDatabase.start(
                        binaries == null ? settings : settings.withBinaries(binaries))
                .closedBy(SpringApplication.getShutdownHandlers()::add);
        return pool(embedded.jdbcUrl(), embedded.username(), embedded.password(), embedded);
    }

    private static CommandDatabase pool(
            String url, @Nullable String user, @Nullable String password, @Nullable EmbeddedDatabase embedded) {
        HikariDataSource pool = new HikariDataSource(); // connects when it is first asked
        pool.setDataSource(NewConnections.patient(url, user, password, new Properties()));
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        return new CommandDatabase(pool, embedded);
    }

    private static String answering(String url) {
        if (answers(url)) {
            return url;
        }
        int login = url.indexOf('?');
        throw Complaint.couldNotRun(
                "The last server on this data folder used the database at %s, which cannot be reached now. Start it,"
                                .formatted(login < 0 ? url : url.substring(0, login))
                        + " or name another one with --spring.datasource.url=….");
    }

    private static boolean answers(String url) {
        try (Connection connection =
                NewConnections.patient(url, null, null, new Properties()).getConnection()) {
            return connection.isValid(ANSWERS);
        } catch (SQLException e) {
            return false; // left by a killed server, or not up yet
        }
    }

    private static Complaint noLedger(Path dataDir) {
        return Complaint.couldNotRun(
                "There is no ledger in %s. Name the data folder with --devledger.data-dir=…, or the".formatted(dataDir)
                        + " database with --spring.datasource.url=….");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a server was starting", e);
        }
    }

    public DataSource pool() {
        return pool;
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
