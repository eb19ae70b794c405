package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real jar told to stop while its database does not answer any more, and it was told to wait for that for ever. */
@Tag("long")
class StopIT {
    private static final String NO_LIMITS =
            "&socketTimeout=0&options=-c%20lock_timeout%3D0%20-c%20statement_timeout%3D0";

    /** The grace of three seconds, and what it takes to end. */
    private static final Duration LONGEST = Duration.ofSeconds(25);

    @Test
    void a_stop_ends_whatever_the_database_does() throws SQLException {
        try (EmbeddedDatabase database = MadeCluster.started(SharedDevledger.newFolder());
                Connection holder =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                SwallowingProxy proxy =
                        new SwallowingProxy(URI.create(database.jdbcUrl().substring("jdbc:".length()))
                                .getPort());
                JarProcess jar = start(database, proxy)) {
            Api api = jar.awaitUp().api();
            String project = new Ledger(api).project("Stopped", "");
            stallTheNextReplay(holder);
            api.post(202, "/api/projections/all/replay", null);
            Wait.until("the replay waits", () -> waits(holder));
            proxy.swallowAll();
            for (int i = 0; i < 20; i++) {
                send(() -> api.post("/api/projects/" + project + "/tasks", "{\"title\": \"Never stored\"}"));
                send(() -> api.get("/api/tasks"));
            }
            Instant begin = Instant.now();
            jar.terminate();
            assertThat(jar.exitCode(Duration.ofMinutes(2))).isEqualTo(143);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(LONGEST);
        }
    }

    private static JarProcess start(EmbeddedDatabase database, SwallowingProxy proxy) {
        return JarProcess.start(
                SharedDevledger.newFolder(),
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + proxy.port() + "/devledger?user="
                        + database.username() + "&password=" + database.password() + NO_LIMITS,
                "--devledger.ticktick.mode=off",
                "--spring.lifecycle.timeout-per-shutdown-phase=3s");
    }

    private static void stallTheNextReplay(Connection holder) throws SQLException {
        holder.setAutoCommit(false);
        try (Statement sql = holder.createStatement()) {
            sql.execute("lock table task_versions in access exclusive mode");
        }
    }

    private static boolean waits(Connection holder) {
        try (Statement sql = holder.createStatement();
                ResultSet row = sql.executeQuery(
                        "select exists (select from pg_locks where relation = 'task_versions'::regclass and not granted)")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(Runnable request) {
        Thread.ofVirtual().start(() -> {
            try {
                request.run();
            } catch (UncheckedIOException e) {
                // It was cut off, as was to be expected.
            }
        });
    }
}
