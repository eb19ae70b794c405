package dev.devledger.bootstrap.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.devledger.adapters.commandline.Command.CommandInfo.Needs;
import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.connection.PoolConnectionSource;
import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.embeddedpostgres.DatabaseUrlFile;
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
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;

/**
 * The ledger's database for a command (docs/contract.md, section 1): the configured one; else the database of the
 * server that runs with the data folder; else the embedded one, which is started for the command and then stopped. The
 * lock of the data folder proves that a server runs; {@code database.url} does not, as a killed server leaves it
 * behind.
 */
public record CommandDatabase(
        HikariDataSource pool, @Nullable EmbeddedDatabase started) implements AutoCloseable {
    /**
     * The size of the pool, enough for a verification, which holds two locks and a snapshot and writes with the gate
     * closed.
     */
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
        HikariDataSource pool = new HikariDataSource(); // connects on first use
        pool.setDataSource(found.connections());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        return new CommandDatabase(pool, found.started());
    }

    /** Makes a second pool, on whose connections names are looked up in that schema only. */
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

    /**
     * Requires tables of this version. They are migrated, as when a server starts, only if no other process can be
     * using them: a running server of another version could no longer use them.
     */
    static final class CommandSchema {
        private CommandSchema() {}

        /** Checks the tables; {@code alone} is true if no server can be using the database. */
        static void require(DataSource database, boolean alone, Needs needs) {
            Flyway flyway = Flyway.configure().dataSource(database).load();
            MigrationInfoService info = flyway.info();
            MigrationInfo current = info.current();
            if (current != null && Arrays.stream(info.applied()).anyMatch(DatabaseMigration::isNewer)) {
                throw Complaint.couldNotRun(
                        "The ledger's tables have version %s, which is newer than this devledger.jar. Use"
                                        .formatted(current.getVersion())
                                + " the devledger.jar that the server runs with.");
            }
            if (Arrays.stream(info.applied()).anyMatch(DatabaseMigration::isOlder)) {
                throw Complaint.couldNotRun(DatabaseMigration.OLDER + " Use the devledger.jar that made them.");
            }
            if (info.pending().length == 0) {
                return;
            }
            boolean empty = current == null && needs == Needs.LEDGER_OR_EMPTY_DATABASE;
            if (alone || empty) {
                flyway.migrate();
            } else if (current == null) {
                throw Complaint.couldNotRun("There is no ledger in that database.");
            } else {
                throw Complaint.couldNotRun(
                        "The ledger's tables have version %s, which is older than this devledger.jar. Use"
                                        .formatted(current.getVersion())
                                + " the devledger.jar that the server runs with, or start the server with this one first.");
            }
        }
    }

    /**
     * A ledger's database, to which no connection is open yet.
     *
     * @param started the embedded database if it was started for the command, which must stop it
     */
    record FoundDatabase(DataSource connections, @Nullable EmbeddedDatabase started) {
        private static final Duration SERVER_STARTS = Duration.ofSeconds(60);
        private static final Duration PAUSE = Duration.ofMillis(250);
        private static final int ANSWERS = 10;

        static FoundDatabase at(String url, @Nullable String user, @Nullable String password) {
            return new FoundDatabase(PoolConnectionSource.patient(url, user, password, new Properties()), null);
        }

        /** Finds the database of the data folder. */
        static FoundDatabase of(DevledgerProperties properties, Needs needs) throws IOException {
            Path dataDir = properties.dataDir();
            if (needs == Needs.A_LEDGER && !Files.isDirectory(dataDir)) {
                throw noLedger(dataDir);
            }
            DataDirectory directory = DataDirectory.open(dataDir);
            DatabaseUrlFile file = new DatabaseUrlFile(directory);
            Instant deadline = Instant.now().plus(SERVER_STARTS);
            while (true) {
                Optional<String> own = file.readExternal();
                if (own.isPresent()) {
                    return at(answering(own.get()), null, null);
                }
                try {
                    return start(directory, properties, needs);
                } catch (EmbeddedDatabaseException e) {
                    if (e.reason() != Reason.DATA_FOLDER_IN_USE) {
                        throw e;
                    }
                    Optional<String> running = file.read().filter(FoundDatabase::answers);
                    if (running.isPresent()) {
                        return at(running.get(), null, null);
                    }
                    if (Instant.now().isAfter(deadline)) {
                        throw Complaint.couldNotRun(
                                "%s%nBut its database does not answer. Try again when it is up."
                                        .formatted(e.getMessage()),
                                e);
                    }
                    pause();
                }
            }
        }

        private static FoundDatabase start(DataDirectory directory, DevledgerProperties properties, Needs needs) {
            if (needs == Needs.A_LEDGER && !EmbeddedDatabase.isIn(directory.path())) {
                throw noLedger(properties.dataDir());
            }
            EmbeddedDatabase embedded = EmbeddedDatabase.start(new EmbeddedDatabase.Settings(directory)
                            .withBinaries(properties.embedded().binaries()))
                    .closedBy(SpringApplication.getShutdownHandlers()::add);
            FoundDatabase found = at(embedded.jdbcUrl(), embedded.username(), embedded.password());
            return new FoundDatabase(found.connections(), embedded);
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
            try (Connection connection = at(url, null, null).connections().getConnection()) {
                return connection.isValid(ANSWERS);
            } catch (SQLException e) {
                return false; // a killed server left it behind, or the server does not listen yet
            }
        }

        private static Complaint noLedger(Path dataDir) {
            return Complaint.couldNotRun(
                    "There is no ledger in %s. Name the data folder with --devledger.data-dir=…, or the"
                                    .formatted(dataDir)
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
    }
}
