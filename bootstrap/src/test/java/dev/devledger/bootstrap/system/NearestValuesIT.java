package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What breaks a limit of ours comes in as near as it can be, is told, and is never written over what it stands for. */
@Tag("long")
class NearestValuesIT {
    private static final String CLICKUP = "/sandbox/clickup/api/v2";
    private static final String LONG = "A title that goes on, ".repeat(30).strip();

    @TempDir
    static Path home;

    static RunningDevledger devledger;
    static Api api;
    static Sandbox ticktick;
    static String list;
    static String card;

    @BeforeAll
    static void start() {
        devledger = RunningDevledger.start(
                home,
                "devledger.clickup.mode=sandbox",
                "devledger.clickup.budget=off",
                "devledger.clickup.settle=1ms",
                "devledger.clickup.poll-interval=0s",
                "devledger.ticktick.poll-interval=0s",
                "devledger.ticktick.settle=1ms",
                "devledger.sandbox.faults=true");
        api = devledger.api();
        ticktick = new Sandbox(api);
        String inClickUp = project("In ClickUp", "'placements': {'ticktick': 'none', 'clickup': 'list'}");
        String inTickTick = project("In TickTick", "'placements': {'clickup': 'none'}");
        sync();
        list = link("/api/projects/" + inClickUp, "clickup").path("remoteId").asString();
        card = link("/api/projects/" + inTickTick, "ticktick").path("remoteId").asString();
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    private static String project(String name, String more) {
        return api.post(201, "/api/projects", json("{'name': '" + name + "', " + more + "}"))
                .text("key");
    }

    private static void sync() {
        for (int i = 0; i < 4; i++) {
            api.post(200, "/api/sync/run", null);
        }
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }

    private static String quoted(String text) {
        return StringNode.valueOf(text).toString();
    }

    private static JsonNode get(String path) {
        return api.read(path);
    }

    private static JsonNode link(String path, String connector) {
        return named(get(path).path("links"), "connector", connector);
    }

    private static JsonNode named(JsonNode all, String field, String name) {
        return all.valueStream()
                .filter(each -> each.path(field).asString("").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + all));
    }

    /** Answers its id there; {@code fields} begin with a comma. */
    private static String inClickUp(String name, String fields) {
        return api.post(200, CLICKUP + "/list/" + list + "/task", "{\"name\":" + quoted(name) + json(fields) + "}")
                .text("id");
    }

    private static JsonNode clickUp(String id) {
        return get(CLICKUP + "/task/" + id + "?include_markdown_description=true");
    }

    private static String inTickTick(String title, String fields) {
        String cards = ticktick.list("Dev Projects");
        String body = "{\"projectId\":\"" + cards + "\",\"parentId\":\"" + card + "\",\"title\":" + quoted(title)
                + json(fields) + "}";
        return api.post(200, Sandbox.API + "/task", body).text("id");
    }

    private static JsonNode here(String remoteId) {
        return Samples.all(api, "/api/tasks?limit=200").stream()
                .filter(task -> task.path("links")
                        .valueStream()
                        .anyMatch(link -> link.path("remoteId").asString("").equals(remoteId)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(remoteId + " is not here"));
    }

    private static List<String> warned(JsonNode task) {
        return task.path("links")
                .valueStream()
                .flatMap(link -> link.path("warnings").valueStream())
                .map(each -> each.path("field").asString() + " "
                        + each.path("message").asString())
                .toList();
    }

    private static List<String> notes(JsonNode task) {
        return get("/api/tasks/" + task.path("key").asString() + "/notes")
                .path("items")
                .valueStream()
                .map(each -> each.path("text").asString())
                .toList();
    }

    private static JsonNode status(String connector) {
        return new Ledger(api).atRest(connector);
    }

    private static void patch(JsonNode task, String fields) {
        api.patch(200, "/api/tasks/" + task.path("key").asString(), json(fields));
        sync();
    }

    @Test
    void a_text_of_which_a_part_is_here_is_asked_about_where_that_part_is_edited() {
        String whole = "x".repeat(100_000) + " and the end";
        String id = inClickUp("Long text", ", 'markdown_content': '" + whole + "'");
        sync();
        JsonNode task = here(id);
        assertThat(task.path("description").asString()).hasSize(100_000);
        assertThat(notes(task)).singleElement().asString().endsWith("x and the end");

        patch(task, "{'description': 'another', 'priority': 'low'}");

        assertThat(clickUp(id).path("markdown_description").asString()).isEqualTo(whole);
        assertThat(clickUp(id).at("/priority/id").asString()).isEqualTo("4");
        JsonNode conflict = named(get("/api/sync/conflicts?connector=clickup").path("items"), "field", "description");
        assertThat(conflict.path("state").asString()).isEqualTo("open");
        assertThat(conflict.path("local").asString()).isEqualTo("another");

        api.post(
                200, "/api/sync/conflicts/" + conflict.path("id").asString() + "/resolve", json("{'choose': 'local'}"));
        sync();

        assertThat(clickUp(id).path("markdown_description").asString()).isEqualTo("another");
        assertThat(warned(here(id))).isEmpty();
    }

    @Test
    void what_cannot_be_taken_at_all_is_listed_until_it_is_taken_or_dismissed() {
        for (int i = 0; i < 40; i++) { // of few that cannot be read the list counts as not read at all
            inTickTick("On Earth " + i, "");
        }
        ticktick.habit("unknownZone", "kept");
        String odd = inTickTick(
                "On Mars", ", 'isAllDay': true, 'timeZone': 'Mars/Olympus', 'dueDate': '2026-05-01T00:00:00.000+0000'");
        String below = api.post(
                        200,
                        Sandbox.API + "/task",
                        json("{'projectId': '" + ticktick.list("Dev Projects") + "', 'parentId': '" + odd
                                + "', 'title': 'Below it'}"))
                .text("id");
        sync();

        JsonNode left = named(get("/api/sync/left-out?connector=ticktick").path("items"), "remoteId", odd);
        assertThat(left.path("name").asString()).isEqualTo("On Mars");
        assertThat(left.path("reason").asString()).contains("unknown time zone");
        assertThat(left.path("since").asString()).isNotEmpty();
        JsonNode status = status("ticktick");
        assertThat(status.path("state").asString()).isEqualTo("attention");
        assertThat(status.path("message").asString()).contains("of TickTick", "left out", "GET /api/sync/left-out");
        assertThat(api.get(200, "/sync").body()).contains("On Mars", "data-dismiss=\"" + odd + "\"");

        api.delete(200, "/api/sync/left-out/ticktick/" + odd);
        assertThat(get("/api/sync/left-out").path("items").valueStream())
                .noneMatch(each -> each.path("remoteId").asString().equals(odd));
        api.delete(404, "/api/sync/left-out/ticktick/" + odd);
        sync();
        assertThat(get("/api/sync/left-out").path("items").valueStream())
                .as("dismissed, and left out for the same reason")
                .noneMatch(each -> each.path("remoteId").asString().equals(odd));

        ticktick.update(ticktick.list("Dev Projects"), odd, "\"timeZone\":\"UTC\"");
        sync();
        assertThat(here(odd).path("title").asString()).isEqualTo("On Mars");
        assertThat(here(below).path("parentId").asString())
                .isEqualTo(here(odd).path("id").asString());
        assertThat(get("/api/sync/left-out?connector=ticktick").path("items")).isEmpty();
    }

    @Test
    void all_that_ticktick_takes_comes() {
        String tags =
                IntStream.range(0, 60).mapToObj(i -> "'t%02d'".formatted(i)).collect(Collectors.joining(",", "[", "]"));
        String items = IntStream.range(0, 250)
                .mapToObj(i -> "{'title': '" + (i == 0 ? "" : i == 1 ? "i".repeat(700) : "item " + i) + "'}")
                .collect(Collectors.joining(",", "[", "]"));
        String lines = inTickTick("two\nlines", "");
        String longTitle = inTickTick(LONG, "");
        String bell = inTickTick("bell\u0007", ", 'priority': 5");
        String longTag = inTickTick("Long tag", ", 'tags': ['" + "g".repeat(80) + "']");
        String many = inTickTick("Many tags", ", 'tags': " + tags);
        String text = inTickTick("Long text", ", 'content': '" + "c".repeat(120_000) + "'");
        String escape = inTickTick("Escape", ", 'content': '\\u001b[1mbold'");
        String after = inTickTick(
                "Start after due",
                ", 'isAllDay': true, 'timeZone': 'UTC', 'startDate': '2026-05-03T00:00:00.000+0000', 'dueDate':"
                        + " '2026-05-01T00:00:00.000+0000'");
        String list = inTickTick("Checklist", ", 'items': " + items);
        sync();

        assertThat(here(lines).path("title").asString()).isEqualTo("two lines");
        assertThat(here(longTitle).path("title").asString()).hasSize(500);
        assertThat(here(bell).path("title").asString()).isEqualTo("bell\uFFFD");
        assertThat(here(longTag).at("/tags/0").asString()).hasSize(64);
        assertThat(here(many).path("tags")).hasSize(50);
        assertThat(notes(here(many))).singleElement().asString().endsWith("t58\nt59");
        assertThat(here(text).path("description").asString()).hasSize(100_000);
        assertThat(here(escape).path("description").asString()).isEqualTo("\uFFFD[1mbold");
        assertThat(here(after).path("dueDate").asString()).isEqualTo("2026-05-01");
        assertThat(here(after).path("startDate").isNull()).isTrue();
        assertThat(here(list).path("checklist")).hasSize(200);
        assertThat(here(list).at("/checklist/0/title").asString()).isEqualTo("Untitled");
        assertThat(status("ticktick").path("state").asString()).isEqualTo("attention");

        String cards = ticktick.list("Dev Projects");
        JsonNode before = ticktick.task(cards, many);
        for (String each : List.of(lines, longTitle, bell, longTag, many, text, escape, after, list)) {
            patch(here(each), "{'priority': 'low'}");
            assertThat(ticktick.task(cards, each).path("priority").asInt()).isOne();
            assertThat(warned(here(each))).isNotEmpty();
        }
        assertThat(ticktick.task(cards, lines).path("title").asString()).isEqualTo("two\nlines");
        assertThat(ticktick.task(cards, longTitle).path("title").asString()).isEqualTo(LONG);
        assertThat(ticktick.task(cards, many).path("tags")).isEqualTo(before.path("tags"));
        assertThat(ticktick.task(cards, text).path("content").asString()).hasSize(120_000);
        assertThat(ticktick.task(cards, after).path("startDate").asString()).startsWith("2026-05-03");
        assertThat(ticktick.task(cards, list).path("items")).hasSize(250);
    }
}
