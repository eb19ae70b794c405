package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Ledger.eventually;
import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** TrackingTime's projects and tasks are kept in step, row by row of docs/contract.md, section 7, and in both directions. */
@Tag("long")
class TrackingTimeSyncIT {
    private static final RunningDevledger DEVLEDGER = SharedDevledger.onANewDay(SharedTrackingTime.get());
    private static final Api API = DEVLEDGER.api();
    private static final Ledger LEDGER = new Ledger(API);
    private static final TrackingTimeThere THERE = new TrackingTimeThere(API, TrackingTimeThere.SANDBOX);
    private static final Sandbox TICKTICK = new Sandbox(API);
    private static final ClickUpThere CLICKUP = new ClickUpThere(API);

    /** What either side has brings the other one. */
    @BeforeAll
    static void link() {
        LEDGER.project("Was here before", "");
        THERE.made("/projects/add", "{'name': 'Was there before'}");
        untilQuiet();
    }

    @AfterEach
    void calm() {
        API.delete(200, "/sandbox/trackingtime/faults");
    }

    private static JsonNode run() {
        return API.post(200, "/api/sync/run?connector=trackingtime", null).json();
    }

    /** Cycles until one had nothing to do and nothing waits. */
    private static void untilQuiet() {
        until("quiet", () -> {
            JsonNode report = run();
            return report.path("pulled").asInt() + report.path("pushed").asInt() == 0
                    && status().path("pending").asInt() == 0;
        });
    }

    private static void until(String what, BooleanSupplier holds) {
        for (int i = 0; i < 100; i++) {
            if (holds.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(SharedTrackingTime.LONGER_THAN_SETTLE);
        }
        throw new AssertionError("still not: " + what + " " + status());
    }

    private static JsonNode status() {
        return elements(API.read("/api/sync/status").path("items")).stream()
                .filter(each -> text(each, "connector").equals("trackingtime"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names() {
        return Samples.all(API, "/api/projects?limit=200").stream()
                .map(each -> text(each, "name"))
                .toList();
    }

    private static JsonNode here(String path) {
        return API.read(path);
    }

    private static JsonNode task(String key) {
        return here("/api/tasks/" + key);
    }

    private static JsonNode named(List<JsonNode> all, String field, String name) {
        return all.stream()
                .filter(each -> text(each, field).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + all));
    }

    private static List<JsonNode> tasksOf(String project) {
        return Samples.all(API, "/api/projects/" + project + "/tasks?limit=200");
    }

    private static String projectHere(String name) {
        return text(named(Samples.all(API, "/api/projects?limit=200"), "name", name), "id");
    }

    private static JsonNode link(String path) {
        return named(elements(here(path).path("links")), "connector", "trackingtime");
    }

    /** The id there, once it is in step. */
    private static String in(String path) {
        List<String> found = new ArrayList<>();
        eventually(() -> {
            JsonNode link = link(path);
            assertThat(text(link, "state")).as(link.toString()).isEqualTo("synced");
            found.add(text(link, "remoteId"));
        });
        return found.getLast();
    }

    private static String projectThere(String project) {
        return in("/api/projects/" + project).substring(1);
    }

    private static String taskThere(String task) {
        return in("/api/tasks/" + task);
    }

    private static List<JsonNode> tasksThere(String project) {
        return elements(THERE.data("/tasks?filter=ALL&project_id=" + project));
    }

    private static String add(String project, String title) {
        return String.valueOf(
                THERE.made("/tasks/share", "{'name': '" + title + "', 'users': [], 'project_id': " + project + "}"));
    }

    @Test
    void what_was_on_either_side_before_is_on_both() {
        assertThat(names()).contains("Was there before", "Museum website", "Bakery leaflets");
        assertThat(elements(THERE.data("/projects?filter=ALL")))
                .extracting(each -> text(each, "name"))
                .contains("Was here before");
        assertThat(text(
                        named(tasksOf(projectHere("Museum website")), "title", "Opening hours page"),
                        "estimateMinutes"))
                .isEqualTo("270");
    }

    @Test
    void it_is_among_the_connectors_with_its_words() {
        JsonNode connector = named(elements(here("/api/connectors")), "name", "trackingtime");
        assertThat(text(connector, "scope")).isEqualTo("account:" + TrackingTimeThere.SANDBOX);
        assertThat(connector.path("placements").toString()).isEqualTo("[\"project\",\"none\"]");
        assertThat(connector.path("holds").toString()).contains("title", "status", "dueDate", "estimateMinutes");
        assertThat(connector.at("/settings/placement").asString()).isEqualTo("project");
        assertThat(API.post("/api/projects", "{\"name\":\"Odd\",\"placement\":\"project\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void each_row_of_the_table_goes_there_and_comes_back() {
        API.post("/api/people", "{\"name\":\"Ana of the ledger\",\"email\":\"ana@example.com\"}");
        String project = LEDGER.project("Garden", "");
        String task = LEDGER.task(
                project,
                "Dig",
                ",\"startDate\":\"2026-04-01\",\"dueDate\":\"2026-04-03\",\"estimateMinutes\":90,"
                        + "\"assignees\":[\"ana@example.com\"],\"description\":\"Only here\",\"tags\":[\"green\"]");
        String below = LEDGER.task(project, "Deeper", ",\"parent\":\"" + task + "\"");
        String there = projectThere(project);
        String id = taskThere(task);
        taskThere(below);

        JsonNode dig = THERE.data("/tasks/" + id);
        assertThat(text(dig, "name")).isEqualTo("Dig");
        assertThat(text(dig, "due_date")).isEqualTo("2026-04-03");
        assertThat(dig.path("estimated_time").asDouble()).isEqualTo(1.5);
        assertThat(elements(dig.path("users")))
                .extracting(each -> text(each, "id"))
                .containsExactly("600183");
        assertThat(tasksThere(there)).extracting(each -> text(each, "name")).containsExactlyInAnyOrder("Dig", "Deeper");
        assertThat(here("/api/projects/" + project)
                        .at("/placements/trackingtime")
                        .asString())
                .isEqualTo("project");

        THERE.put(
                "/tasks/update/" + id,
                "{'name': 'Dig deep', 'due_date': '2026-04-06', 'estimated_time': 0.75, 'users': [{'id': 600184}]}");
        THERE.made("/projects/update/" + there, "{'name': 'Gardens'}");
        untilQuiet();

        JsonNode now = task(task);
        assertThat(text(now, "title")).isEqualTo("Dig deep");
        assertThat(text(now, "dueDate")).isEqualTo("2026-04-06");
        assertThat(text(now, "startDate")).as("TrackingTime has none").isEqualTo("2026-04-01");
        assertThat(now.path("estimateMinutes").asInt()).isEqualTo(45);
        assertThat(elements(now.path("assignees")))
                .extracting(each -> text(each, "name"))
                .containsExactly("Ben Okafor");
        assertThat(text(now, "description")).isEqualTo("Only here");
        assertThat(now.path("tags").toString()).isEqualTo("[\"green\"]");
        assertThat(text(task(below), "parentId")).isEqualTo(task);
        assertThat(text(here("/api/projects/" + project), "name")).isEqualTo("Gardens");

        LEDGER.patchTask(
                task,
                "{\"title\":\"Dig\",\"dueDate\":null,\"startDate\":null,\"estimateMinutes\":null,\"assignees\":[]}");
        LEDGER.patchProject(project, "{\"name\":\"Garden\"}");
        untilQuiet();
        JsonNode cleared = THERE.data("/tasks/" + id);
        assertThat(text(cleared, "name")).isEqualTo("Dig");
        assertThat(cleared.path("due_date").isNull()).isTrue();
        assertThat(cleared.path("estimated_time").asDouble()).isZero();
        assertThat(cleared.path("users")).isEmpty();
        assertThat(text(THERE.data("/projects/" + there), "name")).isEqualTo("Garden");
    }

    @Test
    void whom_a_project_is_for_and_as_what_it_is_billed_goes_there_and_comes_back() {
        JsonNode museum = here("/api/projects/" + projectHere("Museum website"));
        assertThat(museum.at("/customer/name").asString()).isEqualTo("Harbour Museum");
        assertThat(museum.at("/service/name").asString()).isEqualTo("Development");

        API.post(201, "/api/customers", "{\"name\":\"Acme\"}");
        API.post(201, "/api/services", "{\"name\":\"Gardening\"}");
        String project = LEDGER.project("For Acme", ",\"customer\":\"Acme\",\"service\":\"Gardening\"");
        String there = projectThere(project);
        untilQuiet();
        JsonNode made = THERE.data("/projects/" + there);
        assertThat(made.at("/customer/name").asString()).isEqualTo("Acme");
        assertThat(made.at("/service/name").asString()).isEqualTo("Gardening");
        LEDGER.project("For Acme as well", ",\"customer\":\"Acme\"");
        untilQuiet();
        assertThat(elements(THERE.data("/customers?filter=ALL")))
                .filteredOn(each -> text(each, "name").equals("Acme"))
                .hasSize(1);

        long globex = THERE.made("/customers/add", "{'name': 'Globex'}");
        THERE.made("/projects/update/" + there, "{'customer_id': " + globex + ", 'service_id': null}");
        untilQuiet();
        JsonNode now = here("/api/projects/" + project);
        assertThat(now.at("/customer/name").asString()).isEqualTo("Globex");
        assertThat(now.path("service").isNull()).isTrue();
        assertThat(elements(here("/api/customers?limit=200").path("items")))
                .filteredOn(each -> text(each, "name").equals("Globex"))
                .hasSize(1);

        LEDGER.patchProject(project, "{\"customer\":null,\"service\":\"Gardening\"}");
        untilQuiet();
        JsonNode cleared = THERE.data("/projects/" + there);
        assertThat(cleared.path("customer").isNull()).isTrue();
        assertThat(cleared.at("/service/name").asString()).isEqualTo("Gardening");
    }

    @Test
    void what_is_closed_and_opened_and_archived_is_so_on_the_other_side() {
        String project = LEDGER.project("Shed", "");
        String mine = LEDGER.task(project, "Paint", "");
        String there = projectThere(project);
        String id = taskThere(mine);
        String theirs = add(there, "Roof");
        untilQuiet();
        String roof = text(named(tasksOf(project), "title", "Roof"), "id");

        THERE.put("/tasks/close/" + id, "{}");
        LEDGER.act(roof, "complete");
        untilQuiet();
        assertThat(text(task(mine), "status")).isEqualTo("completed");
        assertThat(THERE.data("/tasks/" + theirs).path("is_archived").asBoolean())
                .isTrue();

        LEDGER.act(mine, "reopen");
        THERE.put("/tasks/open/" + theirs, "{}");
        untilQuiet();
        assertThat(THERE.data("/tasks/" + id).path("is_archived").asBoolean()).isFalse();
        assertThat(text(task(roof), "status")).isEqualTo("open");

        LEDGER.act(mine, "abandon");
        untilQuiet();
        assertThat(THERE.data("/tasks/" + id).path("is_archived").asBoolean()).isTrue();
        assertThat(text(task(mine), "status")).as("closed there says no more").isEqualTo("abandoned");

        LEDGER.status(project, "abandoned");
        untilQuiet();
        assertThat(THERE.data("/projects/" + there).path("is_archived").asBoolean())
                .isTrue();
        assertThat(text(here("/api/projects/" + project), "status")).isEqualTo("abandoned");
        THERE.put("/projects/open/" + there, "{}");
        untilQuiet();
        assertThat(text(here("/api/projects/" + project), "status")).isEqualTo("active");
        THERE.put("/projects/close/" + there, "{}");
        untilQuiet();
        assertThat(text(here("/api/projects/" + project), "status")).isEqualTo("completed");
    }

    @Test
    void what_is_made_moved_and_deleted_there_is_here_and_the_other_way_round() {
        long there = THERE.made("/projects/add", "{'name': 'Pond'}");
        long other = THERE.made("/projects/add", "{'name': 'Brook'}");
        String fish = add(String.valueOf(there), "Fish");
        String frogs = add(String.valueOf(there), "Frogs");
        untilQuiet();
        String pond = projectHere("Pond");
        String brook = projectHere("Brook");
        String fishHere = text(named(tasksOf(pond), "title", "Fish"), "id");
        String frogsHere = text(named(tasksOf(pond), "title", "Frogs"), "id");

        THERE.put("/tasks/update/" + fish, "{'project_id': " + other + "}");
        API.post(200, "/api/tasks/" + frogsHere + "/move", "{\"project\":\"" + brook + "\"}");
        untilQuiet();
        assertThat(text(task(fishHere), "projectId")).isEqualTo(brook);
        assertThat(THERE.data("/tasks/" + frogs).path("project_id").asLong()).isEqualTo(other);

        THERE.delete("/tasks/delete/" + fish + "?delete_all=false");
        API.delete(200, "/api/tasks/" + frogsHere);
        until("deleted", () -> {
            run();
            return !text(task(fishHere), "deletedAt").isEmpty() && THERE.status("/tasks/" + frogs) != 200;
        });

        String last = LEDGER.task(brook, "Last", "");
        String lastThere = taskThere(last);
        THERE.delete("/projects/delete/" + there + "?delete_all=false");
        API.delete(200, "/api/projects/" + brook);
        until("gone", () -> {
            run();
            return !text(here("/api/projects/" + pond), "deletedAt").isEmpty()
                    && THERE.status("/projects/" + other) != 200;
        });
        assertThat(THERE.status("/tasks/" + lastThere)).isNotEqualTo(200);
    }

    @Test
    void time_that_was_worked_stays_where_its_task_is_deleted_here() {
        String project = LEDGER.project("Billed", "");
        String task = LEDGER.task(project, "Done long ago", "");
        String id = taskThere(task);
        long entry = THERE.made(
                "/events/add",
                "{'user_id': 600183, 'task_id': " + id
                        + ", 'start': '2026-03-05 09:00:00', 'end': '2026-03-05 10:00:00',"
                        + " 'duration': 3600, 'timezone': 'GMT+01:00'}");
        API.delete(200, "/api/tasks/" + task);
        until("deleted", () -> THERE.status("/tasks/" + id) != 200);
        assertThat(THERE.status("/events/" + entry)).isEqualTo(200);
    }

    @Test
    void errors_within_an_answer_lose_nothing() {
        String project = LEDGER.project("Erring", "");
        String task = LEDGER.task(project, "Stays", "");
        taskThere(task);
        untilQuiet();
        int all = Samples.all(API, "/api/tasks?limit=200").size();
        for (String path : List.of("GET /438100/projects", "GET /438100/tasks", "GET /438100/users")) {
            for (String fault : List.of("err-under-200", "empty-answer", "nonsense", "error-500")) {
                THERE.control("", "{'fault': '" + fault + "', 'times': 3, 'path': '" + path + "'}");
                run();
                LockSupport.parkNanos(SharedTrackingTime.LONGER_THAN_SETTLE);
                run();
                calm();
                assertThat(text(task(task), "deletedAt")).as(fault + " " + path).isEmpty();
            }
        }
        untilQuiet();
        assertThat(Samples.all(API, "/api/tasks?limit=200")).hasSize(all);
        assertThat(text(link("/api/tasks/" + task), "state")).isEqualTo("synced");
    }

    @Test
    void a_project_that_is_not_for_it_is_not_there() {
        String project = LEDGER.project("Private", ",\"placements\":{\"trackingtime\":\"none\"}");
        LEDGER.task(project, "Secret", "");
        untilQuiet();
        assertThat(elements(here("/api/projects/" + project).path("links")))
                .extracting(each -> text(each, "connector"))
                .doesNotContain("trackingtime");
        assertThat(elements(THERE.data("/projects?filter=ALL")))
                .extracting(each -> text(each, "name"))
                .doesNotContain("Private");
    }

    /** A look at the projects before and after, one at each, one more at each that is empty, and three at the time. */
    @Test
    void a_quiet_cycle_only_reads_and_an_edit_takes_a_look_and_a_write() {
        String project = LEDGER.project("Counted", "");
        String task = LEDGER.task(project, "One", "");
        String id = taskThere(task);
        untilQuiet();
        int projects = elements(THERE.data("/projects?filter=ALL")).size();
        int empty = (int) elements(THERE.data("/projects?filter=ALL")).stream()
                .filter(each -> tasksThere(text(each, "id")).isEmpty())
                .count();
        int from = THERE.journal().size();
        JsonNode report = run();
        List<String> calls = THERE.journal().subList(from, THERE.journal().size());
        assertThat(calls).allMatch(call -> call.startsWith("GET "));
        assertThat(calls)
                .as("of %s projects, %s of them empty", projects, empty)
                .hasSize(2 + projects + empty + 3);
        assertThat(report.path("remoteRequests").asInt()).isEqualTo(calls.size());

        int edit = THERE.journal().size();
        LEDGER.patchTask(task, "{\"title\":\"Two\"}");
        eventually(() -> assertThat(text(THERE.data("/tasks/" + id), "name")).isEqualTo("Two"));
        assertThat(THERE.journal().subList(edit, THERE.journal().size()))
                .filteredOn(call -> !call.equals("GET /438100/tasks/" + id))
                .containsExactly("PUT /438100/tasks/update/" + id);
    }

    /** Each of the three is told once. */
    @Test
    void a_task_that_is_made_in_one_is_in_both_others_once() {
        String project = LEDGER.project("Three", "");
        String there = projectThere(project);
        String id = add(there, "Round trip");
        List<JsonNode> here = new ArrayList<>();
        until("taken over", () -> {
            run();
            here.clear();
            tasksOf(project).forEach(here::add);
            return !here.isEmpty();
        });
        assertThat(here).hasSize(1);
        String task = text(here.getFirst(), "id");
        eventually(() -> assertThat(elements(task(task).path("links")))
                .allMatch(each -> text(each, "state").equals("synced"))
                .hasSize(3));
        API.post(200, "/api/sync/run", null);
        untilQuiet();
        String clickup = text(
                named(elements(here("/api/projects/" + project).path("links")), "connector", "clickup"), "remoteId");
        assertThat(CLICKUP.titles(clickup)).containsExactly("Round trip");
        assertThat(TICKTICK.everything())
                .filteredOn(each -> text(each, "title").equals("Round trip"))
                .hasSize(1);
        assertThat(tasksThere(there)).hasSize(1);

        CLICKUP.edit(
                text(named(elements(task(task).path("links")), "connector", "clickup"), "remoteId"),
                "{\"name\":\"Renamed\"}");
        API.post(200, "/api/sync/run?connector=clickup", null);
        eventually(() -> assertThat(text(THERE.data("/tasks/" + id), "name")).isEqualTo("Renamed"));
    }

    private static String remoteId(String path, String connector) {
        List<String> found = new ArrayList<>();
        eventually(() -> {
            JsonNode link = named(elements(here(path).path("links")), "connector", connector);
            assertThat(text(link, "state")).as(link.toString()).isEqualTo("synced");
            found.add(text(link, "remoteId"));
        });
        return found.getLast();
    }

    /** All that was asked of the three but to look. */
    private static List<String> writes() {
        return Stream.concat(THERE.journal().stream(), CLICKUP.calls().stream())
                .filter(call -> !call.startsWith("GET "))
                .toList();
    }

    /** Whose sandbox it is nobody is: Ana's tasks are hers. */
    @Test
    void of_a_sandbox_nobody_takes_over_who_they_are() {
        String project = projectThere(LEDGER.project("Of Ana", ""));
        THERE.made(
                "/tasks/share",
                "{'name': 'Hers', 'users': [{'id': " + TrackingTimeThere.ANA + "}], 'project_id': " + project + "}");
        until("taken over", () -> {
            run();
            return Samples.all(API, "/api/tasks?limit=200").stream()
                    .anyMatch(each -> text(each, "title").equals("Hers"));
        });
        List<JsonNode> people = Samples.all(API, "/api/people?limit=200");
        assertThat(people).anyMatch(each -> text(each, "email").equals("ana@example.com"));
        assertThat(named(people, "me", "true").path("email").isNull()).isTrue();
    }

    @Test
    void of_three_services_one_that_is_away_holds_nobody_up_nothing_echoes_and_a_deletion_goes_round() {
        String project = LEDGER.project("Three of them", "");
        String task = LEDGER.task(project, "Together", "");
        String id = taskThere(task);
        String path = "/api/tasks/" + task;
        String clickup = remoteId(path, "clickup");
        String ticktick = remoteId(path, "ticktick");
        untilQuiet();
        CLICKUP.fault("gateway", 1_000_000, ".");
        THERE.put("/tasks/update/" + id, "{'name': 'Without one'}");
        run();
        eventually(() -> assertThat(text(TICKTICK.task(TICKTICK.list(TwoWay.CARDS), ticktick), "title"))
                .isEqualTo("Without one"));
        assertThat(text(task(task), "title")).isEqualTo("Without one");
        CLICKUP.calm();
        assertThat(text(CLICKUP.task(clickup), "name")).isEqualTo("Together");
        until("in the third as well", () -> {
            API.post(200, "/api/sync/run", null);
            return text(CLICKUP.task(clickup), "name").equals("Without one");
        });
        untilQuiet();

        int written = writes().size();
        int version = task(task).path("version").asInt();
        for (int i = 0; i < 3; i++) {
            API.post(200, "/api/sync/run", null);
        }
        assertThat(writes()).hasSize(written);
        assertThat(task(task).path("version").asInt()).isEqualTo(version);

        TICKTICK.inApp(ticktick, "delete", "");
        until("deleted", () -> {
            API.post(200, "/api/sync/run", null);
            return !task(task).path("deletedAt").isNull();
        });
        until("in all of them", () -> {
            API.post(200, "/api/sync/run", null);
            return THERE.status("/tasks/" + id) != 200
                    && CLICKUP.titles(remoteId("/api/projects/" + project, "clickup"))
                            .isEmpty();
        });
        assertThat(elements(here("/api/sync/conflicts?state=open&limit=200").path("items")))
                .noneMatch(each -> text(each.path("entity"), "id").equals(task));
    }
}
