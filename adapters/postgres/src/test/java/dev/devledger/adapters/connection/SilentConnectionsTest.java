package dev.devledger.adapters.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.connection.PoolConnectionSource.Limits;
import dev.devledger.adapters.connection.PoolConnectionSource.ServerChangeDetector;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** What takes long is none of them. That others are, in a network that loses packets, FrozenConnectionsIT shows. */
@Tag("long")
class SilentConnectionsTest {
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final int SECONDS = 6;

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.start(new EmbeddedDatabase.Settings(folder)
                .withBinaries(Path.of("target", "postgres-binaries").toAbsolutePath()));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static PoolConnectionSource connections() {
        return PoolConnectionSource.limited(
                database.jdbcUrl(),
                database.username(),
                database.password(),
                new Properties(),
                new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)),
                new ServerChangeDetector());
    }

    private interface Work {
        void with(Connection connection) throws SQLException, InterruptedException;
    }

    @Test
    void what_takes_long_goes_on() throws Exception {
        PoolConnectionSource connections = connections();
        SilentConnections silent = connections.silent();
        try (Connection holder = connections.getConnection();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            run(holder, "create table held (id int); create table copied (id int); insert into held values (1)");
            holder.setAutoCommit(false);
            run(holder, "update held set id = 2");
            List<Future<?>> all = new ArrayList<>();
            for (Work work : List.<Work>of(
                    statement -> run(statement, "select pg_sleep(" + SECONDS + ")"),
                    waiter -> run(waiter, "update held set id = 3"),
                    SilentConnectionsTest::copySlowly,
                    SilentConnectionsTest::readSlowly)) {
                all.add(threads.submit(() -> {
                    try (Connection connection = connections.getConnection()) {
                        work.with(connection);
                    }
                    return null;
                }));
            }
            Future<?> release = threads.submit(() -> {
                Thread.sleep(Duration.ofSeconds(SECONDS));
                holder.commit();
                return null;
            });
            while (!all.stream().allMatch(Future::isDone)) {
                silent.look();
                Thread.sleep(Duration.ofMillis(500));
            }
            for (Future<?> each : all) {
                each.get();
            }
            release.get();
        }
        assertThat(silent.givenUp()).isZero();
    }

    /** Its session is over, and with it what it held: whoever waits would wait for nothing, but it has heard of that. */
    @Test
    void a_connection_that_hears_of_its_end_is_none() throws SQLException {
        PoolConnectionSource connections = connections();
        try (Connection ended = connections.getConnection();
                Connection other = connections.getConnection()) {
            run(
                    other,
                    "select pg_terminate_backend("
                            + ended.unwrap(PGConnection.class).getBackendPID() + ")");
            assertThat(ended.isValid(1)).isFalse();
            connections.silent().look();
        }
        assertThat(connections.silent().givenUp()).isZero();
    }

    /** The pool looks whether those that nobody uses still answer, for a moment. */
    @Test
    void one_that_is_closed_because_no_answer_came_in_time_ends_with_its_session() throws Exception {
        PoolConnectionSource connections = connections();
        int session;
        try (Connection late = connections.getConnection()) {
            session = late.unwrap(PGConnection.class).getBackendPID();
            late.setNetworkTimeout(Runnable::run, 200);
            assertThat(fails(late, "select pg_sleep(60)")).isTrue();
        }
        assertThat(connections.silent().givenUp()).isEqualTo(1);
        connections.silent().look();
        try (Connection other = connections.getConnection()) {
            for (int i = 0; i < 100 && lives(other, session); i++) {
                Thread.sleep(50);
            }
            assertThat(lives(other, session)).isFalse();
        }
    }

    private static boolean lives(Connection connection, int session) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select from pg_stat_activity where pid = " + session)) {
            return row.next();
        }
    }

    private static boolean fails(Connection connection, String sql) {
        try {
            run(connection, sql);
            return false;
        } catch (SQLException expected) {
            return true;
        }
    }

    private static void copySlowly(Connection connection) throws SQLException, InterruptedException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy copied from stdin");
        for (String row : List.of("1\n", "2\n", "3\n")) {
            copy.writeToCopy(row.getBytes(StandardCharsets.UTF_8), 0, row.length());
            copy.flushCopy();
            Thread.sleep(PAUSE);
        }
        assertThat(copy.endCopy()).isEqualTo(3);
    }

    private static void readSlowly(Connection connection) throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(1);
            try (ResultSet rows = statement.executeQuery("select repeat('x', 10000000) from generate_series(1, 3)")) {
                while (rows.next()) {
                    Thread.sleep(PAUSE);
                }
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
