package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code java -jar devledger.jar verify} beside the running jar. */
class VerifyIT {
    private static final Path FOLDER = SharedDevledger.newFolder();
    private static JarProcess server;
    private static Api api;

    @BeforeAll
    static void start() {
        server = JarProcess.start(FOLDER).awaitUp();
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
        String project = Sandbox.text(
                api.post("/api/projects", "{\"name\":\"Project " + number + "\"}")
                        .expect(201)
                        .json(),
                "id");
        String task = Sandbox.text(
                api.post("/api/projects/" + project + "/tasks", "{\"title\":\"Task\"}")
                        .expect(201)
                        .json(),
                "id");
        api.post("/api/tasks/" + task + "/complete", null).expect(200);
    }

    private static String verify(int exitCode, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "verify";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try (JarProcess verify = JarProcess.start(FOLDER, all)) {
            assertThat(verify.exitCode()).as(verify.console()).isEqualTo(exitCode);
            assertThat(verify.console()).as("a stack trace").doesNotContain("\tat ");
            return verify.console().lines().toList().getLast();
        }
    }

    @Test
    void a_ledger_that_is_written_to_is_sound_up_to_the_head_that_was_kept() throws Exception {
        JsonNode head = api.get("/api/ledger/head").expect(200).json();
        assertThat(head.path("events").asLong()).isGreaterThanOrEqualTo(15);
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 100; !stop.get(); i++) {
                    write(i);
                }
            });
            try {
                assertThat(verify(0, "--head=" + Sandbox.text(head, "head")))
                        .startsWith("All is as it was written: ")
                        .contains(" batches (", "the head of batch " + head.path("batch"), "history ", " seconds.");
            } finally {
                stop.set(true);
            }
            writer.get(30, TimeUnit.SECONDS);
        }
        String another = head.path("batch") + ":" + "0".repeat(64);
        assertThat(verify(1, "--head=" + another)).contains("The head that was kept elsewhere", "restore");
    }

    @Test
    void one_byte_of_one_event_and_one_value_of_the_read_model() throws Exception {
        try (Connection database = DriverManager.getConnection(
                        Files.readString(FOLDER.resolve("database.url")).strip());
                Statement sql = database.createStatement()) {
            long position = number(sql, "select position from event order by position offset 7 limit 1");
            sql.execute("create table kept as select payload from event where position = " + position);
            sql.execute("update event set payload = overlay(payload placing '#' from 9 for 1) where position = "
                    + position);

            assertThat(verify(1)).startsWith("Event " + position + " (").contains("restore the newest backup");

            sql.execute("update event set payload = (select payload from kept) where position = " + position);
            sql.execute("drop table kept");
            sql.execute("update dev_projects set name = name || '.' where key = 'P-2'");

            assertThat(verify(1))
                    .startsWith("Table dev_projects, row id = ")
                    .contains("column name: it is 'Project 1.', and the events make it 'Project 1'")
                    .contains("POST /api/projections/all/replay");
        }
        api.post("/api/projections/all/replay", null).expect(202);
        Ledger.eventually(() -> assertThat(
                        Sandbox.text(api.get("/api/projections/all").json().path("replay"), "state"))
                .isEqualTo("done"));
        assertThat(verify(0)).startsWith("All is as it was written: ");
    }

    private static long number(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void what_cannot_be_verified_is_no_difference() {
        assertThat(verify(2, "--head=17")).contains("GET /api/ledger/head", "\"17\" is none");
        verify(2, "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere");
    }
}
