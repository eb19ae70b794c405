package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import dev.devledger.bootstrap.system.Api.Answer;
import dev.devledger.bootstrap.system.CuttingProxy.Cut;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/**
 * Devledger on a network that breaks at the commit. {@code -Ddevledger.test.cuts=200} for more of them, as
 * {@code trials/broken-commits} does.
 */
@Tag("long")
class BrokenCommitsIT {
    private static final int CUTS = Integer.getInteger("devledger.test.cuts", 24);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private static EmbeddedDatabase database;
    private static CuttingProxy proxy;
    private static RunningDevledger devledger;
    private static Api api;
    private static JdbcClient tables;
    private static JsonNode project;

    @BeforeAll
    static void start() {
        database = MadeCluster.started(SharedDevledger.newFolder());
        tables = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password()));
        URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        proxy = new CuttingProxy(server.getPort());
        devledger = SharedDevledger.start(
                SharedDevledger.newFolder(),
                "spring.datasource.url=jdbc:postgresql://127.0.0.1:" + proxy.port() + server.getPath()
                        + "?prepareThreshold=0",
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password(),
                "spring.datasource.hikari.connection-timeout=" + CONNECT.toMillis(),
                "spring.datasource.hikari.validation-timeout=500",
                "devledger.ledger.patience=" + PATIENCE.toMillis() + "ms",
                "devledger.ticktick.mode=off");
        api = devledger.api();
        project = new Samples(api).project("Cut off");
    }

    @AfterAll
    static void stop() {
        devledger.close();
        proxy.close();
        database.close();
    }

    /** By turns: a task, a project, an edit that names the version; each without and with a key; each cut on both sides. */
    @Test
    void each_answered_write_is_there_once_and_none_twice() {
        for (int i = 0; i < CUTS; i++) {
            Cut cut = i % 2 == 0 ? Cut.BEHIND_COMMIT : Cut.BEFORE_COMMIT;
            boolean keyed = i / 2 % 2 == 0;
            String title = "Cut " + UUID.randomUUID();
            String[] headers =
                    keyed ? new String[] {"Idempotency-Key", UUID.randomUUID().toString()} : new String[0];
            String where = i + ": " + cut + (keyed ? " with a key" : "");
            switch (i / 4 % 3) {
                case 0 ->
                    once(
                            where,
                            cut,
                            "tasks",
                            "title",
                            title,
                            () -> api.send("POST", tasks(), json("title", title), headers));
                case 1 ->
                    once(
                            where,
                            cut,
                            "dev_projects",
                            "name",
                            title,
                            () -> api.send("POST", "/api/projects", json("name", title), headers));
                default -> edit(where, cut, title, headers);
            }
        }
    }

    /** More than are decided one by one. */
    @Test
    void many_at_once_are_there_once_too() {
        for (Cut cut : List.of(Cut.BEFORE_COMMIT, Cut.BEHIND_COMMIT)) {
            String made = imported(150);
            String undo = "/api/change-sets/" + made + "/undo";
            Answer undone = cutting("undo, " + cut, cut, () -> api.post(undo, null));
            assertThat(undone.status()).as(cut + ": " + undone.body()).isEqualTo(200);
            assertThat(undone.text("undone")).isEqualTo("151");
            assertThat(count(
                            "select count(*) from history where change_set = cast(:it as uuid)",
                            undone.text("changeSet")))
                    .as("undone, %s", cut)
                    .isEqualTo(151);
            assertThat(count("""
                            select count(*) from history where entity_id in (
                              select entity_id from history where change_set = cast(:it as uuid))""", made)).as("all that has happened, %s", cut).isEqualTo(302);
            assertThat(api.get(200, undo).text("state")).isEqualTo("done");
        }
    }

    private static String imported(int tasks) {
        StringBuilder file = new StringBuilder("{\"project\": {\"ref\": \"p\", \"name\": \"Many\"}}\n");
        for (int i = 0; i < tasks; i++) {
            file.append("{\"task\": {\"project\": \"p\", \"title\": \"one of many\"}}\n");
        }
        return api.post(200, "/api/import", file.toString(), "Content-Type", "application/x-ndjson")
                .text("changeSet");
    }

    private interface Request {
        Answer send();
    }

    private static void once(String where, Cut cut, String table, String column, String title, Request request) {
        Answer answer = cutting(where, cut, request);
        assertThat(answer.status()).as(where + ": " + answer.body()).isEqualTo(201);
        assertThat(answer.header("Idempotency-Replayed")).as(where).isEmpty();
        assertThat(count("select count(*) from " + table + " where " + column + " = :it", title))
                .as(where)
                .isEqualTo(1);
    }

    private static void edit(String where, Cut cut, String title, String... headers) {
        JsonNode task = new Samples(api).task(project, "To be edited");
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("If-Match", "\"1\""));
        Answer answer = cutting(
                where,
                cut,
                () -> api.send("PATCH", "/api/tasks/" + id(task), json("title", title), all.toArray(String[]::new)));
        assertThat(answer.status()).as(where + ": " + answer.body()).isEqualTo(200);
        assertThat(answer.header("ETag")).as(where).isEqualTo("\"2\"");
        assertThat(count("select count(*) from event where stream_id = 'task-' || :it", id(task)))
                .as(where)
                .isEqualTo(2);
    }

    private static Answer cutting(String where, Cut cut, Request request) {
        proxy.cut(cut);
        Answer answer = request.send();
        assertThat(proxy.hasCut()).as(where).isTrue();
        return answer;
    }

    private static String tasks() {
        return "/api/projects/" + key(project) + "/tasks";
    }

    private static String json(String field, String value) {
        return "{\"" + field + "\": \"" + value + "\"}";
    }

    private static long count(String sql, String it) {
        return tables.sql(sql).param("it", it).query(Long.class).single();
    }

    /** Both places of a node are lost without a word: who is in them is answered, and the others go on. */
    @Test
    void a_connection_that_swallows_all_costs_its_own_writes_some_seconds_and_nobody_else_anything() {
        Wait.untilWithin(PATIENCE.multipliedBy(5), "answered", BrokenCommitsIT::twoAreSwallowed);
    }

    private static void twoAreSwallowed() throws Exception {
        JsonNode one = new Samples(api).task(project, "Swallowed 1");
        JsonNode two = new Samples(api).task(project, "Swallowed 2");
        List<Future<Answer>> stuck = new ArrayList<>();
        int before = proxy.swallowed();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            proxy.swallow(true);
            for (JsonNode task : List.of(one, two)) {
                stuck.add(
                        threads.submit(() -> api.patch("/api/tasks/" + id(task), "{\"description\": \"Swallowed\"}")));
            }
            Wait.until("both are stuck", () -> proxy.swallowed() == before + 2);
            proxy.swallow(false);
            api.post(201, tasks(), json("title", "Others go on"));
            for (Future<Answer> each : stuck) {
                each.get().expect(200);
            }
        }
        for (JsonNode task : List.of(one, two)) {
            assertThat(api.get("/api/tasks/" + id(task)).header("ETag")).isEqualTo("\"2\"");
        }
    }

    /** The pool is asked by two of them; by one after the other it would take a minute and more. */
    @Test
    void all_hear_at_once_of_a_database_that_is_away() throws Exception {
        proxy.down(true);
        Wait.untilWithin(CONNECT.multipliedBy(4), "all have heard", BrokenCommitsIT::manyAreRefused);
        proxy.down(false);
        Wait.until(
                "it is there again",
                () -> api.post(tasks(), json("title", "Back again")).status() == 201);
    }

    private static void manyAreRefused() throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 150; i++) {
                String title = "Away " + i;
                answers.add(threads.submit(() -> api.post(tasks(), json("title", title))));
            }
        }
        for (Future<Answer> each : answers) {
            assertThat(each.get().expect(503).text("detail")).contains("Nothing was stored");
        }
    }
}
