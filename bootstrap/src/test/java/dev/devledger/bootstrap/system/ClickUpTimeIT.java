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
        String team =
                api.get(CLICKUP + "/team").expect(200).json().at("/teams/0/id").asString();
        entries = CLICKUP + "/team/" + team + "/time_entries";
        project = api.post("/api/projects", "{\"name\": \"Clockwork\"}")
                .expect(201)
                .json()
                .path("key")
                .asString();
    }

    @BeforeEach
    void a_task_is_there_in_both() {
        JsonNode made = api.post("/api/projects/" + project + "/tasks", "{\"title\": \"Wind up\"}")
                .expect(201)
                .json();
        task = made.path("key").asString();
        sync();
        taskThere = api.get("/api/tasks/" + task)
                .expect(200)
                .json()
                .path("links")
                .valueStream()
                .filter(link -> link.path("connector").asString().equals("clickup"))
                .findFirst()
                .orElseThrow()
                .path("remoteId")
                .asString();
    }

    private static void sync() {
        api.post("/api/sync/run?connector=clickup", null).expect(200);
        LockSupport.parkNanos(SharedClickUp.LONGER_THAN_SETTLE);
        api.post("/api/sync/run?connector=clickup", null).expect(200);
    }

    private String log(Instant start, String note) {
        return api.post("/api/time-entries", """
            {"task": "%s", "start": "%s", "seconds": 1800, "note": "%s", "tags": ["deep"], "billable": true}\
            """.formatted(task, start, note))
                .expect(201)
                .json()
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
        return api.get(entries + "?assignee=183&start_date="
                        + morning.minus(20, ChronoUnit.DAYS).toEpochMilli() + "&end_date="
                        + morning.plus(20, ChronoUnit.DAYS).toEpochMilli())
                .expect(200)
                .json();
    }

    private List<JsonNode> here() {
        return api.get("/api/time-entries?task=" + task)
                .expect(200)
                .json()
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

        api.patch("/api/time-entries/" + key, "{\"note\": \"the mainspring\"}").expect(200);
        sync();
        assertThat(only(there()).path("description").asString()).isEqualTo("the mainspring");

        api.put(entries + "/" + there.path("id").asString(), """
            {"description": "the hairspring", "tags": [], "tag_action": "replace", "billable": false,
             "start": %d, "end": %d, "tid": "%s"}\
            """.formatted(
                        morning.toEpochMilli(), morning.plusSeconds(3600).toEpochMilli(), taskThere))
                .expect(200);
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
    void what_is_logged_there_comes_here_once() {
        api.post(entries, """
            {"start": %d, "duration": 900000, "assignee": 183, "tid": "%s", "description": "on the road"}\
            """.formatted(morning.plusSeconds(7200).toEpochMilli(), taskThere))
                .expect(200);
        sync();
        sync();
        JsonNode here = only(here());
        assertThat(here.path("note").asString()).isEqualTo("on the road");
        assertThat(here.path("seconds").asLong()).isEqualTo(900);
        assertThat(here.path("start").asString())
                .isEqualTo(morning.plusSeconds(7200).toString());
        assertThat(there()).hasSize(1);
        assertThat(api.get("/api/tasks/" + task).json().path("trackedSeconds").asLong())
                .isEqualTo(900);
    }

    @Test
    void what_is_deleted_here_goes_there_and_what_is_deleted_there_is_asked_about() {
        String first = log(morning.plusSeconds(14_400), "first");
        String second = log(morning.plusSeconds(18_000), "second");
        sync();
        assertThat(there()).hasSize(2);
        api.delete("/api/time-entries/" + first).expect(200);
        sync();
        JsonNode left = only(there());
        assertThat(left.path("description").asString()).isEqualTo("second");

        api.delete(entries + "/" + left.path("id").asString()).expect(200);
        sync();
        assertThat(here()).hasSize(1);
        JsonNode held = only(api.get("/api/sync/approvals?connector=clickup")
                .expect(200)
                .json()
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
                        "/api/sync/approvals",
                        "{\"planHash\": \"" + held.path("planHash").asString() + "\"}")
                .expect(201);
        sync();
        sync();
        assertThat(here()).isEmpty();
    }

    @Test
    void a_timer_runs_in_both_and_is_stopped_in_both() {
        api.post("/api/timer/start", "{\"task\": \"" + task + "\", \"note\": \"ticking\"}")
                .expect(201);
        sync();
        JsonNode running = api.get(entries + "/current").expect(200).json().path("data");
        assertThat(running.at("/task/id").asString()).isEqualTo(taskThere);
        assertThat(running.path("duration").asLong()).isNegative();

        api.post(entries + "/stop", "{}").expect(200);
        sync();
        assertThat(only(here()).path("running").asBoolean()).isFalse();
        assertThat(only(there()).path("description").asString()).isEqualTo("ticking");

        api.post(entries + "/start", "{\"tid\": \"" + taskThere + "\"}").expect(200);
        sync();
        assertThat(api.get("/api/timer").expect(200).json().path("taskKey").asString())
                .isEqualTo(task);
        api.post("/api/timer/stop", "{}").expect(200);
        sync();
        assertThat(api.get(entries + "/current").expect(200).json().path("data").isNull())
                .isTrue();
        assertThat(there()).hasSize(2);
    }
}
