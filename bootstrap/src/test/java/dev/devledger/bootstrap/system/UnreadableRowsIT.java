package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What stands in a row and cannot be read costs that value alone: no list, no page, no cycle ends with it. */
@Tag("long")
class UnreadableRowsIT {
    private static final RunningDevledger DEVLEDGER = SharedDevledger.onANewDay();
    private static final Api API = DEVLEDGER.api();
    private static final Ledger LEDGER = new Ledger(API);
    private static final Tables TABLES = new Tables(DEVLEDGER);

    private static final List<String> READS = List.of(
            "/api/tasks?limit=200",
            "/api/projects?limit=200",
            "/api/history?limit=200",
            "/api/sync/status",
            "/api/sync/conflicts",
            "/api/sync/approvals",
            "/api/time-entries?limit=200",
            "/api/tasks?ready=true");

    @AfterEach
    void heal() {
        TABLES.run("delete from sync_hold where scope = 'planted'");
        API.post(202, "/api/projections/all/replay", null);
        Wait.until("the replay is done", () -> API.get("/api/projections/all")
                .json()
                .at("/replay/state")
                .asString()
                .equals("done"));
        Wait.until(
                "it is no longer told",
                () -> !API.get("/api/sync/status").body().contains("cannot be read"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tasks           | due_date = 'some day'        | id",
                "tasks           | start_date = '1899-99-99'    | id",
                "tasks           | checklist = '[{\"done\": []}]'| id",
                "tasks           | fields = '{\"clickup\": [1]}'| id",
                "tasks           | time_zone = 'Nowhere/At all' | id",
                "dev_projects    | due_date = '-1'              | id",
                "dev_projects    | placements = '[1]'           | id",
                "sync_links      | link = '{\"state\": \"odd\"}'| entity_id",
                "sync_links      | link = 'no JSON'             | entity_id"
            })
    void it_costs_that_value_alone(String table, String poison, String id) {
        String project =
                LEDGER.project("Unreadable: " + table + " " + poison.strip().replaceAll("\\W+", " "), "");
        String task = LEDGER.task(project, "Poisoned", "");
        String sound = LEDGER.task(project, "Sound", "");
        LEDGER.idle();
        String poisoned = table.equals("dev_projects") ? "/api/projects/" + project : "/api/tasks/" + task;
        String entity = text(API.read(poisoned), "id");
        assertThat(TABLES.jdbc()
                        .sql("update %s set %s where %s = cast(:id as uuid)".formatted(table, poison, id))
                        .param("id", entity)
                        .update())
                .isPositive();

        READS.forEach(path -> API.get(200, path));
        for (String page : List.of("/", "/sync", "/ledger", "/projects/" + project)) {
            API.send("GET", page, null, "Accept", "text/html").expect(200);
        }
        API.get(200, poisoned);
        API.get(200, "/api/projects/" + project + "/tasks");

        // The sync goes on for everything else.
        API.patch(200, "/api/tasks/" + sound, "{\"title\":\"Sound and edited\"}");
        String born = LEDGER.task(project, "Born beside it", "");
        API.post(200, "/api/sync/run?connector=ticktick", null);
        LEDGER.idle();
        for (String each : List.of(sound, born)) {
            assertThat(text(LEDGER.taskLink(each), "state")).isEqualTo("synced");
        }
        JsonNode health = API.get("/actuator/health").json();
        assertThat(text(health, "status")).isEqualTo("UP");
        assertThat(health.findValue("unreadableValues")).as(health.toString()).isNotNull();
        assertThat(API.send("GET", "/ledger", null, "Accept", "text/html").body())
                .contains("Unreadable values", "data-unreadable");
        JsonNode status = LEDGER.atRest("ticktick");
        assertThat(text(status, "state")).isEqualTo("attention");
        assertThat(text(status, "message")).contains("left alone, as a stored event or value cannot be read");
    }
}
