package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import dev.devledger.bootstrap.system.Api.Answer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** A Devledger that comes after another one: what the other made it builds anew, and the other one writes no more. */
@Tag("long")
class UpgradeIT {
    private static final RunningDevledger FIRST = SharedDevledger.get();
    private static final Tables TABLES = new Tables(FIRST);

    /** The write gate's lock, whose bytes are those of "devledge". */
    private static final long GATE = 0x6465766c65646765L;

    private RunningDevledger second;

    private Api startSecond() {
        second = SharedDevledger.anotherNode();
        return second.api();
    }

    @AfterEach
    void stop() {
        if (second != null) {
            second.close();
        }
    }

    @Test
    void rows_that_other_code_made_are_built_anew_while_reads_say_so() throws Exception {
        Samples samples = new Samples(FIRST.api());
        JsonNode task = samples.task(samples.project("Made by other code"), "As it is told");
        String path = "/api/tasks/" + key(task);
        long head = TABLES.head();
        Api api;
        try (Connection writer = FIRST.bean(DataSource.class).getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock_shared(" + GATE + ")"); // no swap before we have looked
            TABLES.run("update tasks set title = 'As other code told it' where id = '" + Samples.id(task) + "'");
            TABLES.run("update projection_generation set built = 0, shape = 'others' where name = 'tasks'");
            api = startSecond();

            Answer read = api.get(200, path);
            assertThat(read.header("X-Devledger-Rebuilding")).isEqualTo("tasks");
            assertThat(read.text("title")).isEqualTo("As other code told it");
            assertThat(api.get("/api/projections/tasks").text("state")).isEqualTo("rebuilding");
            assertThat(api.get("/api/projections/notes").text("state")).isEqualTo("live");
            Answer past = api.get(503, path + "?asOf=" + head);
            assertThat(past.text("detail")).contains("rebuilds the older versions of tasks", "GET /api/projections");
            assertThat(past.header("Retry-After")).isEqualTo("10");
            assertThat(api.get("/api/diff?from=0").status()).isEqualTo(503);
            assertThat(api.read("/actuator/health")
                            .at("/components/ledger/details/rebuilding")
                            .toString())
                    .isEqualTo("[\"tasks\"]");
            writer.rollback();
            writer.setAutoCommit(true);
        }
        Ledger.eventually(() -> {
            Answer built = api.get(200, path);
            assertThat(built.text("title")).isEqualTo("As it is told");
            assertThat(built.header("X-Devledger-Rebuilding")).isNullOrEmpty();
        });
        assertThat(api.get("/api/projections/tasks").text("state")).isEqualTo("live");
        assertThat(api.get(200, path + "?asOf=" + head).text("title")).isEqualTo("As it is told");
    }

    @Test
    void a_migration_that_came_under_a_smaller_number_than_the_newest_is_made() {
        Path folder = SharedDevledger.newFolder();
        try (EmbeddedDatabase database = MadeCluster.started(folder)) {
            JdbcClient jdbc = JdbcClient.create(
                    new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password()));
            jdbc.sql("delete from flyway_schema_history where version = '202'").update();
            jdbc.sql(
                            "drop table projection_generation, projection_replay, parked_event, undo_recording, verification_run,"
                                    + " idempotency_key, scheduled_tasks")
                    .update();
        }

        second = SharedDevledger.start(folder, "devledger.ticktick.mode=off");

        second.api().post(201, "/api/projects", "{\"name\": \"On tables that came late\"}", "Idempotency-Key", "late");
        assertThat(new Tables(second)
                        .jdbc()
                        .sql("select count(*) from idempotency_key")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void an_older_node_reads_and_writes_no_more() {
        Api api = startSecond();
        Samples samples = new Samples(api);
        JsonNode task = samples.task(samples.project("Written in time"), "Written in time");
        TABLES.run(
                "insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) values (9999, '9999', 'of a newer one', 'SQL', 'V9999', 'newer', 1, true)");
        long head = TABLES.head();
        try {
            String path = "/api/tasks/" + key(task);
            for (Answer refused : java.util.List.of(
                    api.patch(path, "{\"title\": \"Late\"}"),
                    api.post(path + "/complete", null),
                    api.post("/api/projects", "{\"name\": \"Late\"}"),
                    api.post(
                            "/api/import",
                            "{\"project\": {\"name\": \"Late\"}}",
                            "Content-Type",
                            "application/x-ndjson"),
                    api.send("POST", "/api/projects", "{\"name\": \"Late\"}", "Idempotency-Key", "late"))) {
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.text("detail")).contains("A newer Devledger uses this database now");
                assertThat(refused.header("Retry-After")).isEqualTo("5");
            }
            assertThat(api.get(200, path).text("title")).isEqualTo("Written in time");
            assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(TABLES.head()).isEqualTo(head);
        } finally {
            TABLES.run("delete from flyway_schema_history where installed_rank = 9999");
        }
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
    }
}
