package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Time entries of TrackingTime are kept in step in both directions (docs/contract.md, section 7). */
@Tag("long")
class TrackingTimeEntriesIT {
    private static final RunningDevledger DEVLEDGER = SharedDevledger.onANewDay(SharedTrackingTime.get());
    private static final Api API = DEVLEDGER.api();
    private static final Ledger LEDGER = new Ledger(API);
    private static final TrackingTimeThere THERE = new TrackingTimeThere(API, TrackingTimeThere.SANDBOX);

    private String task = "";
    private String taskThere = "";
    private Instant morning = Instant.EPOCH;

    @BeforeEach
    void a_task_is_there_in_both() {
        morning = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(40, ChronoUnit.HOURS);
        task = LEDGER.task(LEDGER.project("Clockwork " + System.nanoTime(), ""), "Wind up", "");
        sync();
        JsonNode links = API.read("/api/tasks/" + task).path("links");
        taskThere = elements(links).stream()
                .filter(link -> text(link, "connector").equals("trackingtime"))
                .map(link -> text(link, "remoteId"))
                .findFirst()
                .orElseThrow();
    }

    private static void sync() {
        for (int cycle = 0; cycle < 2; cycle++) {
            API.post(200, "/api/sync/run?connector=trackingtime", null);
            LockSupport.parkNanos(SharedTrackingTime.LONGER_THAN_SETTLE);
        }
    }

    private List<JsonNode> there() {
        String days = "&from=" + day(-20) + "&to=" + day(20);
        return elements(THERE.data("/events?filter=USER&id=" + TrackingTimeThere.ANA + days)).stream()
                .filter(each -> text(each, "tid").equals(taskThere))
                .toList();
    }

    private String day(int from) {
        return morning.plus(from, ChronoUnit.DAYS).toString().substring(0, 10);
    }

    private List<JsonNode> here() {
        return elements(API.read("/api/time-entries?task=" + task).path("items"));
    }

    private static JsonNode only(List<JsonNode> all) {
        assertThat(all).as(() -> API.get("/api/sync/status").json().toString()).hasSize(1);
        return all.getFirst();
    }

    private String local(Instant at) {
        return at.toString().replace('T', ' ').replace("Z", "");
    }

    @Test
    void what_is_logged_here_goes_there_and_edits_go_both_ways() {
        String body = """
            {"task": "%s", "start": "%s", "seconds": 1800, "note": "the spring"}\
            """.formatted(task, morning);
        String key = text(API.made("/api/time-entries", body), "key");
        sync();
        JsonNode there = only(there());
        assertThat(text(there, "n")).isEqualTo("the spring");
        assertThat(there.path("d").asLong()).isEqualTo(1800);

        API.patch(200, "/api/time-entries/" + key, "{\"note\": \"the mainspring\"}");
        sync();
        assertThat(text(only(there()), "n")).isEqualTo("the mainspring");

        THERE.put(
                "/events/update/" + text(there, "id"),
                "{'start': '" + local(morning) + "', 'end': '" + local(morning.plusSeconds(3600))
                        + "', 'timezone': 'GMT+0', 'notes': 'the hairspring', 'is_billed': true}");
        sync();
        JsonNode here = only(here());
        assertThat(text(here, "note")).isEqualTo("the hairspring");
        assertThat(here.path("seconds").asLong()).isEqualTo(3600);
        assertThat(text(here, "start")).isEqualTo(morning.toString());
        assertThat(here.path("billed").asBoolean()).isTrue();

        long version = here.path("version").asLong();
        sync();
        assertThat(only(here()).path("version").asLong()).isEqualTo(version);
        assertThat(there()).hasSize(1);
    }

    @Test
    void it_says_what_it_is_there_and_there_it_says_what_it_is_here() {
        JsonNode entry = logged("the spring");
        assertThat(link(entry)).isEqualTo("pending");
        sync();
        JsonNode there = only(there());
        JsonNode here = only(here());
        assertThat(link(here)).isEqualTo("synced");
        assertThat(text(linked(here), "remoteId")).isEqualTo(text(there, "id"));
        assertThat(elements(THERE.data("/events/" + text(there, "id")).path("custom_fields")))
                .anySatisfy(field -> {
                    assertThat(text(field, "name")).isEqualTo("DEVLEDGER_ID");
                    assertThat(text(field, "value")).isEqualTo(text(here, "id"));
                });
        assertThat(THERE.journal().stream().filter(call -> call.endsWith("/custom_fields/add")))
                .as("it is made once")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(elements(API.read("/api/time-entries?task=" + task + "&asOf=" + Instant.now())
                        .at("/items/0/links")))
                .isEmpty();
    }

    @Test
    void what_is_locked_there_is_a_conflict_with_choices_and_is_sent_once() {
        JsonNode entry = logged("the spring");
        sync();
        String id = text(only(there()), "id");
        THERE.control("/events/" + id, "{'locked': true}");
        API.patch(200, "/api/time-entries/" + text(entry, "key"), "{\"note\": \"the mainspring\"}");
        sync();
        JsonNode conflict = conflict(entry);
        long sent = updates(id);
        sync();
        assertThat(updates(id)).isEqualTo(sent).isEqualTo(1);
        assertThat(text(conflict, "kind")).isEqualTo("field");
        assertThat(text(conflict, "field")).isEqualTo("note");
        assertThat(text(conflict, "local") + text(conflict, "remote")).isEqualTo("the mainspringthe spring");
        JsonNode here = only(here());
        assertThat(link(here)).isEqualTo("conflict");
        assertThat(here.path("locked").asBoolean()).isTrue();
        assertThat(text(linked(here), "reason")).contains("Conflict " + text(conflict, "id"));

        API.post(200, "/api/sync/conflicts/" + text(conflict, "id") + "/resolve", "{\"choose\": \"remote\"}");
        sync();
        assertThat(text(only(here()), "note")).isEqualTo("the spring");
        assertThat(only(here()).path("locked").asBoolean()).isFalse();
        assertThat(link(only(here()))).isEqualTo("synced");
        JsonNode link = linked(only(here()));
        assertThat(Instant.parse(text(link, "syncedAt"))).isAfter(Instant.parse(text(entry, "createdAt")));
        assertThat(link.path("remoteUrl").isNull()).isTrue();
    }

    @Test
    void what_is_split_and_merged_here_is_so_there() {
        JsonNode entry = logged("the spring");
        sync();
        long seconds = only(there()).path("d").asLong();
        JsonNode parts = API.post(
                        200,
                        "/api/time-entries/" + text(entry, "key") + "/split",
                        "{\"at\": \"" + morning.plusSeconds(600) + "\"}")
                .json();
        sync();
        assertThat(there()).hasSize(2).extracting(each -> text(each, "n")).containsOnly("the spring");
        assertThat(there()).extracting(each -> each.path("d").asLong()).containsExactlyInAnyOrder(600L, seconds - 600);
        List<String> ids = elements(parts.path("items")).stream()
                .map(each -> "\"" + text(each, "id") + "\"")
                .toList();
        API.post(200, "/api/time-entries/merge", "{\"ids\": [" + String.join(",", ids) + "]}");
        sync();
        assertThat(only(there()).path("d").asLong()).isEqualTo(seconds);
        assertThat(link(only(here()))).isEqualTo("synced");
        assertThat(only(here()).path("seconds").asLong()).isEqualTo(seconds);
    }

    /** People know tasks by their keys and titles, and none by its id. */
    @Test
    void a_conflict_names_the_tasks_that_it_is_about() {
        JsonNode entry = logged("the spring");
        sync();
        String id = text(only(there()), "id");
        THERE.control("/events/" + id, "{'locked': true}");
        String other = LEDGER.task(API.get("/api/tasks/" + task).text("projectId"), "Wind down", "");
        API.patch(200, "/api/time-entries/" + text(entry, "key"), "{\"task\": \"" + other + "\"}");
        sync();
        JsonNode conflict = conflict(entry);
        String key = API.get("/api/tasks/" + task).text("key");
        String otherKey = API.get("/api/tasks/" + other).text("key");
        assertThat(conflict.path("local").toString()).contains(otherKey + " Wind down");
        assertThat(conflict.path("remote").toString()).contains(key + " Wind up");
        assertThat(text(conflict, "name")).contains(otherKey + " Wind down", "the spring");
        String told = API.read("/api/history?entity=" + text(entry, "id"))
                .path("items")
                .toString();
        for (String words : List.of(
                conflict.path("local").toString(),
                conflict.path("remote").toString(),
                conflict.path("effects").toString(),
                API.get(200, "/conflicts/" + text(conflict, "id")).body().replaceAll("<[^>]*>", " "),
                told.replaceAll("\"(?:id|changeSet|requestId)\":\"[^\"]*\"", "")
                        .replaceAll("/api/sync/conflicts/[-0-9a-f]{36}", ""))) {
            assertThat(words).doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-");
        }
        assertThat(told).contains(otherKey);
    }

    private JsonNode logged(String note) {
        String body = """
            {"task": "%s", "start": "%s", "seconds": 1800, "note": "%s"}\
            """.formatted(task, morning, note);
        return API.made("/api/time-entries", body);
    }

    private static String link(JsonNode entry) {
        return text(linked(entry), "state");
    }

    private static JsonNode linked(JsonNode entry) {
        return elements(entry.path("links")).stream()
                .filter(each -> text(each, "connector").equals("trackingtime"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode conflict(JsonNode entry) {
        return only(
                elements(API.read("/api/sync/conflicts?connector=trackingtime").path("items")).stream()
                        .filter(each -> each.at("/entity/key").asString().equals(text(entry, "key")))
                        .toList());
    }

    private static long updates(String id) {
        return THERE.journal().stream()
                .filter(call -> call.startsWith("PUT ") && call.endsWith("/events/update/" + id))
                .count();
    }

    @Test
    void what_is_logged_there_comes_here_once() {
        THERE.made(
                "/events/add",
                "{'user_id': " + TrackingTimeThere.ANA + ", 'task_id': " + taskThere + ", 'start': '"
                        + local(morning.plusSeconds(7200)) + "', 'end': '" + local(morning.plusSeconds(8100))
                        + "', 'duration': 900, 'timezone': 'GMT+0', 'notes': 'on the road'}");
        sync();
        sync();
        JsonNode here = only(here());
        assertThat(text(here, "note")).isEqualTo("on the road");
        assertThat(here.path("seconds").asLong()).isEqualTo(900);
        assertThat(there()).hasSize(1);
    }

    @Test
    void what_is_logged_in_one_service_is_in_the_other_once_and_what_is_edited_there_comes_back() {
        syncClickUp();
        THERE.made(
                "/events/add",
                "{'user_id': " + TrackingTimeThere.ANA + ", 'task_id': " + taskThere + ", 'start': '"
                        + local(morning.plusSeconds(10_800)) + "', 'end': '" + local(morning.plusSeconds(11_700))
                        + "', 'duration': 900, 'timezone': 'GMT+0', 'notes': 'on the train'}");
        for (int round = 0; round < 2; round++) {
            sync();
            syncClickUp();
        }
        JsonNode inClickUp = only(inClickUp());
        assertThat(text(inClickUp, "description")).isEqualTo("on the train");
        assertThat(text(inClickUp, "start"))
                .isEqualTo(String.valueOf(morning.plusSeconds(10_800).toEpochMilli()));

        API.send("PUT", clickUpEntries() + "/" + text(inClickUp, "id"), "{\"description\": \"on the bus\"}")
                .expect(200);
        syncClickUp();
        sync();
        assertThat(text(only(there()), "n")).isEqualTo("on the bus");
        assertThat(text(only(here()), "note")).isEqualTo("on the bus");
        assertThat(inClickUp()).hasSize(1);
    }

    private static void syncClickUp() {
        for (int cycle = 0; cycle < 2; cycle++) {
            API.post(200, "/api/sync/run?connector=clickup", null);
            LockSupport.parkNanos(SharedTrackingTime.LONGER_THAN_SETTLE);
        }
    }

    private static String clickUpEntries() {
        String team = API.read("/sandbox/clickup/api/v2/team").at("/teams/0/id").asString();
        return "/sandbox/clickup/api/v2/team/" + team + "/time_entries";
    }

    /** Those of the task. */
    private List<JsonNode> inClickUp() {
        String task = elements(here().getFirst().path("links")).stream()
                .filter(each -> text(each, "connector").equals("clickup"))
                .map(each -> text(each, "remoteId"))
                .findFirst()
                .orElse("");
        return elements(API.read(clickUpEntries() + "?assignee=183&start_date="
                                + morning.minus(20, ChronoUnit.DAYS).toEpochMilli() + "&end_date="
                                + morning.plus(20, ChronoUnit.DAYS).toEpochMilli())
                        .path("data"))
                .stream()
                .filter(each -> text(each, "id").equals(task)
                        || text(each, "start")
                                .equals(String.valueOf(
                                        morning.plusSeconds(10_800).toEpochMilli())))
                .toList();
    }
}
