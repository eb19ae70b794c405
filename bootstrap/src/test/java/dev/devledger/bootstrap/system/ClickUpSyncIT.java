package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** ClickUp is kept in step, row by row of docs/contract.md, section 6, and in both directions. */
@Tag("long")
class ClickUpSyncIT {
    private static final String CLICKUP = "/sandbox/clickup/api/v2";

    @TempDir
    static Path home;

    static RunningDevledger devledger;
    static Api api;

    @BeforeAll
    static void start() {
        devledger = RunningDevledger.start(
                home,
                "devledger.clickup.mode=sandbox",
                "devledger.clickup.budget=off",
                "devledger.clickup.settle=1s",
                "devledger.sandbox.faults=true",
                "devledger.clickup.poll-interval=0s");
        api = devledger.api();
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    /** What is new there is taken over, and then what is in it. */
    private static void sync() {
        for (int i = 0; i < 3; i++) {
            api.post(200, "/api/sync/run?connector=clickup", null);
        }
    }

    private static JsonNode post(String path, String json) {
        return api.made(path, json.replace('\'', '"'));
    }

    private static JsonNode clickup(String path) {
        return api.read(CLICKUP + path);
    }

    private static void typed(String path, String json) {
        api.put(200, CLICKUP + path, json.replace('\'', '"'));
    }

    private static String folder() {
        String team = clickup("/team").at("/teams/0/id").asString();
        String space = clickup("/team/" + team + "/space").at("/spaces/0/id").asString();
        return clickup("/space/" + space + "/folder").at("/folders/0/id").asString();
    }

    private static String list(String name) {
        return named(clickup("/folder/" + folder() + "/list").path("lists"), "name", name)
                .path("id")
                .asString();
    }

    private static JsonNode there(String list, String name) {
        String query = "?include_closed=true&subtasks=true&include_markdown_description=true";
        return named(clickup("/list/" + list + "/task" + query).path("tasks"), "name", name);
    }

    private static JsonNode here(String key) {
        return api.read("/api/tasks/" + key);
    }

    private static JsonNode named(JsonNode all, String field, String name) {
        return all.valueStream()
                .filter(each -> each.path(field).asString("").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + all));
    }

    private static List<String> texts(JsonNode all, String field) {
        return all.valueStream().map(each -> each.path(field).asString("")).toList();
    }

    @Test
    void a_task_waits_for_the_same_tasks_on_both_sides() {
        String project = post("/api/projects", "{'name': 'Roof'}").path("key").asString();
        String tiles = made(project, "Tiles");
        String rafters = made(project, "Rafters");
        String walls = made(project, "Walls");
        String ours = made(
                post("/api/projects", "{'name': 'Ours alone', 'placement': 'none'}")
                        .path("key")
                        .asString(),
                "Permission");
        waits(tiles, "'" + rafters + "', '" + ours + "'");
        sync();
        String list = list("Roof");
        assertThat(waitsThere(list, "Tiles")).containsExactly(id(list, "Rafters"));

        String on = "/task/" + id(list, "Tiles") + "/dependency?depends_on=" + id(list, "Rafters");
        api.delete(200, CLICKUP + on);
        depends(list, "Tiles", "Walls");
        depends(list, "Rafters", "Walls");
        sync();
        assertThat(waitsHere(tiles)).containsExactlyInAnyOrder(walls, ours);
        assertThat(waitsHere(rafters)).containsExactly(walls);

        api.post(200, CLICKUP + "/list/" + list + "/task", "{\"name\": \"Ground\"}");
        depends(list, "Walls", "Ground");
        sync();
        assertThat(waitsHere(walls)).as("one that is new there").hasSize(1);
    }

    private static String made(String project, String title) {
        return post("/api/projects/" + project + "/tasks", "{'title': '" + title + "'}")
                .path("key")
                .asString();
    }

    private static void waits(String task, String others) {
        api.patch(200, "/api/tasks/" + task, ("{'blockedBy': [" + others + "]}").replace('\'', '"'));
    }

    private static String id(String list, String name) {
        return there(list, name).path("id").asString();
    }

    private static void depends(String list, String name, String on) {
        String body = "{\"depends_on\": \"" + id(list, on) + "\"}";
        api.post(200, CLICKUP + "/task/" + id(list, name) + "/dependency", body);
    }

    private static List<String> waitsHere(String task) {
        return here(task)
                .path("blockedBy")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static List<String> waitsThere(String list, String name) {
        JsonNode task = there(list, name);
        return task.path("dependencies")
                .valueStream()
                .filter(each -> each.path("task_id").equals(task.path("id")))
                .map(each -> each.path("depends_on").asString())
                .toList();
    }

    @Test
    void what_is_made_there_is_here_and_what_is_deleted_there_is_asked_about() {
        post("/api/projects", "{'name': 'House'}");
        sync();
        String list = api.post(200, CLICKUP + "/folder/" + folder() + "/list", "{\"name\": \"Made there\"}")
                .text("id");
        String id = api.post(200, CLICKUP + "/list/" + list + "/task", "{\"name\": \"Typed there\"}")
                .text("id");
        sync();
        JsonNode project = named(api.read("/api/projects?q=Made").path("items"), "name", "Made there");
        JsonNode task = named(
                api.read("/api/tasks?project=" + project.path("key").asString()).path("items"), "title", "Typed there");

        api.delete(204, CLICKUP + "/task/" + id);
        sync();

        assertThat(here(task.path("key").asString()).path("deletedAt").isNull()).isTrue();
        JsonNode conflicts = api.read("/api/sync/conflicts?connector=clickup");
        assertThat(conflicts
                        .path("items")
                        .valueStream()
                        .filter(each -> each.path("kind").asString().equals("existence"))
                        .map(each -> each.at("/entity/key").asString()))
                .containsExactly(task.path("key").asString());
    }

    private static List<String> lists() {
        return texts(clickup("/folder/" + folder() + "/list").path("lists"), "name");
    }

    private static Api.Answer patched(String project, String json) {
        return api.patch(200, "/api/projects/" + project, json.replace('\'', '"'));
    }

    private static JsonNode link(String project) {
        return named(api.read("/api/projects/" + project).path("links"), "connector", "clickup");
    }

    @Test
    void a_project_is_in_clickup_for_as_long_as_its_placement_there_says_so() {
        JsonNode made = post("/api/projects", "{'name': 'Diary', 'placements': {'clickup': 'none'}}");
        String project = made.path("key").asString();
        assertThat(made.path("placements").toString())
                .isEqualTo("{\"ticktick\":\"card\",\"clickup\":\"none\",\"trackingtime\":\"project\"}");
        post("/api/projects/" + project + "/tasks", "{'title': 'Dear diary'}");
        sync();
        assertThat(lists()).doesNotContain("Diary");

        patched(project, "{'placements': {'clickup': 'list'}}");
        sync();
        String list = list("Diary");
        assertThat(there(list, "Dear diary").path("id").asString()).isNotEmpty();
        assertThat(link(project).path("state").asString()).isEqualTo("synced");

        String changeSet =
                patched(project, "{'placements': {'clickup': 'none'}}").header("X-Change-Set");
        String then = api.read("/api/projects/" + project + "/history?limit=1")
                .at("/items/0/position")
                .asString();
        sync();
        assertThat(link(project).path("state").asString()).isEqualTo("detached");
        assertThat(list("Diary")).isEqualTo(list);
        typed("/task/" + there(list, "Dear diary").path("id").asString(), "{'name': 'Not yours'}");
        sync();
        assertThat(texts(api.read("/api/tasks?project=" + project).path("items"), "title"))
                .containsExactly("Dear diary");
        assertThat(texts(api.read("/api/projects?q=Diary").path("items"), "name"))
                .containsExactly("Diary");

        JsonNode told =
                api.read("/api/projects/" + project + "/history?limit=1").at("/items/0");
        assertThat(told.at("/changes").toString())
                .isEqualTo("[{\"field\":\"placements.clickup\",\"from\":\"list\",\"to\":\"none\"}]");
        api.post(200, "/api/change-sets/" + changeSet + "/undo", null);
        sync();
        assertThat(api.read("/api/projects/" + project + "?asOf=" + then)
                        .at("/placements/clickup")
                        .asString())
                .isEqualTo("none");
        assertThat(link(project).path("remoteId").asString()).isEqualTo(list);
        assertThat(link(project).path("state").asString()).isEqualTo("synced");
        assertThat(texts(api.read("/api/tasks?project=" + project).path("items"), "title"))
                .containsExactly("Not yours");
        assertThat(lists()).containsOnlyOnce("Diary");
    }

    private static JsonNode notes(String key) {
        return api.read("/api/tasks/" + key + "/notes").path("items");
    }

    private static List<String> comments(String task) {
        return texts(clickup("/task/" + task + "/comment").path("comments"), "comment_text")
                .reversed();
    }

    private static void comment(String task, String text) {
        api.post(200, CLICKUP + "/task/" + task + "/comment", "{\"comment_text\": \"" + text + "\"}");
    }

    /** Of the sync: where comments are read and written. */
    private static List<String> commentRequests() {
        return api.read("/sandbox/clickup/faults/requests")
                .path("requests")
                .valueStream()
                .filter(each -> each.path("path").asString().endsWith("/comment"))
                .map(each -> each.path("method").asString())
                .toList();
    }

    @Test
    void notes_are_comments_and_comments_are_notes() {
        String project =
                post("/api/projects", "{'name': 'Kitchen'}").path("key").asString();
        String key = post("/api/projects/" + project + "/tasks", "{'title': 'Paint'}")
                .path("key")
                .asString();
        post("/api/tasks/" + key + "/notes", "{'text': 'before it was there'}");
        sync();
        String id = there(list("Kitchen"), "Paint").path("id").asString();
        assertThat(comments(id)).containsExactly("before it was there");

        post("/api/tasks/" + key + "/notes", "{'text': 'white, **not** grey'}");
        Wait.until("the note is a comment", () -> comments(id).size() == 2);
        comment(id, "typed there");
        sync();
        JsonNode typed = notes(key).path(0);
        JsonNode there = clickup("/task/" + id + "/comment").at("/comments/0");
        assertThat(typed.path("text").asString()).isEqualTo("typed there");
        assertThat(typed.path("actor").asString()).isEqualTo("clickup");
        assertThat(typed.path("channel").asString()).isEqualTo("clickup");
        assertThat(typed.path("author").asString())
                .isEqualTo(there.at("/user/username").asString());
        assertThat(Instant.parse(typed.path("at").asString()).toEpochMilli())
                .isEqualTo(there.path("date").asLong());

        api.delete(200, "/sandbox/clickup/faults");
        sync();
        assertThat(commentRequests()).as("nothing has changed").isEmpty();
        assertThat(comments(id)).containsExactly("before it was there", "white, **not** grey", "typed there");
        assertThat(texts(notes(key), "text").reversed())
                .containsExactly("before it was there", "white, **not** grey", "typed there");
    }

    @Test
    void custom_fields_are_read_and_kept_and_never_written() {
        String project = post("/api/projects", "{'name': 'Sprint'}").path("key").asString();
        String key = post("/api/projects/" + project + "/tasks", "{'title': 'Estimate'}")
                .path("key")
                .asString();
        sync();
        assertThat(here(key).path("fields").toString()).isEqualTo("{}");
        String list = list("Sprint");
        String id = there(list, "Estimate").path("id").asString();
        String effort = named(clickup("/list/" + list + "/field").path("fields"), "name", "Effort")
                .path("id")
                .asString();

        api.post(200, CLICKUP + "/task/" + id + "/field/" + effort, "{\"value\": 3}");
        sync();
        JsonNode read = here(key);
        assertThat(read.path("fields").toString()).isEqualTo("{\"clickup\":{\"Effort\":3}}");
        JsonNode told = newest(key);
        assertThat(told.path("event").asString()).isEqualTo("task.fields-read");
        assertThat(told.path("actor").asString()).isEqualTo("clickup");
        assertThat(told.path("changes").toString())
                .isEqualTo("[{\"field\":\"fields.clickup.Effort\",\"from\":null,\"to\":3}]");
        Mcp agent = Mcp.connect(api);
        String asked = "{\"tasks\":[\"" + key + "\"]}";
        assertThat(agent.answer("get_task", asked)
                        .at("/tasks/0/fields/clickup/Effort")
                        .asInt())
                .isEqualTo(3);
        assertThat(agent.answer("find_tasks", "{\"project\":\"" + project + "\",\"response_format\":\"detailed\"}")
                        .at("/tasks/0")
                        .has("fields"))
                .isFalse();

        assertThat(agent.failure("update_tasks", "{\"tasks\":[{\"key\":\"" + key + "\",\"fields\":{\"Effort\":5}}]}"))
                .contains("the services' own");
        api.patch(422, "/api/tasks/" + key, "{\"title\": \"Estimate it\", \"fields\": {}}");
        api.patch(200, "/api/tasks/" + key, "{\"title\": \"Estimate it\"}");
        sync();
        assertThat(there(list, "Estimate it").path("custom_fields").toString()).contains("\"value\":3");
        long version = here(key).path("version").asLong();
        sync();
        assertThat(here(key).path("version").asLong()).isEqualTo(version);

        api.post(200, CLICKUP + "/task/" + id + "/field/" + effort, "{\"value\": 5}");
        sync();
        String before = told.path("position").asString();
        String changeSet = newest(key).path("changeSet").asString();
        api.post(200, "/api/change-sets/" + changeSet + "/undo", null);
        assertThat(here(key).at("/fields/clickup/Effort").asInt()).isEqualTo(5);
        assertThat(api.read("/api/tasks/" + key + "?asOf=" + before)
                        .at("/fields/clickup/Effort")
                        .asInt())
                .isEqualTo(3);
        api.delete(200, CLICKUP + "/task/" + id + "/field/" + effort);
        sync();
        assertThat(here(key).path("fields").toString()).isEqualTo("{}");
    }

    private static JsonNode newest(String key) {
        return api.read("/api/tasks/" + key + "/history?limit=1").at("/items/0");
    }

    private static String added(String project, String title) {
        return post("/api/projects/" + project + "/tasks", "{'title': '" + title + "'}")
                .path("key")
                .asString();
    }

    @Test
    void what_ends_goes_on_and_moves_on_one_side_does_so_on_the_other() {
        String from = post("/api/projects", "{'name': 'Workshop'}").path("key").asString();
        String to = post("/api/projects", "{'name': 'Shed'}").path("key").asString();
        String ended = added(from, "Saw");
        String reopened = added(from, "Plane");
        String moved = added(from, "Lathe");
        String fetched = added(from, "Vice");
        sync();
        String workshop = list("Workshop");
        String shed = list("Shed");

        api.post(200, "/api/tasks/" + ended + "/complete", null);
        api.post(200, "/api/tasks/" + moved + "/move", "{\"project\": \"" + to + "\"}");
        typed("/task/" + there(workshop, "Plane").path("id").asString(), "{'status': 'cancelled'}");
        String vice = there(workshop, "Vice").path("id").asString();
        String team = clickup("/team").at("/teams/0/id").asString();
        api.put(200, "/sandbox/clickup/api/v3/workspaces/" + team + "/tasks/" + vice + "/home_list/" + shed, "{}");
        sync();
        assertThat(there(workshop, "Saw").at("/status/status").asString()).isEqualTo("done");
        assertThat(there(shed, "Lathe").path("id").asString()).isNotEmpty();
        assertThat(texts(clickup("/list/" + workshop + "/task").path("tasks"), "name"))
                .doesNotContain("Lathe", "Vice");
        assertThat(here(reopened).path("status").asString()).isEqualTo("abandoned");
        assertThat(here(fetched).path("projectKey").asString()).isEqualTo(to);

        typed("/task/" + there(workshop, "Saw").path("id").asString(), "{'status': 'to do'}");
        api.post(200, "/api/tasks/" + reopened + "/reopen", null);
        api.patch(200, "/api/tasks/" + moved, "{\"checklist\": [{\"title\": \"oil\"}]}");
        sync();
        assertThat(here(ended).path("status").asString()).isEqualTo("open");
        assertThat(there(workshop, "Plane").at("/status/status").asString()).isEqualTo("to do");
        JsonNode checklist = there(shed, "Lathe").at("/checklists/0");
        api.put(
                200,
                CLICKUP + "/checklist/" + checklist.path("id").asString() + "/checklist_item/"
                        + checklist.at("/items/0/id").asString(),
                "{\"name\": \"oil it\", \"resolved\": true}");
        sync();
        assertThat(here(moved).at("/checklist/0/title").asString()).isEqualTo("oil it");
        assertThat(here(moved).at("/checklist/0/done").asBoolean()).isTrue();
    }
}
