package dev.devledger.bootstrap.command;

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

/**
 * A ledger's database, to which there is no connection yet.
 *
 * @param started what was started for it, and is to be stopped again
 */
record FoundDatabase(DataSource connections, @Nullable EmbeddedDatabase started) {
    private static final Duration SERVER_STARTS = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int ANSWERS = 10;

    static FoundDatabase at(String url, @Nullable String user, @Nullable String password) {
        return new FoundDatabase(NewConnections.patient(url, user, password, new Properties()), null);
    }

    /** The one that belongs to the data folder. */
    static FoundDatabase of(DevledgerProperties properties, Needs needs) throws IOException {
        Path dataDir = properties.dataDir();
        if (needs == Needs.A_LEDGER && !Files.isDirectory(dataDir)) {
            throw noLedger(dataDir);
        }
        DataDirectory directory = DataDirectory.open(dataDir);
        DatabaseUrl file = new DatabaseUrl(directory);
        Instant deadline = Instant.now().plus(SERVER_STARTS);
        while (true) {
            Optional<String> own = file.readOfTheUsersOwn();
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
                            "%s%nBut its database does not answer. Try again when it is up.".formatted(e.getMessage()),
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
}
