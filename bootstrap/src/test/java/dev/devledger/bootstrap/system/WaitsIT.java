package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A node whose connections to PostgreSQL go through a network that swallows packets, with small limits, beside another one
 * that has none of that. Its role is set in a way that would make the ledger wrong.
 */
@Tag("long")
class WaitsIT {
    /** The limits below, some of them one after the other, and a machine that has other things to do. */
    private static final Duration LONGEST = Duration.ofSeconds(40);

    private static final RunningDevledger OTHER = SharedDevledger.get();
    private static String url;
    private static SwallowingProxy proxy;
    private static RunningDevledger node;
    private static Api api;
    private static ExecutorService clients;

    private String project;
    private String task;

    private record Timed(Api.Answer answer, Duration took) {}

    @BeforeAll
    static void start() throws IOException {
        url = SharedDevledger.databaseUrl();
        role("set default_transaction_isolation = 'repeatable read'");
        role("set synchronous_commit = off");
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        proxy = new SwallowingProxy(port);
        node = SharedDevledger.start(
                SharedDevledger.newFolder(),
                "spring.datasource.url=" + url.replace(":" + port + "/", ":" + proxy.port() + "/")
                        + "&socketTimeout=2&loginTimeout=2&options=-c%20statement_timeout%3D1900",
                "spring.datasource.hikari.maximum-pool-size=8",
                "spring.datasource.hikari.connection-timeout=1000",
                "spring.datasource.hikari.validation-timeout=500",
                "devledger.database.lock-timeout=300ms",
                "devledger.database.statement-timeout=1h",
                "devledger.database.idle-in-transaction-timeout=2s",
                "devledger.ticktick.mode=off");
        api = node.api();
        clients = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterAll
    static void stop() {
        role("reset all");
        proxy.mend();
        clients.close();
        node.close();
        proxy.close();
    }

    /** In this database alone: others of the server have the same one. */
    private static void role(String settings) {
        String database = tables(OTHER)
                .sql("select current_database()")
                .query(String.class)
                .single();
        tables(OTHER)
                .sql("alter role current_user in database " + database + " " + settings)
                .update();
    }

    @BeforeEach
    void make() {
        Wait.until("the node is well", () -> api.get("/api/projects?limit=1").status() == 200);
        Ledger ledger = new Ledger(api);
        project = ledger.project("Waits", "");
        task = ledger.task(project, "Waits", "");
    }

    @AfterEach
    void all_is_as_before_without_a_restart() {
        proxy.mend();
        Wait.until("reads", () -> api.get("/api/tasks/" + task).status() == 200);
        Wait.until(
                "edits",
                () -> api.patch("/api/tasks/" + task, "{\"title\": \"After\"}").status() == 200);
        Wait.until(
                "creates",
                () -> api.post("/api/projects/" + project + "/tasks", "{\"title\": \"After\"}")
                                .status()
                        == 201);
        api.get(200, "/actuator/health/readiness");
    }

    @Test
    void packets_that_vanish_keep_nobody_waiting_for_long() {
        proxy.swallowAll();
        List<Timed> answers = atOnce(Stream.concat(
                Stream.of(() -> api.get("/api/tasks?limit=1"), () -> api.get("/actuator/health/readiness")),
                IntStream.range(0, 12).mapToObj(i -> i % 2 == 0 ? create(i) : edit(i))));
        assertThat(answers).allSatisfy(each -> {
            assertThat(each.answer().status()).isEqualTo(503);
            assertThat(each.took()).isLessThan(LONGEST);
        });
    }

    @Test
    void one_request_at_most_meets_the_connections_that_died_while_nobody_used_them() {
        proxy.swallowOpen();
        assertThat(api.get("/api/tasks?limit=1").status()).isIn(200, 503);
        for (int i = 0; i < 10; i++) {
            api.get(200, "/api/tasks?limit=1");
        }
    }

    /** Some connections vanish in the middle of writes; others, and new ones, go on. */
    @Test
    void writes_on_dead_connections_end_and_the_other_node_goes_on() {
        CompletableFuture<List<Timed>> writes = CompletableFuture.supplyAsync(
                () -> atOnce(IntStream.range(0, 60).mapToObj(i -> create(i))), clients);
        proxy.swallowSome(4);
        assertThat(writes.join()).allSatisfy(each -> {
            assertThat(each.answer().status()).isIn(201, 503);
            assertThat(each.took()).isLessThan(LONGEST);
        });
        api.get(200, "/api/tasks?limit=1");
        Timed there = timed(() -> OTHER.api().patch("/api/projects/" + project, "{\"name\": \"Meanwhile\"}"));
        assertThat(there.answer().status()).isEqualTo(200);
        assertThat(there.took()).isLessThan(LONGEST);
        Wait.until(
                LONGEST,
                "the gate closes, as it does for a seal",
                () -> OTHER.stores().events.sealedBatches.settledHead().isPresent());
    }

    @Test
    void who_waits_for_a_row_leaves_connections_for_those_who_read() throws SQLException {
        List<Timed> patches;
        try (Connection holder = DriverManager.getConnection(url);
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute("select from dev_projects where id = '" + project + "' for update");
            CompletableFuture<List<Timed>> waiting = CompletableFuture.supplyAsync(
                    () -> atOnce(IntStream.range(0, 30).mapToObj(i -> i % 3 == 0 ? this::repeated : rename(i))),
                    clients);
            while (!waiting.isDone()) {
                api.get(200, "/api/tasks?limit=5");
                api.get(200, "/actuator/health/readiness");
            }
            patches = waiting.join();
            holder.rollback();
        }
        assertThat(patches).allSatisfy(each -> {
            assertThat(each.answer().status()).isEqualTo(503);
            assertThat(Integer.parseInt(each.answer().header("Retry-After"))).isPositive();
            assertThat(each.answer().header("Content-Type")).startsWith("application/problem+json");
            assertThat(each.took()).isLessThan(LONGEST);
        });
        repeated().expect(200);
        assertThat(repeated().header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void a_full_pool_is_no_database_that_is_away() throws SQLException {
        DataSource pool = node.bean(DataSource.class);
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                all.add(connection(pool));
            }
            api.get(200, "/actuator/health/readiness");
        } finally {
            for (Connection each : all) {
                each.close();
            }
        }
    }

    /** One attempt at most meets those that died in another test, and has them all let go. */
    private static Connection connection(DataSource pool) throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException dead) {
            return pool.getConnection();
        }
    }

    @Test
    void what_the_role_is_set_to_does_not_count_for_the_ledger() {
        JdbcClient sessions = tables(node);
        assertThat(setting(sessions, "transaction_isolation")).isEqualTo("read committed");
        assertThat(setting(sessions, "synchronous_commit")).isEqualTo("on");
        assertThat(setting(sessions, "lock_timeout")).isEqualTo("300ms");
        assertThat(setting(sessions, "statement_timeout"))
                .as("what the URL says")
                .isEqualTo("1900ms");
    }

    /** As where a standby took over that lacks the last writes. */
    @Test
    void keys_that_a_sequence_gives_again_are_not_used_again() {
        Ledger ledger = new Ledger(api);
        for (int i = 0; i < 4; i++) {
            ledger.task(ledger.project("Has a key", ""), "Has a key", "");
        }
        tables(OTHER)
                .sql("select setval('task_key', (select max(key_number) - 3 from tasks))")
                .query(Long.class)
                .single();
        tables(OTHER)
                .sql("select setval('project_key', (select max(key_number) - 3 from dev_projects))")
                .query(Long.class)
                .single();
        api.post(201, "/api/projects", "{\"name\": \"Another key\"}");
        Api.Answer first = api.post(201, "/api/projects/" + project + "/tasks", "{\"title\": \"Another key\"}");
        assertThat(first.text("key")).isNotEqualTo(api.get("/api/tasks/" + task).text("key"));
        assertThat(tables(OTHER)
                        .sql("select count(*) from parked_event")
                        .query(Long.class)
                        .single())
                .isZero();
        api.get(200, "/api/tasks/" + first.text("key"));
    }

    private Supplier<Api.Answer> create(int number) {
        return () -> api.post("/api/projects/" + project + "/tasks", "{\"title\": \"Created " + number + "\"}");
    }

    private Supplier<Api.Answer> edit(int number) {
        return () -> api.patch("/api/tasks/" + task, "{\"title\": \"Edited " + number + "\"}");
    }

    private Supplier<Api.Answer> rename(int number) {
        return () -> api.patch("/api/projects/" + project, "{\"name\": \"Held " + number + "\"}");
    }

    /** Each waits for the first one of them. */
    private Api.Answer repeated() {
        return api.patch("/api/projects/" + project, "{\"name\": \"Once\"}", "Idempotency-Key", project);
    }

    private static List<Timed> atOnce(Stream<Supplier<Api.Answer>> requests) {
        List<CompletableFuture<Timed>> sent = requests.map(
                        request -> CompletableFuture.supplyAsync(() -> timed(request), clients))
                .toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private static Timed timed(Supplier<Api.Answer> request) {
        Instant begin = Instant.now();
        Api.Answer answer = request.get();
        return new Timed(answer, Duration.between(begin, Instant.now()));
    }

    private static JdbcClient tables(RunningDevledger devledger) {
        return JdbcClient.create(devledger.bean(DataSource.class));
    }

    private static String setting(JdbcClient sessions, String name) {
        return sessions.sql("select current_setting('" + name + "')")
                .query(String.class)
                .single();
    }
}
