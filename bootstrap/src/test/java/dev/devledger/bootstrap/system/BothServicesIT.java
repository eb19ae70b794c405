package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Ledger.eventually;
import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One ledger, TickTick and ClickUp: what one of them brings is in the other, once, and nothing goes round in circles. */
@Tag("long")
class BothServicesIT {
    private static final RunningDevledger DEVLEDGER = SharedDevledger.onANewDay(SharedClickUp.get());
    private static final Api API = DEVLEDGER.api();
    private static final Ledger LEDGER = new Ledger(API);
    private static final Tools TOOLS = new Tools(DEVLEDGER);
    private static final Sandbox TICKTICK = new Sandbox(API);
    private static final ClickUpThere CLICKUP = new ClickUpThere(API);

    @BeforeEach
    void nothing_waits() {
        TICKTICK.calm();
        CLICKUP.calm();
        untilQuiet();
    }

    private static List<JsonNode> run() {
        return elements(API.post(200, "/api/sync/run", null).json().path("items"));
    }

    /** Cycles of both, side by side, until one had nothing to do and nothing waits. */
    private static void untilQuiet() {
        until(
                "quiet",
                () -> run().stream()
                                .allMatch(report -> report.path("pulled").asInt()
                                                + report.path("pushed").asInt()
                                        == 0)
                        && statuses().stream()
                                .allMatch(status -> status.path("pending").asInt() == 0));
    }

    private static void until(String what, BooleanSupplier holds) {
        for (int i = 0; i < 200; i++) {
            if (holds.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(SharedClickUp.LONGER_THAN_SETTLE);
        }
        throw new AssertionError("still not: " + what + " " + statuses());
    }

    private static List<JsonNode> statuses() {
        return elements(API.read("/api/sync/status").path("items"));
    }

    private static JsonNode status(String connector) {
        return statuses().stream()
                .filter(each -> text(each, "connector").equals(connector))
                .findFirst()
                .orElseThrow();
    }

    /** Where a project or task is in a service, once it is in step with it. */
    private static String in(String connector, String path) {
        List<String> found = new ArrayList<>();
        eventually(() -> {
            JsonNode link = elements(API.read(path).path("links")).stream()
                    .filter(each -> text(each, "connector").equals(connector))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no link with " + connector));
            assertThat(text(link, "state")).as(link.toString()).isEqualTo("synced");
            found.add(text(link, "remoteId"));
        });
        return found.getLast();
    }

    private record Twin(String task, String ticktick, String clickup) {
        static Twin of(String project, String title) {
            return of(LEDGER.task(project, title, ""));
        }

        static Twin of(String task) {
            return new Twin(task, in("ticktick", "/api/tasks/" + task), in("clickup", "/api/tasks/" + task));
        }

        String inTickTick() {
            return text(TICKTICK.task(TICKTICK.list(TwoWay.CARDS), ticktick), "title");
        }

        String inClickUp() {
            return text(CLICKUP.task(clickup), "name");
        }
    }

    private static List<JsonNode> conflicts(String entity) {
        return Samples.all(API, "/api/sync/conflicts?limit=200").stream()
                .filter(each -> text(each.path("entity"), "id").equals(entity))
                .toList();
    }

    /** Each answer is made with its write, before any cycle has begun; docs/contract.md, section 5. */
    @Test
    void a_project_waits_for_each_service_from_its_first_answer_on() {
        JsonNode made = API.made("/api/projects", "{\"name\":\"Waits for both\"}");
        assertThat(statesOf(made)).containsOnly(entry("ticktick", "pending"), entry("clickup", "pending"));
        String project = "/api/projects/" + text(made, "id");
        in("ticktick", project);
        in("clickup", project);
        JsonNode renamed =
                API.patch(200, project, "{\"name\":\"Waits for both again\"}").json();
        assertThat(statesOf(renamed)).containsOnly(entry("ticktick", "pending"), entry("clickup", "pending"));

        String list = "/api/projects/"
                + text(API.made("/api/projects", "{\"name\":\"A list in both\",\"placement\":\"list\"}"), "id");
        in("ticktick", list);
        assertThat(statesOf(API.patch(200, list, "{\"name\":\"A list again\"}").json()))
                .containsEntry("ticktick", "pending");
        JsonNode nowhere = API.made("/api/projects", "{\"name\":\"Nowhere\",\"placement\":\"none\"}");
        assertThat(statesOf(nowhere)).isEmpty();
    }

    private static Map<String, String> statesOf(JsonNode entity) {
        return elements(entity.path("links")).stream()
                .collect(Collectors.toMap(each -> text(each, "connector"), each -> text(each, "state")));
    }

    @Test
    void an_edit_in_one_is_in_the_other_within_two_cycles_and_nothing_echoes() {
        Twin twin = Twin.of(LEDGER.project("In both", ""), "Typed here");
        untilQuiet();

        TICKTICK.editInApp(twin.ticktick, "{\"title\":\"Typed in TickTick\"}");
        run();
        run();
        assertThat(twin.inClickUp()).isEqualTo("Typed in TickTick");

        CLICKUP.edit(twin.clickup, "{\"name\":\"Typed in ClickUp\"}");
        run();
        run();
        assertThat(twin.inTickTick()).isEqualTo("Typed in ClickUp");
        assertThat(Samples.texts(API.read("/api/tasks/" + twin.task + "/history"), "actor"))
                .contains("ticktick", "clickup", "owner");

        untilQuiet();
        TICKTICK.calm();
        CLICKUP.calm();
        String head = head();
        run();
        run();
        run();
        assertThat(head()).isEqualTo(head);
        assertThat(TICKTICK.writes()).isZero();
        assertThat(CLICKUP.writes()).isEmpty();
    }

    private static String head() {
        return API.read("/api/projections/history").path("head").toString();
    }

    @Test
    void a_collision_of_all_three_is_a_conflict_with_each_and_one_choice_settles_both() {
        Twin twin = Twin.of(LEDGER.project("Collides", ""), "Collides in all three");
        untilQuiet();
        TICKTICK.editInApp(twin.ticktick, "{\"content\":\"of TickTick\"}");
        CLICKUP.edit(twin.clickup, "{\"markdown_content\":\"of ClickUp\"}");
        LEDGER.patchTask(twin.task, "{\"description\":\"of the ledger\"}");
        run();
        run();

        List<JsonNode> both = conflicts(twin.task);
        assertThat(both)
                .extracting(each -> text(each, "connector"), each -> text(each, "local"), each -> text(each, "remote"))
                .containsExactlyInAnyOrder(
                        tuple("ticktick", "of the ledger", "of TickTick"),
                        tuple("clickup", "of the ledger", "of ClickUp"));
        assertThat(both).allMatch(each -> text(each, "state").equals("open"));
        assertEachNamesTheOther(both, "open");
        assertThat(TOOLS.call("resolve_sync_conflicts", "{\"limit\": 100}").text())
                .contains("; the same choice settles clickup " + id(both, "clickup"))
                .contains("; the same choice settles ticktick " + id(both, "ticktick"));
        ToolAnswer shown = TOOLS.call(
                "get_task",
                "{\"tasks\": [\"" + API.get("/api/tasks/" + twin.task).text("key") + "\"]}");
        assertEachNamesTheOther(elements(shown.structured().at("/tasks/0/conflicts")), "open");
        assertThat(shown.text()).contains(id(both, "clickup") + " with clickup (description)", "also settles it with");

        JsonNode chosen = API.post(
                        200,
                        "/api/sync/conflicts/" + id(both, "ticktick") + "/resolve",
                        "{\"choose\":\"value\",\"value\":\"of all three\"}")
                .json();
        assertThat(text(chosen, "state")).isEqualTo("resolved");
        assertThat(elements(chosen.path("alsoIn")))
                .extracting(each -> text(each, "connector"), each -> text(each, "id"), each -> text(each, "state"))
                .containsExactly(tuple("clickup", id(both, "clickup"), "resolved"));
        untilQuiet();

        assertThat(conflicts(twin.task)).isEmpty();
        assertThat(text(TICKTICK.task(TICKTICK.list(TwoWay.CARDS), twin.ticktick), "content"))
                .isEqualTo("of all three");
        assertThat(text(CLICKUP.task(twin.clickup), "markdown_description")).isEqualTo("of all three");
    }

    private static void assertEachNamesTheOther(List<JsonNode> both, String state) {
        assertThat(both)
                .extracting(
                        each -> text(each, "connector"), each -> named(each, "connector"), each -> named(each, "id"))
                .containsExactlyInAnyOrder(
                        tuple("ticktick", "clickup", id(both, "clickup")),
                        tuple("clickup", "ticktick", id(both, "ticktick")));
        assertThat(both).allMatch(each -> named(each, "state").equals(state));
    }

    private static String named(JsonNode conflict, String field) {
        assertThat(elements(conflict.path("alsoIn"))).as(conflict.toString()).hasSize(1);
        return text(conflict.at("/alsoIn/0"), field);
    }

    private static String id(List<JsonNode> conflicts, String connector) {
        return conflicts.stream()
                .filter(each -> text(each, "connector").equals(connector))
                .map(each -> text(each, "id"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isDeleted(String task) {
        return !API.read("/api/tasks/" + task).path("deletedAt").isNull();
    }

    @Test
    void what_is_deleted_in_clickup_is_in_ticktick_until_a_person_has_said_so() {
        Twin twin = Twin.of(LEDGER.project("Asks first", ""), "Deleted there");
        untilQuiet();
        CLICKUP.delete("/task/" + twin.clickup);
        until("asked", () -> {
            run();
            return !conflicts(twin.task).isEmpty();
        });
        assertThat(isDeleted(twin.task)).isFalse();
        assertThat(twin.inTickTick()).isEqualTo("Deleted there");
        JsonNode asked = conflicts(twin.task).getFirst();
        assertThat(Samples.texts(API.read("/api/tasks/" + twin.task + "/history"), "summary"))
                .filteredOn(each -> each.contains(text(asked, "id")))
                .singleElement()
                .asString()
                .startsWith("It was deleted in clickup, and deletions there are made here only when you say so"
                        + " (devledger.clickup.deletions is ask). It stays in Devledger until you choose: local creates it"
                        + " again in clickup, remote deletes it in Devledger too");

        API.post(200, "/api/sync/conflicts/" + text(asked, "id") + "/resolve", "{\"choose\":\"remote\"}");
        until("gone in the other", () -> {
            run();
            return TICKTICK.openNamed(TICKTICK.list(TwoWay.CARDS), "Deleted there")
                    .isEmpty();
        });
        assertThat(isDeleted(twin.task)).isTrue();
    }
}
