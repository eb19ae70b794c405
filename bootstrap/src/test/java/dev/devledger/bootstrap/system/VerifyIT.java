package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code java -jar devledger.jar verify} beside the running server. */
@Tag("long")
class VerifyIT {
    private static final Path FOLDER = SharedDevledger.newFolder();
    private static final Path HEADS =
            FOLDER.resolveSibling(FOLDER.getFileName() + "-kept").resolve("heads");
    private static RunningDevledger server;
    private static Api api;

    @BeforeAll
    static void start() {
        server = SharedDevledger.start(FOLDER, "devledger.ledger.head-file=" + HEADS);
        api = server.api();
        for (int i = 0; i < 5; i++) {
            write(i);
        }
        new Ledger(api).idle();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void write(int number) {
        String project = Sandbox.text(api.made("/api/projects", "{\"name\":\"Project " + number + "\"}"), "id");
        String task = Sandbox.text(api.made("/api/projects/" + project + "/tasks", "{\"title\":\"Task\"}"), "id");
        api.post(200, "/api/tasks/" + task + "/complete", null);
    }

    private static String verify(int exitCode, String... arguments) {
        return lines(exitCode, arguments).getLast();
    }

    private static List<String> lines(int exitCode, String... arguments) {
        List<String> all = new ArrayList<>(List.of("verify", "--devledger.data-dir=" + FOLDER));
        all.addAll(List.of(arguments));
        JarCommand.Result result = JarCommand.here(all.toArray(String[]::new)).expect(exitCode);
        return said(result);
    }

    private static List<String> said(JarCommand.Result result) {
        String said = result.out() + result.err();
        assertThat(said).as("a stack trace").doesNotContain("\tat ");
        return said.lines().toList();
    }

    @Test
    void a_ledger_that_is_written_to_is_sound_up_to_the_head_that_was_kept() throws Exception {
        JsonNode head = api.read("/api/ledger/head");
        assertThat(head.path("events").asLong()).isGreaterThanOrEqualTo(15);
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 100; !stop.get(); i++) {
                    write(i);
                }
            });
            try {
                Ledger.eventually(() -> assertThat(HEADS).content().contains(Sandbox.text(head, "head")));
                assertThat(verify(0, "--head=" + Sandbox.text(head, "head"), "--heads=" + HEADS))
                        .startsWith("Nothing was changed: ")
                        .contains(
                                " batches (",
                                "the head of batch " + head.path("batch"),
                                "heads of " + HEADS,
                                "history ",
                                " seconds.");
            } finally {
                stop.set(true);
            }
            writer.get(60, TimeUnit.SECONDS);
        }
        String another = head.path("batch") + ":" + "0".repeat(64);
        String wrong = verify(1, "--head=" + another);
        assertThat(wrong).contains("The kept head of batch", "restore");
        assertKept(wrong);
    }

    /** For who was not there: what was found, by whom, when and up to where. */
    private static void assertKept(String wrong) {
        JsonNode runs = api.read("/api/ledger/verifications");
        JsonNode last = runs.at("/items/0");
        assertThat(last.propertyNames())
                .containsExactly(
                        "startedAt", "finishedAt", "by", "heads", "position", "events", "batches", "differences");
        assertThat(last.path("by").asString()).isEqualTo(System.getProperty("user.name"));
        assertThat(last.path("heads").asBoolean()).isTrue();
        assertThat(last.path("events").asLong()).isGreaterThanOrEqualTo(15);
        assertThat(last.path("differences")).hasSize(1);
        assertThat(wrong).startsWith(last.at("/differences/0").asString());
        assertThat(runs.at("/items/1/differences")).as("the one before").isEmpty();
        assertThat(api.send("GET", "/ledger", null, "Accept", "text/html")
                        .expect(200)
                        .body())
                .contains(
                        "Last check: ",
                        "The check found these differences from the original events:",
                        "The kept head of batch");
    }

    @Test
    void one_byte_of_one_event_and_one_value_of_the_read_model() throws Exception {
        try (Connection database = DriverManager.getConnection(
                        Files.readString(FOLDER.resolve("database.url")).strip());
                Statement sql = database.createStatement()) {
            long position = number(sql, "select position from event order by position offset 7 limit 1");
            sql.execute("create table kept as select payload, event_type from event where position = " + position);
            sql.execute("update event set payload = overlay(payload placing '#' from 9 for 1) where position = "
                    + position);

            String said = said(JarCommand.run("verify", "--devledger.data-dir=" + FOLDER)
                            .expect(1))
                    .getLast();
            assertThat(said)
                    .startsWith("Event " + position + " (")
                    .contains("restore the newest good backup")
                    .doesNotContain("not compared");

            sql.execute("update event set payload = (select payload from kept) where position = " + position);
            sql.execute("update event set event_type = 'task.invented' where position = " + position);
            assertThat(verify(1))
                    .startsWith("Event " + position + " (")
                    .contains(". The tables for reading were not compared. The event store was changed.");
            sql.execute("update event set event_type = (select event_type from kept) where position = " + position);
            sql.execute("drop table kept");
            sql.execute("update dev_projects set name = name || '.' where key = 'P-2'");

            assertThat(verify(1))
                    .startsWith("Table dev_projects, row id = ")
                    .contains("column name: the value is 'Project 1.', but by the events it should be 'Project 1'")
                    .contains("POST /api/projections/all/replay");
        }
        api.post(202, "/api/projections/all/replay", null);
        Ledger.eventually(() -> assertThat(
                        Sandbox.text(api.get("/api/projections/all").json().path("replay"), "state"))
                .isEqualTo("done"));
        assertThat(verify(0)).startsWith("Nothing was changed: ");
    }

    private static String text(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long number(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void what_cannot_be_verified_is_no_difference() {
        assertThat(verify(2, "--head=17")).contains("GET /api/ledger/head", "this is not one: \"17\"");
        assertThat(verify(2, "--heads=" + FOLDER.resolve("nowhere"))).contains("Name a file");
        verify(2, "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere");
    }
}
