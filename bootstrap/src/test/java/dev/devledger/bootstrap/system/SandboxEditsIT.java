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
    void an_edit_that_is_the_same_on_both_sides_is_agreed_on() {
        String project = LEDGER.project("Both", "");
        String card = LEDGER.card(project);
        TICKTICK.edit(card, "title", "Both", "Both the same");
        LEDGER.patchProject(project, "{\"name\":\"Both the same\"}");
        assertThat(LEDGER.card(project)).isEqualTo(card);
        assertThat(TICKTICK.requestsAbout(card)).doesNotContainKey("POST");
    }

    @Test
    void a_card_that_was_changed_there_is_not_deleted_there() {
        String project = LEDGER.project("Deleted here", "");
        String card = LEDGER.card(project);
        TICKTICK.edit(card, "note", "", "I still need that");
        API.delete("/api/projects/" + project).expect(200);
        LEDGER.sync();
        JsonNode asked = LEDGER.projectLink(project);
        assertThat(text(asked, "state")).isEqualTo("conflict");
        assertThat(text(asked, "reason")).contains("deleted in Devledger").contains("it was changed in TickTick later");
        assertThat(open("Deleted here")).hasSize(1);
        String conflict = text(asked, "reason").replaceFirst("Conflict ([^:]+): .*", "$1");
        API.post("/api/sync/conflicts/" + conflict + "/resolve", "{\"choose\":\"local\"}")
                .expect(200);
        LEDGER.sync();
        assertThat(open("Deleted here")).isEmpty();
    }

    @Test
    void a_card_that_was_deleted_there_is_not_made_again_and_says_so() {
        String project = LEDGER.project("Deleted there", "");
        String card = LEDGER.card(project);
        TICKTICK.press(card, "delete");
        LEDGER.patchProject(project, "{\"name\":\"Deleted there, edited here\"}");
        eventually(() -> {
            JsonNode link = LEDGER.projectLink(project);
            assertThat(text(link, "state")).isEqualTo("refused");
            assertThat(text(link, "reason")).contains("kept another title");
        });
        LEDGER.sync();
        assertThat(open("Deleted there")).isEmpty();
        assertThat(open("Deleted there, edited here")).isEmpty();
        // A second look, a settle time later, would ask; who deletes it here as well waits for neither.
        API.delete("/api/projects/" + project).expect(200);
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
        List<JsonNode> items = Sandbox.elements(
                API.get("/api/sync/cycles?limit=20").expect(200).json().path("items"));
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
        String list = API.post("/api/ticktick/projects", "{\"name\":\"Errands\",\"color\":\"#F18181\"}")
                .expect(200)
                .text("id");
        String path = "/api/ticktick/projects/" + list;
        assertThat(API.get("/api/ticktick/projects").expect(200).json().isArray())
                .isTrue();
        assertThat(API.post(path, "{\"name\":\"Errands today\"}").expect(200).text("name"))
                .isEqualTo("Errands today");
        JsonNode task = API.post(
                        "/api/ticktick/tasks", "{\"title\":\"Milk\",\"projectId\":\"" + list + "\",\"priority\":3}")
                .expect(200)
                .json();
        String tasks = path + "/tasks/" + text(task, "id");
        assertThat(task.path("priority").asInt()).isEqualTo(3);
        assertThat(API.post(tasks, "{\"title\":\"Oat milk\"}").expect(200).text("title"))
                .isEqualTo("Oat milk");
        JsonNode one = API.get(path).expect(200).json();
        assertThat(one.propertyNames()).contains("project", "tasks");
        assertThat(text(one.path("tasks").path(0), "title")).isEqualTo("Oat milk");
        API.post(tasks + "/complete", null).expect(204);
        assertThat(API.get(path).json().path("tasks")).isEmpty();
        API.delete(tasks).expect(204);
        API.delete(path).expect(204);
        API.get(path).expect(404);
    }

    @Test
    void the_nine_calls_tell_what_ticktick_answers_instead() {
        LEDGER.card(LEDGER.project("Before the errors", ""));
        API.get("/api/ticktick/projects/0123456789abcdef01234567").expect(404);
        API.post("/api/ticktick/projects/" + list() + "/tasks/0123456789abcdef01234567", "{\"title\":\"x\"}")
                .expect(404);
        assertThat(API.post("/api/ticktick/tasks", "{\"projectId\":\"" + list() + "\"}")
                        .expect(502)
                        .text("errorCode"))
                .isNotEmpty();
        problem(API.post("/api/ticktick/tasks", "[1]"), 400);
        TICKTICK.fault("unauthorized", 1, "/project$");
        problem(API.get("/api/ticktick/projects"), 409);
        TICKTICK.fault("error-500", 1, "/project$");
        Api.Answer refused = API.get("/api/ticktick/projects");
        problem(refused, 502);
        assertThat(refused.text("errorCode")).isEqualTo("unknown_exception");
        TICKTICK.fault("drop-answer", 9, "/project$");
        problem(API.get("/api/ticktick/projects"), 503);
        TICKTICK.calm();
        TICKTICK.fault("nonsense", 9, "/project$");
        assertThat(API.get("/api/ticktick/projects").status()).isIn(502, 503);
    }

    private static void problem(Api.Answer answer, int status) {
        answer.expect(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("detail")).isNotEmpty();
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
        return Sandbox.elements(
                API.get("/api/sync/cycles?limit=200").expect(200).json().path("items"));
    }

    private static String list() {
        return TICKTICK.list("Dev Projects");
    }

    private static JsonNode card(String id) {
        return TICKTICK.task(list(), id);
    }

    private static List<JsonNode> open(String title) {
        return TICKTICK.openNamed(list(), title);
    }
}
