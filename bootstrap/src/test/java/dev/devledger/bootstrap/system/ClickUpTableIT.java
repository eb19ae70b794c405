package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The table of docs/contract.md, section 6, row by row: what is written here is there, and what is written there is here. All
 * rows take their next step at once, and then comes one look at both sides.
 */
@Tag("long")
class ClickUpTableIT {
    private static final RunningDevledger DEVLEDGER = SharedDevledger.onANewDay(SharedClickUp.get());
    private static final Api API = DEVLEDGER.api();
    private static final Ledger LEDGER = new Ledger(API);
    private static final ClickUpThere CLICKUP = new ClickUpThere(API);
    private static final String OTHERS = "{'name': 'Of others'}";

    /** Four in the morning in Madrid. */
    private static long day(String date) {
        return Instant.parse(date + "T02:00:00Z").toEpochMilli();
    }

    /**
     * @param here whether it is done in Devledger, and then seen in ClickUp
     * @param seen by pointers into what the other side shows; {@code tags[name]} are the names of all tags, and {@code @row}
     *     is what the other side calls the task of that row
     */
    private record Step(boolean here, Consumer<Row> act, Map<String, String> seen) {}

    private static final class Row {
        final String name;
        final String list;
        final List<Step> steps = new ArrayList<>();
        String path = "";
        String id = "";

        Row(String name, String list) {
            this.name = name;
            this.list = list;
        }

        Row here(String json, String... seen) {
            return step(true, row -> API.patch(200, row.path, quoted(json)), seen);
        }

        Row act(String action, String... seen) {
            return step(true, row -> API.post(200, row.path + "/" + action, null), seen);
        }

        Row there(String json, String... seen) {
            return step(false, row -> API.put(200, ClickUpThere.API + row.place() + row.id, quoted(json)), seen);
        }

        Row step(boolean here, Consumer<Row> act, String... seen) {
            Map<String, String> pairs = new LinkedHashMap<>();
            for (int i = 0; i < seen.length; i += 2) {
                pairs.put(seen[i], seen[i + 1]);
            }
            steps.add(new Step(here, act, pairs));
            return this;
        }

        private String place() {
            return path.startsWith("/api/projects/") ? "/list/" : "/task/";
        }

        JsonNode look(boolean here) {
            String query = place().equals("/task/") ? "?include_markdown_description=true" : "";
            return here ? API.read(path) : CLICKUP.get(place() + id + query);
        }
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    private final Map<String, String> projects = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private Row task(String name) {
        return row(name, "Table");
    }

    private Row row(String name, String list) {
        Row row = new Row(name, list);
        rows.add(row);
        return row;
    }

    @TestFactory
    Stream<DynamicTest> each_row_there_and_back() {
        texts();
        standing();
        priorities();
        sets();
        dates();
        places();
        lists();
        begin();
        int longest = rows.stream().mapToInt(row -> row.steps.size()).max().orElseThrow();
        List<DynamicTest> tests = new ArrayList<>();
        IntStream.range(0, longest).forEach(number -> tests.addAll(after(number)));
        List<JsonNode> conflicts = Samples.all(API, "/api/sync/conflicts?limit=200").stream()
                .filter(each -> rows.stream().anyMatch(row -> row.path.endsWith(text(each.path("entity"), "id"))))
                .toList();
        tests.add(DynamicTest.dynamicTest(
                "nobody was asked", () -> assertThat(conflicts).isEmpty()));
        return tests.stream();
    }

    /** What each row shows after this step, which is looked at before the next one. */
    private List<DynamicTest> after(int number) {
        List<Row> those = rows.stream().filter(row -> row.steps.size() > number).toList();
        those.forEach(row -> row.steps.get(number).act().accept(row));
        LockSupport.parkNanos(SharedClickUp.LONGER_THAN_SETTLE); // what was there before may be an old view until then
        untilQuiet();
        LockSupport.parkNanos(SharedClickUp.LONGER_THAN_SETTLE);
        untilQuiet();
        return those.stream()
                .map(row -> {
                    Step step = row.steps.get(number);
                    JsonNode shown = row.look(!step.here());
                    String name = row.name + ", " + (number + 1) + (step.here() ? ": written here" : ": written there");
                    return DynamicTest.dynamicTest(name, () -> assertThat(values(shown, step))
                            .as(shown.toString())
                            .isEqualTo(expected(step)));
                })
                .toList();
    }

    private static Map<String, String> values(JsonNode shown, Step step) {
        Map<String, String> values = new LinkedHashMap<>();
        step.seen().keySet().forEach(pointer -> values.put(pointer, value(shown, pointer)));
        return values;
    }

    private Map<String, String> expected(Step step) {
        Map<String, String> values = new LinkedHashMap<>(step.seen());
        values.replaceAll((pointer, value) -> value.startsWith("@") ? called(value.substring(1), pointer) : value);
        return values;
    }

    private String called(String row, String pointer) {
        return switch (pointer) {
            case "/parentId" -> other(row);
            case "/blockedBy" -> API.get("/api/tasks/" + other(row)).text("key");
            default -> otherThere(row);
        };
    }

    private static String value(JsonNode shown, String pointer) {
        int bracket = pointer.indexOf('[');
        if (bracket >= 0) {
            String field = pointer.substring(bracket + 1, pointer.length() - 1);
            return String.join(
                    " ",
                    elements(shown.at(pointer.substring(0, bracket))).stream()
                            .map(each -> text(each, field))
                            .toList());
        }
        if (pointer.equals("/projectKey")) {
            String project = shown.at(pointer).asString();
            return API.get(200, "/api/projects/" + project).text("name").toLowerCase(Locale.ROOT);
        }
        JsonNode value = shown.at(pointer);
        return value instanceof ArrayNode
                ? String.join(
                        " ", elements(value).stream().map(JsonNode::asString).toList())
                : value.isMissingNode() || value.isNull() ? "" : value.asString();
    }

    private static void untilQuiet() {
        for (int i = 0; i < 100; i++) {
            JsonNode report =
                    API.post(200, "/api/sync/run?connector=clickup", null).json();
            boolean waits = elements(API.read("/api/sync/status").path("items")).stream()
                    .anyMatch(each -> each.path("pending").asInt() > 0);
            if (report.path("pulled").asInt() + report.path("pushed").asInt() == 0 && !waits) {
                return;
            }
            LockSupport.parkNanos(SharedClickUp.LONGER_THAN_SETTLE);
        }
        throw new AssertionError(
                "still not quiet: " + API.get("/api/sync/status").body());
    }

    /** The lists have statuses of their own before anything is in them. */
    private void begin() {
        assertThat(API.post("/api/people", quoted("{'name': 'Ana', 'email': 'ana@example.com'}"))
                        .status())
                .as("she may be known already")
                .isIn(201, 409);
        rows.stream().map(row -> row.list).distinct().forEach(list -> projects.put(list, LEDGER.project(list, "")));
        projects.put("Elsewhere", LEDGER.project("Elsewhere", ""));
        projects.forEach((name, id) -> there("/api/projects/" + id));
        statuses("No word for it", "'to do:open', 'doing:custom', 'shipped:done', 'complete:closed'");
        rows.forEach(row -> row.path = row.list.equals(row.name)
                ? "/api/projects/" + projects.get(row.list)
                : "/api/tasks/" + LEDGER.task(projects.get(row.list), "Of " + row.name, ""));
        rows.forEach(row -> row.id = there(row.path));
        untilQuiet();
    }

    private void statuses(String list, String statuses) {
        String path = "/sandbox/clickup/faults/places/list/" + there("/api/projects/" + projects.get(list));
        API.post(200, path + "/statuses", quoted("{'statuses': [" + statuses + "]}"));
    }

    private static String there(String path) {
        List<String> found = new ArrayList<>();
        Ledger.eventually(() -> {
            JsonNode link = elements(API.read(path).path("links")).stream()
                    .filter(each -> text(each, "connector").equals("clickup"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(path));
            assertThat(text(link, "state")).as(link.toString()).isEqualTo("synced");
            found.add(text(link, "remoteId"));
        });
        return found.getLast();
    }

    private String other(String row) {
        return rows.stream()
                .filter(each -> each.name.equals(row))
                .findFirst()
                .orElseThrow()
                .path
                .substring("/api/tasks/".length());
    }

    private String otherThere(String row) {
        return rows.stream().filter(each -> each.name.equals(row)).findFirst().orElseThrow().id;
    }

    private void texts() {
        task("title")
                .here("{'title': 'Typed here'}", "/name", "Typed here")
                .there("{'name': 'Typed there'}", "/title", "Typed there");
        task("description")
                .there("{'markdown_content': 'By **hand**'}", "/description", "By **hand**")
                .there("{'description': ' '}", "/description", "")
                .here("{'description': '# Soil\\n\\n- deep'}", "/markdown_description", "# Soil\n\n- deep")
                .here("{'description': null}", "/markdown_description", "");
        task("notes")
                .step(true, row -> API.post(201, row.path + "/notes", "{\"text\": \"written here\"}"))
                .step(
                        false,
                        row -> API.post(
                                200,
                                ClickUpThere.API + "/task/" + row.id + "/comment",
                                "{\"comment_text\": \"written there\"}"))
                .step(true, row -> {
                    assertThat(texts(CLICKUP.get("/task/" + row.id + "/comment").path("comments"), "comment_text"))
                            .containsExactly("written there", "written here");
                    assertThat(texts(API.get(row.path + "/notes").json().path("items"), "text"))
                            .containsExactly("written there", "written here");
                });
    }

    private static List<String> texts(JsonNode all, String field) {
        return elements(all).stream().map(each -> text(each, field)).toList();
    }

    private void standing() {
        task("stage")
                .there("{'status': 'in progress'}", "/stage", "in progress", "/status", "open")
                .there("{'status': 'to do'}", "/stage", "", "/status", "open")
                .here("{'stage': 'in review'}", "/status/status", "in review")
                .here("{'stage': null}", "/status/status", "to do");
        task("completed")
                .there("{'status': 'done'}", "/status", "completed")
                .there("{'status': 'to do'}", "/status", "open")
                .act("complete", "/status/status", "done", "/status/type", "closed")
                .act("reopen", "/status/status", "to do");
        row("completed by a status of type done", "No word for it")
                .there("{'status': 'shipped'}", "/status", "completed")
                .here("{'title': 'It stays shipped'}", "/name", "It stays shipped", "/status/status", "shipped")
                .act("reopen", "/status/status", "to do")
                .act("complete", "/status/status", "complete");
        task("abandoned by a status")
                .there("{'status': 'cancelled'}", "/status", "abandoned")
                .there("{'status': 'to do'}", "/status", "open")
                .act("abandon", "/status/status", "cancelled", "/tags[name]", "")
                .act("reopen", "/status/status", "to do");
        row("abandoned by the tag", "No word for it")
                .step(false, ClickUpTableIT::abandoned, "/status", "abandoned", "/tags", "")
                .step(false, row -> reopened(row, true), "/status", "open", "/tags", "")
                .act("abandon", "/status/status", "complete", "/tags[name]", "abandoned")
                .act("reopen", "/status/status", "to do", "/tags[name]", "")
                .here("{'tags': ['ours']}", "/tags[name]", "ours")
                .act("abandon", "/status/status", "complete", "/tags[name]", "ours abandoned");
        row("completed with the tag left over", "No word for it")
                .step(false, ClickUpTableIT::abandoned, "/status", "abandoned", "/tags", "")
                .step(false, row -> reopened(row, false), "/status", "open", "/tags", "")
                .act("complete", "/status/status", "complete", "/tags[name]", "");
        task("completed with the tag left over though there is a word")
                .step(false, row -> CLICKUP.tag(row.id, "abandoned"), "/status", "open", "/tags", "")
                .act("complete", "/status/status", "done", "/tags[name]", "");
    }

    private static void reopened(Row row, boolean untagged) {
        CLICKUP.edit(row.id, "{\"status\": \"to do\"}");
        if (untagged) {
            CLICKUP.untag(row.id, "abandoned");
        }
    }

    private static void abandoned(Row row) {
        CLICKUP.tag(row.id, "abandoned");
        CLICKUP.edit(row.id, "{\"status\": \"complete\"}");
    }

    private void priorities() {
        task("priority none and high")
                .there("{'priority': 3}", "/priority", "medium")
                .there("{'priority': null}", "/priority", "none")
                .here("{'priority': 'high'}", "/priority/id", "2")
                .here("{'priority': 'none'}", "/priority", "");
        task("priority low and medium")
                .there("{'priority': 4}", "/priority", "low")
                .here("{'priority': 'medium'}", "/priority/id", "3");
        task("priority high and low")
                .there("{'priority': 2}", "/priority", "high")
                .here("{'priority': 'low'}", "/priority/id", "4");
        task("priority 1")
                .there("{'priority': 1}", "/priority", "high")
                .here("{'title': 'Still urgent'}", "/name", "Still urgent", "/priority/id", "1")
                .here("{'priority': 'low'}", "/priority/id", "4");
    }

    private void sets() {
        task("tags")
                .here("{'tags': ['one', 'two']}", "/tags[name]", "one two")
                .step(false, row -> CLICKUP.untag(row.id, "one"), "/tags", "two")
                .step(false, row -> CLICKUP.tag(row.id, "three"), "/tags", "three two")
                .here("{'tags': ['three']}", "/tags[name]", "three")
                .here("{'tags': []}", "/tags[name]", "");
        task("assignees")
                .there("{'assignees': {'add': [184]}}", "/assignees[name]", "Ben")
                .there("{'assignees': {'rem': [184]}}", "/assignees[name]", "")
                .here("{'assignees': ['ana@example.com']}", "/assignees[email]", "ana@example.com")
                .there("{'assignees': {'add': [184]}}", "/assignees[name]", "Ana Ben")
                .here("{'assignees': []}", "/assignees[email]", "");
        task("estimateMinutes")
                .there("{'time_estimate': 1800000}", "/estimateMinutes", "30")
                .there("{'time_estimate': null}", "/estimateMinutes", "")
                .here("{'estimateMinutes': 90}", "/time_estimate", "5400000")
                .here("{'estimateMinutes': null}", "/time_estimate", "");
        task("checklist")
                .step(false, ClickUpTableIT::listed, "/checklist[title]", "a b")
                .step(false, ClickUpTableIT::emptied, "/checklist[title]", "")
                .here(
                        "{'checklist': [{'title': 'one', 'done': true}, {'title': 'two'}]}",
                        "/checklists/0/items[name]",
                        "one two",
                        "/checklists/0/items[resolved]",
                        "true false",
                        "/checklists[name]",
                        "Checklist")
                .step(
                        false,
                        ClickUpTableIT::checked,
                        "/checklist[title]",
                        "one 2 three",
                        "/checklist[done]",
                        "true true false")
                .step(
                        true,
                        ClickUpTableIT::reordered,
                        "/checklists/0/items[name]",
                        "three 2",
                        "/checklists[name]",
                        "Checklist Of others")
                .here("{'checklist': []}", "/checklists/0/items[name]", "", "/checklists[name]", "Checklist Of others");
        task("awaited").here("{'title': 'Awaited'}", "/name", "Awaited");
        task("blockedBy")
                .step(
                        true,
                        row -> API.patch(200, row.path, quoted("{'blockedBy': ['" + other("awaited") + "']}")),
                        "/dependencies[depends_on]",
                        "@awaited")
                .step(false, row -> depends(row, false), "/blockedBy", "")
                .step(false, row -> depends(row, true), "/blockedBy", "@awaited")
                .here("{'blockedBy': []}", "/dependencies[depends_on]", "");
    }

    private static void listed(Row row) {
        String path = ClickUpThere.API + "/task/" + row.id + "/checklist";
        String id = API.post(200, path, quoted("{'name': 'Checklist'}"))
                .json()
                .at("/checklist/id")
                .asString();
        for (String title : List.of("a", "b")) {
            API.post(200, ClickUpThere.API + "/checklist/" + id + "/checklist_item", "{\"name\": \"" + title + "\"}");
        }
    }

    private static void checked(Row row) {
        JsonNode list = CLICKUP.task(row.id).at("/checklists/0");
        String path = ClickUpThere.API + "/checklist/" + text(list, "id") + "/checklist_item";
        API.put(200, path + "/" + list.at("/items/1/id").asString(), quoted("{'name': '2', 'resolved': true}"));
        API.post(200, path, "{\"name\": \"three\"}");
        API.post(200, ClickUpThere.API + "/task/" + row.id + "/checklist", quoted(OTHERS));
    }

    private static void reordered(Row row) {
        JsonNode items = API.read(row.path).path("checklist");
        API.patch(
                200,
                row.path,
                quoted("{'checklist': [{'id': '%s', 'title': 'three'}, {'id': '%s', 'title': '2', 'done': true}]}")
                        .formatted(text(items.path(2), "id"), text(items.path(1), "id")));
    }

    private static void emptied(Row row) {
        JsonNode list = CLICKUP.task(row.id).at("/checklists/0");
        list.path("items")
                .forEach(item ->
                        CLICKUP.delete("/checklist/" + text(list, "id") + "/checklist_item/" + text(item, "id")));
    }

    private void depends(Row row, boolean does) {
        String path = ClickUpThere.API + "/task/" + row.id + "/dependency";
        if (does) {
            API.post(200, path, quoted("{'depends_on': '" + otherThere("awaited") + "'}"));
        } else {
            API.delete(200, path + "?depends_on=" + otherThere("awaited"));
        }
    }

    private void dates() {
        task("days")
                .here(
                        "{'startDate': '2026-04-01', 'dueDate': '2026-04-03'}",
                        "/start_date",
                        "" + day("2026-04-01"),
                        "/due_date",
                        "" + day("2026-04-03"),
                        "/due_date_time",
                        "false")
                .there(
                        "{'start_date': %d, 'start_date_time': false, 'due_date': %d, 'due_date_time': false}"
                                .formatted(day("2026-04-07"), day("2026-04-09")),
                        "/startDate",
                        "2026-04-07",
                        "/dueDate",
                        "2026-04-09")
                .there("{'start_date': null}", "/startDate", "", "/dueDate", "2026-04-09")
                .here("{'dueDate': null}", "/start_date", "", "/due_date", "");
        task("a start alone")
                .here("{'startDate': '2026-05-04'}", "/start_date", "" + day("2026-05-04"), "/due_date", "")
                .there(
                        "{'start_date': %d, 'start_date_time': false}".formatted(day("2026-05-05")),
                        "/startDate",
                        "2026-05-05",
                        "/dueDate",
                        "")
                .there(
                        "{'start_date': null, 'due_date': %d, 'due_date_time': false}".formatted(day("2026-05-05")),
                        "/startDate",
                        "",
                        "/dueDate",
                        "2026-05-05")
                .here(
                        "{'startDate': '2026-05-05'}",
                        "/start_date",
                        "" + day("2026-05-05"),
                        "/due_date",
                        "" + day("2026-05-05"));
        task("moments")
                .here(
                        "{'startDate': '2026-04-01T08:00:00Z', 'dueDate': '2026-04-01T10:30:00Z'}",
                        "/start_date",
                        "1775030400000",
                        "/due_date",
                        "1775039400000",
                        "/due_date_time",
                        "true")
                .there(
                        "{'start_date': 1775034000000, 'start_date_time': true}",
                        "/startDate",
                        "2026-04-01T09:00:00Z",
                        "/dueDate",
                        "2026-04-01T10:30:00Z")
                .there("{'due_date': 1775043000000, 'due_date_time': true}", "/dueDate", "2026-04-01T11:30:00Z")
                .here("{'startDate': null, 'dueDate': null}", "/start_date", "", "/due_date", "");
    }

    private void places() {
        task("above").here("{'title': 'Above'}", "/name", "Above");
        task("subtasks")
                .step(
                        false,
                        row -> CLICKUP.edit(row.id, quoted("{'parent': '" + otherThere("above") + "'}")),
                        "/parentId",
                        "@above")
                .there("{'parent': 'none'}", "/parentId", "")
                .step(true, row -> moved(row, "'parent': '" + other("above") + "'"), "/parent", "@above")
                .step(true, row -> moved(row, "'parent': null"), "/parent", "");
        task("move")
                .step(
                        false,
                        row -> CLICKUP.move(row.id, there("/api/projects/" + projects.get("Elsewhere"))),
                        "/projectKey",
                        "elsewhere")
                .step(true, row -> moved(row, "'project': '" + projects.get("Table") + "'"), "/list/name", "Table");
    }

    private static void moved(Row row, String to) {
        API.post(200, row.path + "/move", quoted("{" + to + "}"));
    }

    private void lists() {
        row("List", "List")
                .there(
                        "{'name': 'List of theirs', 'content': 'Cool\\ndark', 'priority': 3, 'due_date': %d, 'due_date_time': false}"
                                .formatted(day("2026-04-06")),
                        "/name",
                        "List of theirs",
                        "/description",
                        "Cool\ndark",
                        "/priority",
                        "medium",
                        "/dueDate",
                        "2026-04-06")
                .there(
                        "{'content': ' ', 'priority': null, 'due_date': null}",
                        "/description",
                        "",
                        "/priority",
                        "none",
                        "/dueDate",
                        "")
                .here(
                        "{'name': 'List of ours', 'description': 'Cool\\ndry', 'priority': 'high', 'dueDate': '2026-04-03', 'tags': ['ours'], 'startDate': '2026-04-01'}",
                        "/name",
                        "List of ours",
                        "/content",
                        "Cool\ndry",
                        "/priority/priority",
                        "high",
                        "/due_date",
                        "" + day("2026-04-03"),
                        "/start_date",
                        "")
                .step(
                        true,
                        row -> LEDGER.status(row.path.substring("/api/projects/".length()), "paused"),
                        "/status",
                        "")
                .there(
                        "{'priority': 4}",
                        "/priority",
                        "low",
                        "/status",
                        "paused",
                        "/tags",
                        "ours",
                        "/startDate",
                        "2026-04-01")
                .here(
                        "{'description': null, 'priority': 'none', 'dueDate': null}",
                        "/content",
                        " ",
                        "/priority",
                        "",
                        "/due_date",
                        "",
                        "/start_date",
                        "");
    }
}
