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
import java.util.stream.IntStream;
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
        return elements(API.post("/api/sync/run", null).expect(200).json().path("items"));
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
        return elements(API.get("/api/sync/status").expect(200).json().path("items"));
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
            JsonNode link = elements(API.get(path).expect(200).json().path("links")).stream()
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
        JsonNode made = API.post("/api/projects", "{\"name\":\"Waits for both\"}")
                .expect(201)
                .json();
        assertThat(statesOf(made)).containsOnly(entry("ticktick", "pending"), entry("clickup", "pending"));
        String project = "/api/projects/" + text(made, "id");
        in("ticktick", project);
        in("clickup", project);
        JsonNode renamed = API.patch(project, "{\"name\":\"Waits for both again\"}")
                .expect(200)
                .json();
        assertThat(statesOf(renamed)).containsOnly(entry("ticktick", "pending"), entry("clickup", "pending"));

        String list = "/api/projects/"
                + text(
                        API.post("/api/projects", "{\"name\":\"A list in both\",\"placement\":\"list\"}")
                                .expect(201)
                                .json(),
                        "id");
        in("ticktick", list);
        assertThat(statesOf(API.patch(list, "{\"name\":\"A list again\"}")
                        .expect(200)
                        .json()))
                .containsEntry("ticktick", "pending");
        JsonNode nowhere = API.post("/api/projects", "{\"name\":\"Nowhere\",\"placement\":\"none\"}")
                .expect(201)
                .json();
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
        assertThat(Samples.texts(
                        API.get("/api/tasks/" + twin.task + "/history")
                                .expect(200)
                                .json(),
                        "actor"))
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
        return API.get("/api/projections/history")
                .expect(200)
                .json()
                .path("head")
                .toString();
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
                        "/api/sync/conflicts/" + id(both, "ticktick") + "/resolve",
                        "{\"choose\":\"value\",\"value\":\"of all three\"}")
                .expect(200)
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

    /** What is a card in one is a list in the other. */
    @Test
    void a_project_that_collides_with_both_is_settled_by_one_choice_too() {
        String project = LEDGER.project("Collides itself", "");
        String card = in("ticktick", "/api/projects/" + project);
        String list = in("clickup", "/api/projects/" + project);
        untilQuiet();
        TICKTICK.editInApp(card, "{\"content\":\"of TickTick\"}");
        API.put(ClickUpThere.API + "/list/" + list, "{\"content\":\"of ClickUp\"}")
                .expect(200);
        API.patch("/api/projects/" + project, "{\"description\":\"of the ledger\"}")
                .expect(200);
        run();
        run();

        List<JsonNode> both = conflicts(project);
        assertEachNamesTheOther(both, "open");
        API.post("/api/sync/conflicts/" + id(both, "clickup") + "/resolve", "{\"choose\":\"remote\"}")
                .expect(200);
        untilQuiet();

        assertThat(conflicts(project)).isEmpty();
        assertThat(text(TICKTICK.task(TICKTICK.list(TwoWay.CARDS), card), "content"))
                .isEqualTo("of ClickUp");
        assertThat(text(CLICKUP.get("/list/" + list), "content")).isEqualTo("of ClickUp");
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
        return text(conflict.path("alsoIn").path(0), field);
    }

    private static String id(List<JsonNode> conflicts, String connector) {
        return conflicts.stream()
                .filter(each -> text(each, "connector").equals(connector))
                .map(each -> text(each, "id"))
                .findFirst()
                .orElseThrow();
    }

    /** It answers an empty object to a tag, whether it has taken it or not: only a look at the task tells. */
    @Test
    void a_tag_that_clickup_took_and_ignored_is_told_and_stays_in_the_ledger() {
        Twin twin = Twin.of(LEDGER.project("Tagged", ""), "Is tagged");
        untilQuiet();
        CLICKUP.fault("ignored", 1, "POST /task/.*/tag/kept");
        LEDGER.patchTask(twin.task, "{\"tags\":[\"kept\"]}");
        eventually(() -> assertThat(
                        statesOf(API.get("/api/tasks/" + twin.task).expect(200).json()))
                .containsEntry("clickup", "refused"));
        run();
        run();
        JsonNode task = API.get("/api/tasks/" + twin.task).expect(200).json();
        assertThat(task.path("tags").toString()).isEqualTo("[\"kept\"]");
        assertThat(elements(task.path("links")))
                .filteredOn(each -> text(each, "connector").equals("clickup"))
                .singleElement()
                .satisfies(link ->
                        assertThat(text(link, "reason")).isEqualTo("ClickUp reported success, but kept another tags"));

        CLICKUP.calm();
        LEDGER.patchTask(twin.task, "{\"tags\":[\"kept\",\"more\"]}");
        in("clickup", "/api/tasks/" + twin.task);
        String path = "/task/" + twin.clickup;
        assertThat(CLICKUP.writes()).containsExactly("POST " + path + "/tag/kept", "POST " + path + "/tag/more");
        assertThat(CLICKUP.calls())
                .as("its script, a look before it, and one after it")
                .filteredOn(call -> !call.endsWith("/comment"))
                .containsExactly(
                        "GET " + path, "POST " + path + "/tag/kept", "POST " + path + "/tag/more", "GET " + path);
        assertThat(Samples.texts(elements(CLICKUP.task(twin.clickup).path("tags")), "name"))
                .containsExactlyInAnyOrder("kept", "more");
    }

    @Test
    void many_deletions_in_one_wait_before_they_reach_the_other() {
        String project = LEDGER.project("Loses many", "");
        List<Twin> twins = IntStream.range(0, 8)
                .mapToObj(i -> LEDGER.task(project, "One of many " + i, ""))
                .toList() // all of them, before the first is waited for
                .stream()
                .map(Twin::of)
                .toList();
        String list = in("clickup", "/api/projects/" + project);
        untilQuiet();
        List<Twin> gone = twins.subList(0, 6); // more than five, and more than a tenth of the list
        gone.forEach(twin -> TICKTICK.inApp(twin.ticktick, "delete", ""));

        until("held", () -> {
            run();
            return status("ticktick").path("held").asInt() == 6;
        });
        run();
        assertThat(gone).allMatch(twin -> !isDeleted(twin.task));
        assertThat(CLICKUP.titles(list)).hasSize(8);
        assertThat(text(LEDGER.atRest("ticktick"), "message")).contains("6 changes wait for your approval");

        agreed("ticktick");
        run();
        assertThat(gone).allMatch(twin -> isDeleted(twin.task));
        until("held on the way to the other as well, or done there", () -> {
            run();
            agreed("clickup");
            return CLICKUP.titles(list).size() == 2;
        });
    }

    private static boolean isDeleted(String task) {
        return !API.get("/api/tasks/" + task)
                .expect(200)
                .json()
                .path("deletedAt")
                .isNull();
    }

    private static void agreed(String connector) {
        for (JsonNode held : API.get("/api/sync/approvals?connector=" + connector)
                .expect(200)
                .json()
                .path("items")) {
            API.post("/api/sync/approvals?connector=" + connector, "{\"planHash\":\"" + text(held, "planHash") + "\"}")
                    .expect(201);
        }
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
        assertThat(Samples.texts(
                        API.get("/api/tasks/" + twin.task + "/history")
                                .expect(200)
                                .json(),
                        "summary"))
                .filteredOn(each -> each.contains(text(asked, "id")))
                .singleElement()
                .asString()
                .startsWith("It was deleted in clickup, and deletions there are made here only when you say so"
                        + " (devledger.clickup.deletions is ask). It stays in Devledger until you choose: local creates it"
                        + " again in clickup, remote deletes it in Devledger too");

        API.post("/api/sync/conflicts/" + text(asked, "id") + "/resolve", "{\"choose\":\"remote\"}")
                .expect(200);
        until("gone in the other", () -> {
            run();
            return TICKTICK.openNamed(TICKTICK.list(TwoWay.CARDS), "Deleted there")
                    .isEmpty();
        });
        assertThat(isDeleted(twin.task)).isTrue();
    }
}
