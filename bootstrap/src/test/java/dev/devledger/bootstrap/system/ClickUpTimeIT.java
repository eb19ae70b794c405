package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Time entries of ClickUp are kept in step in both directions (docs/contract.md, section 7). */
@Tag("long")
class ClickUpTimeIT {
    private static final String CLICKUP = "/sandbox/clickup/api/v2";
    private static Instant morning = Instant.EPOCH;
    private static Api api;
    private static String entries;
    private static String project;
    private String task = "";
    private String taskThere = "";

    @BeforeAll
    static void start() {
        // Hours later it still is the same day, in the owner's zone as well.
        morning = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(40, ChronoUnit.HOURS);
        api = SharedDevledger.onANewDay(SharedClickUp.get()).api();
        String team = api.read(CLICKUP + "/team").at("/teams/0/id").asString();
        entries = CLICKUP + "/team/" + team + "/time_entries";
        project = api.made("/api/projects", "{\"name\": \"Clockwork\"}")
                .path("key")
                .asString();
    }

    @BeforeEach
    void a_task_is_there_in_both() {
        JsonNode made = api.made("/api/projects/" + project + "/tasks", "{\"title\": \"Wind up\"}");
        task = made.path("key").asString();
        sync();
        taskThere = api.read("/api/tasks/" + task)
                .path("links")
                .valueStream()
                .filter(link -> link.path("connector").asString().equals("clickup"))
                .findFirst()
                .orElseThrow()
                .path("remoteId")
                .asString();
    }

    private static void sync() {
        api.post(200, "/api/sync/run?connector=clickup", null);
        LockSupport.parkNanos(SharedClickUp.LONGER_THAN_SETTLE);
        api.post(200, "/api/sync/run?connector=clickup", null);
    }

    private String log(Instant start, String note) {
        return api.made("/api/time-entries", """
            {"task": "%s", "start": "%s", "seconds": 1800, "note": "%s", "tags": ["deep"], "billable": true}\
            """.formatted(task, start, note))
                .path("key")
                .asString();
    }

    private List<JsonNode> there() {
        return shown().path("data")
                .valueStream()
                .filter(each -> each.at("/task/id").asString("").equals(taskThere))
                .toList();
    }

    private static JsonNode shown() {
        return api.read(entries + "?assignee=183&start_date="
                + morning.minus(20, ChronoUnit.DAYS).toEpochMilli() + "&end_date="
                + morning.plus(20, ChronoUnit.DAYS).toEpochMilli());
    }

    private List<JsonNode> here() {
        return api.read("/api/time-entries?task=" + task)
                .path("items")
                .valueStream()
                .toList();
    }

    private JsonNode only(List<JsonNode> all) {
        assertThat(all)
                .as(() -> shown() + " " + api.get("/api/sync/status").json())
                .hasSize(1);
        return all.getFirst();
    }

    @Test
    void what_is_logged_here_goes_there_and_edits_go_both_ways() {
        String key = log(morning, "the spring");
        sync();
        JsonNode there = only(there());
        assertThat(there.path("start").asString()).isEqualTo(String.valueOf(morning.toEpochMilli()));
        assertThat(there.path("end").asString())
                .isEqualTo(String.valueOf(morning.plusSeconds(1800).toEpochMilli()));
        assertThat(there.path("description").asString()).isEqualTo("the spring");
        assertThat(there.path("billable").asBoolean()).isTrue();
        assertThat(there.at("/tags/0/name").asString()).isEqualTo("deep");

        api.patch(200, "/api/time-entries/" + key, "{\"note\": \"the mainspring\"}");
        sync();
        assertThat(only(there()).path("description").asString()).isEqualTo("the mainspring");

        api.put(200, entries + "/" + there.path("id").asString(), """
            {"description": "the hairspring", "tags": [], "tag_action": "replace", "billable": false,
             "start": %d, "end": %d, "tid": "%s"}\
            """.formatted(
                        morning.toEpochMilli(), morning.plusSeconds(3600).toEpochMilli(), taskThere));
        sync();
        JsonNode here = only(here());
        assertThat(here.path("note").asString()).isEqualTo("the hairspring");
        assertThat(here.path("seconds").asLong()).isEqualTo(3600);
        assertThat(here.path("billable").asBoolean()).isFalse();
        assertThat(here.path("tags").isEmpty()).isTrue();

        long version = here.path("version").asLong();
        sync();
        assertThat(only(here()).path("version").asLong()).isEqualTo(version);
        assertThat(there()).hasSize(1);
        JsonNode history = api.get("/api/time-entries/" + key + "/history").json();
        assertThat(history.toString()).contains("\"actor\":\"clickup\"");
    }

    @Test
    void what_is_deleted_here_goes_there_and_what_is_deleted_there_is_asked_about() {
        String first = log(morning.plusSeconds(14_400), "first");
        String second = log(morning.plusSeconds(18_000), "second");
        sync();
        assertThat(there()).hasSize(2);
        api.delete(200, "/api/time-entries/" + first);
        sync();
        JsonNode left = only(there());
        assertThat(left.path("description").asString()).isEqualTo("second");

        api.delete(200, entries + "/" + left.path("id").asString());
        sync();
        assertThat(here()).hasSize(1);
        JsonNode held = only(api.read("/api/sync/approvals?connector=clickup")
                .path("items")
                .valueStream()
                .filter(each -> each.path("scope").asString().equals("time"))
                .toList());
        JsonNode operation = held.at("/operations/0");
        assertThat(operation.at("/entity/key").asString()).isEqualTo(second);
        assertThat(operation.path("name").asString())
                .as("enough to decide by")
                .contains(task, "Owner", ": second")
                .startsWith(morning.plusSeconds(18_000).toString().substring(0, 10));
        api.post(
                201,
                "/api/sync/approvals",
                "{\"planHash\": \"" + held.path("planHash").asString() + "\"}");
        sync();
        sync();
        assertThat(here()).isEmpty();
    }

    @Test
    void a_timer_runs_in_both_and_is_stopped_in_both() {
        api.post(201, "/api/timer/start", "{\"task\": \"" + task + "\", \"note\": \"ticking\"}");
        sync();
        JsonNode running = api.read(entries + "/current").path("data");
        assertThat(running.at("/task/id").asString()).isEqualTo(taskThere);
        assertThat(running.path("duration").asLong()).isNegative();

        api.post(200, entries + "/stop", "{}");
        sync();
        assertThat(only(here()).path("running").asBoolean()).isFalse();
        assertThat(only(there()).path("description").asString()).isEqualTo("ticking");

        api.post(200, entries + "/start", "{\"tid\": \"" + taskThere + "\"}");
        sync();
        assertThat(api.read("/api/timer").path("taskKey").asString()).isEqualTo(task);
        api.post(200, "/api/timer/stop", "{}");
        sync();
        assertThat(api.read(entries + "/current").path("data").isNull()).isTrue();
        assertThat(there()).hasSize(2);
    }

    /** Of the two, one runs there at most. */
    @Test
    void an_agents_time_goes_there_once_it_has_ended_beside_the_persons_timer() {
        Mcp agent = Mcp.connect(api, "codex");
        agent.answer("start_timer", "{\"task\": \"" + task + "\", \"note\": \"by an agent\"}");
        sync();
        assertThat(there()).isEmpty();
        assertThat(api.read(entries + "/current").path("data").isNull()).isTrue();

        api.post(201, "/api/timer/start", "{\"task\": \"" + task + "\", \"note\": \"mine\"}");
        sync();
        assertThat(api.read(entries + "/current").at("/data/description").asString())
                .isEqualTo("mine");
        api.post(200, entries + "/stop", "{}");
        sync();
        api.get(204, "/api/timer");
        assertThat(api.read("/api/timer?agent=codex").path("note").asString()).isEqualTo("by an agent");

        api.post(200, entries + "/start", "{\"tid\": \"" + taskThere + "\"}");
        sync();
        assertThat(api.read("/api/timer").path("taskKey").asString()).isEqualTo(task);
        assertThat(api.read("/api/timer?agent=codex").path("running").asBoolean())
                .isTrue();
        agent.answer("stop_timer", "{}");
        sync();
        sync();
        assertThat(there())
                .extracting(each -> each.path("description").asString())
                .filteredOn("by an agent"::equals)
                .hasSize(1);
        assertThat(api.read(entries + "/current").at("/data/task/id").asString())
                .isEqualTo(taskThere);
        api.post(200, "/api/timer/stop", "{}");
        sync();
        assertThat(api.read(entries + "/current").path("data").isNull()).isTrue();
    }
}
