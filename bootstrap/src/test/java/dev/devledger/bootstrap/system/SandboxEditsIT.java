package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Ledger.eventually;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static dev.devledger.bootstrap.system.Sandbox.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people do in TickTick is not overwritten, and what they ask of it through Devledger goes through. */
class SandboxEditsIT {
    private static final Api API = SharedDevledger.onANewDay().api();
    private static final Ledger LEDGER = new Ledger(API);
    private static final Sandbox TICKTICK = new Sandbox(API);

    @BeforeEach
    @AfterEach
    void nothing_is_wrong_and_nothing_waits() {
        TICKTICK.calm();
        Wait.untilSynced(API); // whatever other classes have left
        TICKTICK.calm();
    }

    @Test
    void an_edit_of_the_same_field_there_is_not_overwritten_and_waits_with_its_reason() {
        String project = LEDGER.project("Same field", "");
        String card = LEDGER.card(project);
        TICKTICK.edit(card, "title", "Same field", "Typed in the app");
        LEDGER.patchProject(project, "{\"name\":\"Typed here\"}");
        waitsBecause(project, "it was changed in TickTick as well: title");
        assertThat(text(card(card), "title")).isEqualTo("Typed in the app");
        assertThat(LEDGER.syncStatus().path("pending").asInt()).isEqualTo(1);
        letGo(project);
    }

    @Test
    void an_edit_of_another_field_there_stays_while_ours_goes_over() {
        String project = LEDGER.project("Other field", ",\"priority\":\"low\"");
        String card = LEDGER.card(project);
        TICKTICK.edit(card, "priority", "1", "5");
        LEDGER.patchProject(project, "{\"name\":\"Other field, renamed\"}");
        waitsBecause(project, "it was changed in TickTick as well: priority");
        assertThat(text(card(card), "title")).isEqualTo("Other field, renamed");
        assertThat(card(card).path("priority").asInt()).isEqualTo(5);
        letGo(project);
    }

    @Test
    void what_the_ledger_does_not_know_survives_every_push() {
        String project = LEDGER.project("Unknown fields", ",\"dueDate\":\"2027-05-01\"");
        String card = LEDGER.card(project);
        TICKTICK.update(
                list(),
                card,
                "\"reminders\":[\"TRIGGER:PT0S\"],\"repeatFlag\":\"RRULE:FREQ=WEEKLY;INTERVAL=1\",\"columnId\":\"column7\"");
        JsonNode before = card(card);
        assertThat(text(before, "repeatFlag")).isNotEmpty();

        for (String edit : List.of(
                "{\"name\":\"Unknown fields, renamed\"}",
                "{\"tags\":[\"new\"],\"priority\":\"high\"}",
                "{\"dueDate\":\"2027-05-08\"}",
                "{\"description\":\"more\"}")) {
            LEDGER.patchProject(project, edit);
            LEDGER.card(project);
        }
        JsonNode after = card(card);
        assertThat(text(after, "title")).isEqualTo("Unknown fields, renamed");
        assertThat(texts(after, "tags")).containsExactly("new", "planned");
        for (String field : List.of("reminders", "repeatFlag", "columnId", "sortOrder", "createdTime")) {
            assertThat(after.path(field)).as(field).isEqualTo(before.path(field));
        }
    }

    /** On a busy machine one of the four may come too late, but not each time. */
    @Test
    void a_run_waits_for_the_cycle_under_way_and_all_who_wait_share_the_next() {
        LEDGER.card(LEDGER.project("Before the runs", ""));
        eventually(() -> assertThat(cyclesOfFourRuns())
                .as("the one under way and the shared one")
                .isEqualTo(2));
    }

    private static long cyclesOfFourRuns() {
        LEDGER.idle();
        String before = text(cycles().getFirst(), "id");
        TICKTICK.fault("delay", 1, "POST /task$", 1_500);
        LEDGER.project("Slow card after " + before, "");
        LEDGER.eventuallyStatus(
                status -> assertThat(text(status, "state")).as("state").isEqualTo("running"));
        List<CompletableFuture<JsonNode>> runs = Stream.generate(() -> CompletableFuture.supplyAsync(LEDGER::sync))
                .limit(4)
                .toList();
        assertThat(runs).extracting(CompletableFuture::join).allSatisfy(report -> {
            assertThat(report.propertyNames())
                    .containsExactlyInAnyOrder(
                            "connector", "pulled", "pushed", "conflicts", "remoteRequests", "durationMs");
            assertThat(text(report, "connector")).isEqualTo("ticktick");
        });
        LEDGER.idle();
        return cycles().stream()
                .takeWhile(cycle -> !text(cycle, "id").equals(before))
                .count();
    }

    @Test
    void cycles_are_listed_newest_first() {
        String project = LEDGER.project("Listed", "");
        LEDGER.card(project);
        LEDGER.idle();
        LEDGER.sync();
        List<JsonNode> items =
                Sandbox.elements(API.read("/api/sync/cycles?limit=20").path("items"));
        assertThat(items).hasSizeBetween(2, 20);
        assertThat(items)
                .isSortedAccordingTo(Comparator.comparing(
                        (JsonNode each) -> Instant.parse(each.path("startedAt").asString()),
                        Comparator.reverseOrder()));
        assertThat(items.getFirst().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "kind",
                        "startedAt",
                        "finishedAt",
                        "complete",
                        "pulled",
                        "pushed",
                        "conflicts",
                        "remoteRequests",
                        "error");
        assertThat(items.getFirst().path("pushed").asInt()).isZero();
        // What waited from the tests before may have had cycles of its own since.
        JsonNode push = items.stream()
                .filter(each -> each.path("pushed").asInt() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(push.path("pushed").asInt()).isEqualTo(1);
        assertThat(push.path("complete").asBoolean()).isTrue();
    }

    @Test
    void the_nine_calls_go_through_with_ticktick_s_own_json() {
        String list = API.post(200, "/api/ticktick/projects", "{\"name\":\"Errands\",\"color\":\"#F18181\"}")
                .text("id");
        String path = "/api/ticktick/projects/" + list;
        assertThat(API.read("/api/ticktick/projects").isArray()).isTrue();
        assertThat(API.post(200, path, "{\"name\":\"Errands today\"}").text("name"))
                .isEqualTo("Errands today");
        JsonNode task = API.post(
                        200,
                        "/api/ticktick/tasks",
                        "{\"title\":\"Milk\",\"projectId\":\"" + list + "\",\"priority\":3}")
                .json();
        String tasks = path + "/tasks/" + text(task, "id");
        assertThat(task.path("priority").asInt()).isEqualTo(3);
        assertThat(API.post(200, tasks, "{\"title\":\"Oat milk\"}").text("title"))
                .isEqualTo("Oat milk");
        JsonNode one = API.read(path);
        assertThat(one.propertyNames()).contains("project", "tasks");
        assertThat(text(one.at("/tasks/0"), "title")).isEqualTo("Oat milk");
        API.post(204, tasks + "/complete", null);
        assertThat(API.get(path).json().path("tasks")).isEmpty();
        API.delete(204, tasks);
        API.delete(204, path);
        API.get(404, path);
    }

    private static void waitsBecause(String project, String reason) {
        eventually(() -> {
            JsonNode link = LEDGER.projectLink(project);
            assertThat(text(link, "state")).isEqualTo("pending");
            assertThat(text(link, "reason")).contains(reason);
        });
    }

    /** What waits for a cycle that reads would wait in the next test, too. */
    private static void letGo(String project) {
        LEDGER.patchProject(project, "{\"placement\":\"none\"}");
    }

    /** Newest first. */
    private static List<JsonNode> cycles() {
        return Sandbox.elements(API.read("/api/sync/cycles?limit=200").path("items"));
    }

    private static String list() {
        return TICKTICK.list("Dev Projects");
    }

    private static JsonNode card(String id) {
        return TICKTICK.task(list(), id);
    }
}
