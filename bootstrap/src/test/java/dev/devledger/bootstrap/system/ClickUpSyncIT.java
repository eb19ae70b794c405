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
            api.post("/api/sync/run?connector=clickup", null).expect(200);
        }
    }

    private static JsonNode post(String path, String json) {
        return api.post(path, json.replace('\'', '"')).expect(201).json();
    }

    private static JsonNode clickup(String path) {
        return api.get(CLICKUP + path).expect(200).json();
    }

    private static void typed(String path, String json) {
        api.put(CLICKUP + path, json.replace('\'', '"')).expect(200);
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
        return api.get("/api/tasks/" + key).expect(200).json();
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
    void each_row_of_the_table_goes_there_and_comes_back() {
        post("/api/people", "{'name': 'Ana of the ledger', 'email': 'ana@example.com'}");
        String project = post("/api/projects", "{'name': 'Garden'}").path("key").asString();
        JsonNode made = post("/api/projects/" + project + "/tasks", """
                {'title': 'Dig', 'description': '# Soil\\n\\n- deep', 'priority': 'high', 'tags': ['green'],
                 'stage': 'in review', 'estimateMinutes': 90, 'assignees': ['ana@example.com'],
                 'startDate': '2026-04-01', 'dueDate': '2026-04-03',
                 'checklist': [{'title': 'spade', 'done': true}, {'title': 'gloves', 'done': false}]}""");
        String key = made.path("key").asString();
        String below = post("/api/projects/" + project + "/tasks", "{'title': 'Deeper', 'parent': '" + key + "'}")
                .path("key")
                .asString();
        sync();

        String list = list("Garden");
        JsonNode link =
                named(api.get("/api/projects/" + project).expect(200).json().path("links"), "connector", "clickup");
        assertThat(link.path("remoteId").asString()).isEqualTo(list);
        assertThat(link.path("state").asString()).isEqualTo("synced");
        JsonNode task = there(list, "Dig");
        String id = task.path("id").asString();
        assertThat(task.path("markdown_description").asString()).isEqualTo("# Soil\n\n- deep");
        assertThat(task.at("/priority/id").asString()).isEqualTo("2");
        assertThat(texts(task.path("tags"), "name")).containsExactly("green");
        assertThat(task.at("/status/status").asString()).isEqualTo("in review");
        assertThat(task.path("time_estimate").asLong()).isEqualTo(5_400_000);
        assertThat(texts(task.path("assignees"), "email")).containsExactly("ana@example.com");
        assertThat(task.path("due_date").asString()).isEqualTo("1775181600000"); // 4 in the morning in Madrid
        assertThat(task.path("due_date_time").asBoolean(true)).isFalse();
        assertThat(texts(task.at("/checklists/0/items"), "name")).containsExactly("spade", "gloves");
        assertThat(there(list, "Deeper").path("parent").asString()).isEqualTo(id);

        typed("/task/" + id, """
                {'name': 'Dig deep', 'markdown_content': 'By hand', 'priority': 1, 'status': 'in progress',
                 'time_estimate': 1800000, 'assignees': {'add': [184], 'rem': [183]},
                 'start_date': null, 'due_date': 1775433600000, 'due_date_time': true}""");
        api.post(CLICKUP + "/task/" + id + "/tag/wet", "{}").expect(200);
        typed("/task/" + there(list, "Deeper").path("id").asString(), "{'parent': 'none', 'status': 'done'}");
        sync();

        JsonNode now = here(key);
        assertThat(now.path("title").asString()).isEqualTo("Dig deep");
        assertThat(now.path("description").asString()).isEqualTo("By hand");
        assertThat(now.path("priority").asString()).isEqualTo("high");
        assertThat(now.path("stage").asString()).isEqualTo("in progress");
        assertThat(now.path("estimateMinutes").asInt()).isEqualTo(30);
        assertThat(texts(now.path("assignees"), "name")).containsExactly("Ben");
        assertThat(now.path("tags").toString()).isEqualTo("[\"green\",\"wet\"]");
        assertThat(now.path("dueDate").asString()).isEqualTo("2026-04-06T00:00:00Z");
        assertThat(here(below).path("status").asString()).isEqualTo("completed");
        assertThat(here(below).path("parentId").isNull()).isTrue();

        api.patch("/api/tasks/" + key, "{\"title\": \"Dig on\"}").expect(200);
        api.post("/api/tasks/" + key + "/abandon", null).expect(200);
        sync();
        task = there(list, "Dig on");
        assertThat(task.at("/priority/id").asString()).as("urgent stays urgent").isEqualTo("1");
        assertThat(task.at("/status/status").asString()).isEqualTo("cancelled");
    }

    @Test
    void the_list_of_a_project_holds_what_the_project_says_and_the_other_way_round() {
        String project = post("/api/projects", """
                {'name': 'Cellar', 'description': 'Cool\\ndry', 'priority': 'high', 'dueDate': '2026-04-03',
                 'startDate': '2026-04-01', 'tags': ['ours'], 'status': 'paused'}""").path("key").asString();
        sync();
        String list = list("Cellar");
        JsonNode there = clickup("/list/" + list);
        assertThat(there.path("content").asString()).isEqualTo("Cool\ndry");
        assertThat(there.at("/priority/priority").asString()).isEqualTo("high");
        assertThat(there.path("due_date").asString()).isEqualTo("1775181600000"); // 4 in the morning in Madrid

        typed("/list/" + list, """
                {'name': 'Wine cellar', 'content': 'Cool\\ndark', 'priority': 4, 'due_date': 1775440800000,
                 'due_date_time': false}""");
        sync();
        JsonNode here = api.get("/api/projects/" + project).expect(200).json();
        assertThat(here.path("name").asString()).isEqualTo("Wine cellar");
        assertThat(here.path("description").asString()).isEqualTo("Cool\ndark");
        assertThat(here.path("priority").asString()).isEqualTo("low");
        assertThat(here.path("dueDate").asString()).isEqualTo("2026-04-06");
        assertThat(here.path("startDate").asString()).isEqualTo("2026-04-01");
        assertThat(here.path("tags").toString()).isEqualTo("[\"ours\"]");
        assertThat(here.path("status").asString()).isEqualTo("paused");

        typed("/list/" + list, "{'priority': 2}");
        api.patch("/api/projects/" + project, "{\"description\": null, \"priority\": \"medium\"}")
                .expect(200);
        sync();
        assertThat(clickup("/list/" + list).path("content").asString("").isBlank())
                .isTrue();
        JsonNode conflict = named(
                api.get("/api/sync/conflicts?connector=clickup")
                        .expect(200)
                        .json()
                        .path("items"),
                "field",
                "priority");
        assertThat(conflict.at("/entity/key").asString()).isEqualTo(project);
        assertThat(conflict.path("applied").asString()).isEqualTo("remote");
        api.post("/api/sync/conflicts/" + conflict.path("id").asString() + "/resolve", "{\"choose\": \"local\"}")
                .expect(200);
        sync();
        assertThat(clickup("/list/" + list).at("/priority/priority").asString()).isEqualTo("normal");
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
        api.delete(CLICKUP + on).expect(200);
        depends(list, "Tiles", "Walls");
        depends(list, "Rafters", "Walls");
        sync();
        assertThat(waitsHere(tiles)).containsExactlyInAnyOrder(walls, ours);
        assertThat(waitsHere(rafters)).containsExactly(walls);

        api.post(CLICKUP + "/list/" + list + "/task", "{\"name\": \"Ground\"}").expect(200);
        depends(list, "Walls", "Ground");
        sync();
        assertThat(waitsHere(walls)).as("one that is new there").hasSize(1);
    }

    @Test
    void tasks_that_would_wait_for_each_other_are_told_on_both_sides() {
        String project = post("/api/projects", "{'name': 'Bridge'}").path("key").asString();
        String arch = made(project, "Arch");
        String pier = made(project, "Pier");
        sync();
        String list = list("Bridge");
        depends(list, "Pier", "Arch");
        typed("/task/" + id(list, "Pier"), "{'name': 'Wet pier'}");
        waits(arch, "'" + pier + "'");
        sync();

        assertThat(here(pier).path("title").asString()).isEqualTo("Wet pier");
        assertThat(waitsHere(pier)).isEmpty();
        assertThat(waitsThere(list, "Arch")).isEmpty();
        assertThat(clickupLink(pier).path("reason").asString()).contains("cannot be stored in Devledger", arch, pier);
        assertThat(clickupLink(arch).path("reason").asString()).contains("wait for each other");

        waits(arch, "");
        sync();
        assertThat(waitsHere(pier)).containsExactly(arch);
        assertThat(clickupLink(pier).path("state").asString()).isEqualTo("synced");
        assertThat(clickupLink(arch).path("state").asString()).isEqualTo("synced");
    }

    private static String made(String project, String title) {
        return post("/api/projects/" + project + "/tasks", "{'title': '" + title + "'}")
                .path("key")
                .asString();
    }

    private static void waits(String task, String others) {
        api.patch("/api/tasks/" + task, ("{'blockedBy': [" + others + "]}").replace('\'', '"'))
                .expect(200);
    }

    private static String id(String list, String name) {
        return there(list, name).path("id").asString();
    }

    private static void depends(String list, String name, String on) {
        String body = "{\"depends_on\": \"" + id(list, on) + "\"}";
        api.post(CLICKUP + "/task/" + id(list, name) + "/dependency", body).expect(200);
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

    private static JsonNode clickupLink(String task) {
        return named(here(task).path("links"), "connector", "clickup");
    }

    @Test
    void what_is_made_there_is_here_and_what_is_deleted_there_is_asked_about() {
        post("/api/projects", "{'name': 'House'}");
        sync();
        String list = api.post(CLICKUP + "/folder/" + folder() + "/list", "{\"name\": \"Made there\"}")
                .expect(200)
                .text("id");
        String id = api.post(CLICKUP + "/list/" + list + "/task", "{\"name\": \"Typed there\"}")
                .expect(200)
                .text("id");
        sync();
        JsonNode project =
                named(api.get("/api/projects?q=Made").expect(200).json().path("items"), "name", "Made there");
        JsonNode task = named(
                api.get("/api/tasks?project=" + project.path("key").asString())
                        .expect(200)
                        .json()
                        .path("items"),
                "title",
                "Typed there");

        api.delete(CLICKUP + "/task/" + id).expect(204);
        sync();

        assertThat(here(task.path("key").asString()).path("deletedAt").isNull()).isTrue();
        JsonNode conflicts =
                api.get("/api/sync/conflicts?connector=clickup").expect(200).json();
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
        return api.patch("/api/projects/" + project, json.replace('\'', '"')).expect(200);
    }

    private static JsonNode link(String project) {
        return named(api.get("/api/projects/" + project).expect(200).json().path("links"), "connector", "clickup");
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
        String then = api.get("/api/projects/" + project + "/history?limit=1")
                .expect(200)
                .json()
                .at("/items/0/position")
                .asString();
        sync();
        assertThat(link(project).path("state").asString()).isEqualTo("detached");
        assertThat(list("Diary")).isEqualTo(list);
        typed("/task/" + there(list, "Dear diary").path("id").asString(), "{'name': 'Not yours'}");
        sync();
        assertThat(texts(
                        api.get("/api/tasks?project=" + project)
                                .expect(200)
                                .json()
                                .path("items"),
                        "title"))
                .containsExactly("Dear diary");
        assertThat(texts(api.get("/api/projects?q=Diary").expect(200).json().path("items"), "name"))
                .containsExactly("Diary");

        JsonNode told = api.get("/api/projects/" + project + "/history?limit=1")
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(told.at("/changes").toString())
                .isEqualTo("[{\"field\":\"placements.clickup\",\"from\":\"list\",\"to\":\"none\"}]");
        api.post("/api/change-sets/" + changeSet + "/undo", null).expect(200);
        sync();
        assertThat(api.get("/api/projects/" + project + "?asOf=" + then)
                        .expect(200)
                        .json()
                        .at("/placements/clickup")
                        .asString())
                .isEqualTo("none");
        assertThat(link(project).path("remoteId").asString()).isEqualTo(list);
        assertThat(link(project).path("state").asString()).isEqualTo("synced");
        assertThat(texts(
                        api.get("/api/tasks?project=" + project)
                                .expect(200)
                                .json()
                                .path("items"),
                        "title"))
                .containsExactly("Not yours");
        assertThat(lists()).containsOnlyOnce("Diary");
    }

    private static JsonNode notes(String key) {
        return api.get("/api/tasks/" + key + "/notes").expect(200).json().path("items");
    }

    private static List<String> comments(String task) {
        return texts(clickup("/task/" + task + "/comment").path("comments"), "comment_text")
                .reversed();
    }

    private static void comment(String task, String text) {
        api.post(CLICKUP + "/task/" + task + "/comment", "{\"comment_text\": \"" + text + "\"}")
                .expect(200);
    }

    /** Of the sync: where comments are read and written. */
    private static List<String> commentRequests() {
        return api.get("/sandbox/clickup/faults/requests")
                .expect(200)
                .json()
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

        api.delete("/sandbox/clickup/faults").expect(200);
        sync();
        assertThat(commentRequests()).as("nothing has changed").isEmpty();
        assertThat(comments(id)).containsExactly("before it was there", "white, **not** grey", "typed there");
        assertThat(texts(notes(key), "text").reversed())
                .containsExactly("before it was there", "white, **not** grey", "typed there");
    }

    @Test
    void a_comment_whose_answer_was_lost_is_there_once() {
        String project = post("/api/projects", "{'name': 'Attic'}").path("key").asString();
        String key = post("/api/projects/" + project + "/tasks", "{'title': 'Dry'}")
                .path("key")
                .asString();
        sync();
        String id = there(list("Attic"), "Dry").path("id").asString();
        for (String fault : List.of("drop-answer", "gateway")) {
            api.post(
                            "/sandbox/clickup/faults",
                            "{\"fault\": \"" + fault + "\", \"path\": \"POST /task/" + id + "/comment\"}")
                    .expect(200);
            post("/api/tasks/" + key + "/notes", "{'text': 'sent through a " + fault + "'}");
            Wait.until("the note is on record as a comment", () -> api.get("/api/sync/status")
                    .expect(200)
                    .json()
                    .at("/items")
                    .valueStream()
                    .allMatch(each -> each.path("pending").asInt() == 0));
        }
        sync();
        assertThat(comments(id)).containsExactly("sent through a drop-answer", "sent through a gateway");
        assertThat(notes(key)).hasSize(2);
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

        api.post(CLICKUP + "/task/" + id + "/field/" + effort, "{\"value\": 3}").expect(200);
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
        api.patch("/api/tasks/" + key, "{\"title\": \"Estimate it\", \"fields\": {}}")
                .expect(422);
        api.patch("/api/tasks/" + key, "{\"title\": \"Estimate it\"}").expect(200);
        sync();
        assertThat(there(list, "Estimate it").path("custom_fields").toString()).contains("\"value\":3");
        long version = here(key).path("version").asLong();
        sync();
        assertThat(here(key).path("version").asLong()).isEqualTo(version);

        api.post(CLICKUP + "/task/" + id + "/field/" + effort, "{\"value\": 5}").expect(200);
        sync();
        String before = told.path("position").asString();
        String changeSet = newest(key).path("changeSet").asString();
        api.post("/api/change-sets/" + changeSet + "/undo", null).expect(200);
        assertThat(here(key).at("/fields/clickup/Effort").asInt()).isEqualTo(5);
        assertThat(api.get("/api/tasks/" + key + "?asOf=" + before)
                        .expect(200)
                        .json()
                        .at("/fields/clickup/Effort")
                        .asInt())
                .isEqualTo(3);
        api.delete(CLICKUP + "/task/" + id + "/field/" + effort).expect(200);
        sync();
        assertThat(here(key).path("fields").toString()).isEqualTo("{}");
    }

    private static JsonNode newest(String key) {
        return api.get("/api/tasks/" + key + "/history?limit=1")
                .expect(200)
                .json()
                .at("/items/0");
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

        api.post("/api/tasks/" + ended + "/complete", null).expect(200);
        api.post("/api/tasks/" + moved + "/move", "{\"project\": \"" + to + "\"}")
                .expect(200);
        typed("/task/" + there(workshop, "Plane").path("id").asString(), "{'status': 'cancelled'}");
        String vice = there(workshop, "Vice").path("id").asString();
        String team = clickup("/team").at("/teams/0/id").asString();
        api.put("/sandbox/clickup/api/v3/workspaces/" + team + "/tasks/" + vice + "/home_list/" + shed, "{}")
                .expect(200);
        sync();
        assertThat(there(workshop, "Saw").at("/status/status").asString()).isEqualTo("done");
        assertThat(there(shed, "Lathe").path("id").asString()).isNotEmpty();
        assertThat(texts(clickup("/list/" + workshop + "/task").path("tasks"), "name"))
                .doesNotContain("Lathe", "Vice");
        assertThat(here(reopened).path("status").asString()).isEqualTo("abandoned");
        assertThat(here(fetched).path("projectKey").asString()).isEqualTo(to);

        typed("/task/" + there(workshop, "Saw").path("id").asString(), "{'status': 'to do'}");
        api.post("/api/tasks/" + reopened + "/reopen", null).expect(200);
        api.patch("/api/tasks/" + moved, "{\"checklist\": [{\"title\": \"oil\"}]}")
                .expect(200);
        sync();
        assertThat(here(ended).path("status").asString()).isEqualTo("open");
        assertThat(there(workshop, "Plane").at("/status/status").asString()).isEqualTo("to do");
        JsonNode checklist = there(shed, "Lathe").at("/checklists/0");
        api.put(
                        CLICKUP + "/checklist/" + checklist.path("id").asString() + "/checklist_item/"
                                + checklist.at("/items/0/id").asString(),
                        "{\"name\": \"oil it\", \"resolved\": true}")
                .expect(200);
        sync();
        assertThat(here(moved).at("/checklist/0/title").asString()).isEqualTo("oil it");
        assertThat(here(moved).at("/checklist/0/done").asBoolean()).isTrue();
    }
}
