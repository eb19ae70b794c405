package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many projects and tasks at once, over HTTP. */
class ImportIT {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private final Api api = SharedDevledger.get().api();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private Api.Answer send(String type, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = type;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return api.post("/api/import", body, all);
    }

    private JsonNode project(String name) {
        JsonNode items = api.read("/api/projects?q=" + name).path("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private List<JsonNode> tasks(String key) {
        return api.read("/api/projects/" + key + "/tasks?limit=200&sort=title")
                .path("items")
                .valueStream()
                .toList();
    }

    private static List<String> wrong(Api.Answer answer) {
        return answer.json()
                .path("errors")
                .valueStream()
                .map(each ->
                        each.path("line").asLong() + " " + each.path("field").asString() + ": "
                                + each.path("message").asString())
                .toList();
    }

    @Test
    void lines_of_json_become_projects_and_tasks_that_the_next_read_shows() {
        Api.Answer answer = send(NDJSON, """
                {"project": {"ref": "web", "name": "Web %1$s", "status": "active", "tags": ["Site"], "repositoryUrl": "https://example.org/web.git"}}

                {"task": {"ref": "child", "project": "web", "parent": "top", "title": "B, below", "priority": "high", "dueDate": "2026-03-31", "stage": "next", "estimateMinutes": 30, "assignees": ["me"]}}
                {"task": {"ref": "top", "project": "web", "title": "A, at the top", "checklist": [{"title": "one"}, {"title": "two", "done": true}]}}
                {"task": {"project": "Web %1$s", "title": "C, done", "status": "completed", "completedAt": "2025-01-02T03:04:05Z"}}
                """.formatted(mark)).expect(200);

        String changeSet = answer.header("X-Change-Set");
        assertThat(answer.json().toString())
                .isEqualTo("{\"changeSet\":\"" + changeSet + "\",\"projects\":1,\"tasks\":3,\"entries\":0,\"events\":5,"
                        + "\"present\":0,\"skipped\":0,\"warnings\":[]}");
        JsonNode project = project(mark);
        assertThat(project.path("status").asString()).isEqualTo("active");
        assertThat(project.path("taskCounts").toString()).isEqualTo("{\"open\":2,\"completed\":1,\"abandoned\":0}");
        List<JsonNode> tasks = tasks(project.path("key").asString());
        assertThat(tasks)
                .extracting(task -> task.path("title").asString())
                .containsExactly("A, at the top", "B, below", "C, done");
        assertThat(tasks.get(1).path("parentId")).isEqualTo(tasks.get(0).path("id"));
        assertThat(tasks.get(0).path("checklist")).hasSize(2);
        assertThat(tasks.get(1).path("stage").asString()).isEqualTo("next");
        assertThat(tasks.get(1).path("estimateMinutes").asInt()).isEqualTo(30);
        assertThat(tasks.get(1).at("/assignees/0/name").asString()).isEqualTo("Owner");
        assertThat(tasks.get(2).path("completedAt").asString()).isEqualTo("2025-01-02T03:04:05Z");
        assertThat(tasks.get(2).path("version").asLong()).isEqualTo(2);
        assertThat(api.read("/api/history?changeSet=" + changeSet).path("items"))
                .hasSize(5);
        assertThat(api.get("/api/projects/" + project.path("key").asString() + "?asOf=2025-06-01T00:00:00Z")
                        .status())
                .isEqualTo(404);

        JsonNode told = api.read("/api/import/" + answer.header("X-Request-Id"));
        assertThat(told.path("state").asString()).isEqualTo("done");
        assertThat(told.path("events").asLong()).isEqualTo(5);

        api.post(200, "/api/change-sets/" + changeSet + "/undo", "{}");
        assertThat(api.read("/api/projects?q=" + mark).path("items")).isEmpty();
    }

    @Test
    void what_was_checked_is_what_is_stored() {
        String file = "project,title,status\nSeen %1$s,,active\nSeen %1$s,\"One, of two\",completed\n".formatted(mark);
        Api.Answer tried = api.post(200, "/api/import?dryRun=true", file, "Content-Type", CSV);
        String checked = tried.text("checked");
        assertThat(tried.json().path("changeSet").isNull()).isTrue();
        assertThat(tried.json().path("tasks").asInt()).isEqualTo(1);
        assertThat(tried.json().path("sample").toString())
                .isEqualTo("[{\"line\":2,\"type\":\"project\",\"project\":\"Seen " + mark
                        + "\",\"title\":null,\"status\":\"active\"},{\"line\":3,\"type\":\"task\",\"project\":\"Seen "
                        + mark + "\",\"title\":\"One, of two\",\"status\":\"completed\"}]");
        assertThat(api.read("/api/projects?q=" + mark).path("items")).isEmpty();

        String path = "/api/import?checked=" + checked;
        Api.Answer other = api.post(path, file.replace("One", "Two"), "Content-Type", CSV);
        assertThat(other.status()).isEqualTo(412);
        assertThat(other.body()).contains("not the file that was checked");
        assertThat(api.post("/api/import?checked=ff", file, "Content-Type", CSV).status())
                .isEqualTo(422);
        assertThat(api.read("/api/projects?q=" + mark).path("items")).isEmpty();

        api.post(200, path, file, "Content-Type", CSV);
        assertThat(tasks(project(mark).path("key").asString()))
                .extracting(task -> task.path("title").asString())
                .containsExactly("One, of two");
    }

    @Test
    void a_row_that_is_wrong_is_told_with_what_stands_in_it() {
        String file = "\ufeffproject,title,dueDate\nWrong %1$s,First,\nWrong %1$s,Second \u00e9,31.3.\r\n%2$s,,31.4.\n"
                .formatted(mark, "x".repeat(600));
        JsonNode errors = api.post(422, "/api/import?dryRun=true", file, "Content-Type", CSV)
                .json()
                .path("errors");
        assertThat(errors.get(0).path("line").asLong()).isEqualTo(3);
        assertThat(errors.get(0).path("field").asString()).isEqualTo("dueDate");
        assertThat(errors.get(0).path("text").asString()).isEqualTo("Wrong " + mark + ",Second \u00e9,31.3.");
        assertThat(errors.get(1).path("line").asLong()).isEqualTo(4);
        assertThat(errors.get(1).path("text").asString()).isEqualTo("x".repeat(500) + "…");
        JsonNode stored =
                api.post(422, "/api/import", file, "Content-Type", CSV).json().path("errors");
        assertThat(stored.get(0).path("message")).isEqualTo(errors.get(0).path("message"));
        assertThat(stored.toString()).as("only a check says it back").doesNotContain(mark, "xxx");
    }

    @Test
    void rows_of_csv_make_the_projects_that_they_name() {
        send(CSV, """
                project,title,description,status,priority,tags,startDate,dueDate,repositoryUrl\r
                First %1$s,,"of several
                lines",paused,high,one two,,2026-05-01,https://example.org/first.git\r
                First %1$s,A,,completed,,three,,,\r
                Second %1$s,B,"says ""hello"", twice",,low,,2026-01-01,2026-01-02,\r
                """.formatted(mark)).expect(200);

        JsonNode first = project("First%20" + mark);
        assertThat(first.path("status").asString()).isEqualTo("paused");
        assertThat(first.path("description").asString()).isEqualTo("of several\nlines");
        assertThat(first.path("tags").toString()).isEqualTo("[\"one\",\"two\"]");
        assertThat(tasks(first.path("key").asString()))
                .singleElement()
                .satisfies(task -> assertThat(task.path("status").asString()).isEqualTo("completed"));
        JsonNode second = project("Second%20" + mark);
        assertThat(second.path("status").asString()).isEqualTo("planned");
        assertThat(tasks(second.path("key").asString())).singleElement().satisfies(task -> assertThat(
                        task.path("description").asString())
                .isEqualTo("says \"hello\", twice"));
    }

    @Test
    void the_backup_of_ticktick_keeps_its_lists_trees_and_checklists() {
        send(CSV, """
                \uFEFF"Date: 2026-06-15+0000"
                "Version: 7.2"
                "Status:\s
                0 Normal
                1 Completed
                2 Archived"
                "Folder Name","List Name","Title","Kind","Tags","Content","Is Check list","Start Date","Due Date","Reminder","Repeat","Priority","Status","Created Time","Completed Time","Order","Timezone","Is All Day","Is Floating","Column Name","Column Order","View Mode","taskId","parentId"
                "","Garden %1$s","Buy compost","TEXT","","","N","","","","","0","0","2026-01-01T10:00:00+0000","","1","Europe/Madrid","false","false","","","list","2","1"
                "","Garden %1$s","Repot the basil","CHECKLIST","garden, Home","Terracotta
                ▫Pot
                ▪Soil","Y","","2026-10-14T22:00:00+0000","","","5","0","2026-01-01T10:00:00+0000","","1","Europe/Madrid","true","false","","","list","1",""
                "Old","Garden %1$s","Water","TEXT","","","N","","","","","0","2","2026-01-01T10:00:00+0000","2026-02-01T10:00:00+0000","1","Europe/Madrid","false","false","","","list","3",""
                """.formatted(mark)).expect(200);

        List<JsonNode> projects = api.read("/api/projects?sort=name&q=" + mark)
                .path("items")
                .valueStream()
                .toList();
        assertThat(projects)
                .extracting(project -> project.path("name").asString())
                .containsExactly("Garden " + mark, "Garden " + mark + " (Old)");
        assertThat(projects)
                .extracting(project -> project.path("placement").asString())
                .containsOnly("none");
        List<JsonNode> tasks = tasks(projects.get(0).path("key").asString());
        assertThat(tasks.get(0).path("parentId")).isEqualTo(tasks.get(1).path("id"));
        assertThat(tasks.get(1).path("dueDate").asString()).isEqualTo("2026-10-15");
        assertThat(tasks.get(1).path("description").asString()).isEqualTo("Terracotta");
        assertThat(tasks.get(1).path("priority").asString()).isEqualTo("high");
        assertThat(tasks.get(1)
                        .path("checklist")
                        .valueStream()
                        .map(item -> item.path("title").asString() + " " + item.path("done")))
                .containsExactly("Pot false", "Soil true");
        assertThat(tasks(projects.get(1).path("key").asString())
                        .getFirst()
                        .path("completedAt")
                        .asString())
                .isEqualTo("2026-02-01T10:00:00Z");
    }

    @Test
    void every_bad_row_is_told_and_nothing_is_stored() {
        Api.Answer answer = send(NDJSON, """
                {"project": {"ref": "p", "name": "Bad %1$s"}}
                {"task": {"project": "p", "title": ""}}
                {"task": {"project": "p", "title": "x", "colour": "red"}}
                not json
                {"task": {"project": "nobody", "title": "x"}}
                {"task": {"ref": "a", "project": "p", "parent": "b", "title": "x"}}
                {"task": {"ref": "b", "project": "p", "parent": "a", "title": "x"}}
                {"task": {"ref": "a", "project": "p", "title": "again"}}
                {"task": {"project": "p", "parent": "T-999999999", "title": "x"}}
                {"project": {"name": "x", "tags": ["Paused"]}}
                {"task": {"project": "p", "title": "x", "completedAt": "2025-01-01T00:00:00Z"}}
                {"other": 1}
                """.formatted(mark)).expect(422);

        assertThat(wrong(answer))
                .satisfiesExactly(
                        each -> assertThat(each).startsWith("2 title: must not be empty"),
                        each -> assertThat(each).startsWith("3 colour: is unknown"),
                        each -> assertThat(each).startsWith("4 line: is not JSON"),
                        each -> assertThat(each).startsWith("5 project: is not the ref, the key or the exact name"),
                        each -> assertThat(each).startsWith("6 parent: is the task itself or one of its subtasks"),
                        each -> assertThat(each).startsWith("7 parent: is the task itself or one of its subtasks"),
                        each -> assertThat(each)
                                .isEqualTo("8 ref: is already used in line 6; each row needs a ref of its own"),
                        each -> assertThat(each).isEqualTo("9 parent: there is no task T-999999999"),
                        each -> assertThat(each).startsWith("10 tags: \"Paused\" is reserved"),
                        each -> assertThat(each).startsWith("11 completedAt: is only allowed"),
                        each -> assertThat(each).startsWith("12 line: is neither {"));
        assertThat(api.read("/api/projects?q=" + mark).path("items")).isEmpty();
        JsonNode told = api.read("/api/import/" + answer.header("X-Request-Id"));
        assertThat(told.path("state").asString()).isEqualTo("failed");
        assertThat(told.path("errors")).isEqualTo(answer.json().path("errors"));
    }

    @Test
    void a_repeat_with_the_same_key_stores_nothing_more() {
        String body = "{\"project\": {\"name\": \"Once " + mark + "\"}}";
        Api.Answer first =
                send(NDJSON, body, "Idempotency-Key", "import-" + mark).expect(200);
        Api.Answer second =
                send(NDJSON, body, "Idempotency-Key", "import-" + mark).expect(200);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.header("X-Change-Set")).isEqualTo(first.header("X-Change-Set"));
        assertThat(send(NDJSON, body + "\n", "Idempotency-Key", "import-" + mark)
                        .text("type"))
                .isEqualTo("urn:devledger:problem:idempotency_mismatch");
        project("Once%20" + mark);
    }

    @Test
    void what_is_no_import_is_refused() {
        assertThat(send("application/json", "{}").status()).isEqualTo(415);
        assertThat(send("text/csv;charset=iso-8859-1", "project,title\n").status())
                .isEqualTo(415);
        assertThat(send(NDJSON, "").status()).isEqualTo(400);
        assertThat(send(NDJSON, "{}", "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(api.get("/api/import/unheard-of").status()).isEqualTo(404);
        assertThat(send(CSV, "project,title\n")
                        .expect(200)
                        .json()
                        .path("events")
                        .asLong())
                .isZero();
        assertThat(wrong(send(CSV, "a,b\n1,2\n").expect(422))).singleElement().satisfies(each -> assertThat(each)
                .startsWith("1 header: is missing"));
    }

    @Test
    void an_error_in_the_last_line_undoes_thousands_before_it() {
        StringBuilder body =
                new StringBuilder("{\"project\": {\"ref\": \"p\", \"name\": \"All or nothing " + mark + "\"}}\n");
        for (int i = 0; i < 6_000; i++) {
            body.append("{\"task\": {\"project\": \"p\", \"title\": \"task ")
                    .append(i)
                    .append("\"}}\n");
        }
        body.append("{\"task\": {\"project\": \"p\", \"title\": \"the last\", \"priority\": \"urgent\"}}\n");
        assertThat(wrong(send(NDJSON, body.toString()).expect(422)))
                .singleElement()
                .satisfies(each -> assertThat(each)
                        .startsWith("6002 priority: is \"urgent\"; allowed are none, low, medium, high"));

        assertThat(api.read("/api/projects?q=" + mark).path("items")).isEmpty();
        assertThat(api.read("/api/history?q=" + mark).path("items")).isEmpty();
    }

    @Test
    void tasks_go_to_what_is_there_by_key_or_exact_name() {
        String key = made("There " + mark);
        String parent = api.post(201, "/api/projects/" + key + "/tasks", "{\"title\": \"above\"}")
                .text("key");

        send(NDJSON, """
                {"task": {"project": "%1$s", "parent": "%2$s", "ref": "second", "title": "b"}}
                {"task": {"project": "There %3$s", "parent": "second", "ref": "third", "title": "c"}}
                {"task": {"project": "%1$s", "parent": "third", "ref": "fourth", "title": "d"}}
                """.formatted(key, parent, mark)).expect(200);
        assertThat(tasks(key))
                .extracting(task -> task.path("title").asString())
                .containsExactly("above", "b", "c", "d");

        assertThat(wrong(send(NDJSON, """
                {"task": {"project": "%1$s", "parent": "%2$s", "ref": "b", "title": "b"}}
                {"task": {"project": "%1$s", "parent": "b", "ref": "c", "title": "c"}}
                {"task": {"project": "%1$s", "parent": "c", "ref": "d", "title": "d"}}
                {"task": {"project": "%1$s", "parent": "d", "title": "too deep"}}
                {"project": {"ref": "other", "name": "Other %3$s"}}
                {"task": {"project": "other", "parent": "b", "title": "elsewhere"}}
                """.formatted(key, parent, mark)).expect(422)))
                .satisfiesExactly(
                        each -> assertThat(each).startsWith("4 parent: would make more than 4 levels"),
                        each -> assertThat(each).startsWith("6 parent: is in another project"));
    }

    @Test
    void a_name_of_two_projects_and_a_deleted_project_are_errors() {
        String name = "Twice " + mark;
        String one = made(name);
        String two = made(name);
        String gone = made("Gone " + mark);
        api.delete(200, "/api/projects/" + gone);

        assertThat(wrong(send(CSV, "project,title\n%s,a\n\"%s\",b\nP-999999999,c\n".formatted(name, gone))
                        .expect(422)))
                .satisfiesExactly(
                        each -> assertThat(each)
                                .startsWith("2 project: is the name of several projects: " + one + ", " + two),
                        each -> assertThat(each).startsWith("3 project: The task's project is deleted"),
                        each -> assertThat(each).isEqualTo("4 project: there is no project P-999999999"));
    }

    private String made(String name) {
        return api.post(201, "/api/projects", "{\"name\": \"" + name + "\"}").text("key");
    }

    @Test
    void what_is_imported_goes_to_ticktick_once() {
        send(NDJSON, """
                {"project": {"ref": "p", "name": "Card %1$s"}}
                {"task": {"project": "p", "title": "one"}}
                {"task": {"project": "p", "title": "two"}}
                {"task": {"project": "p", "title": "three", "status": "completed", "completedAt": "2025-01-02T03:04:05Z"}}
                {"task": {"project": "p", "title": "four"}}
                {"task": {"project": "p", "title": "five"}}
                """.formatted(mark)).expect(200);
        api.post(200, "/api/sync/run", null);
        api.post(200, "/api/sync/run", null);

        Sandbox ticktick = new Sandbox(api);
        List<JsonNode> cards = ticktick.openNamed(ticktick.list("Dev Projects"), "Card " + mark);
        assertThat(cards).hasSize(1);
        String card = Sandbox.text(cards.getFirst(), "id");
        assertThat(ticktick.open(ticktick.list("Dev Projects")))
                .filteredOn(task -> card.equals(task.path("parentId").asString("")))
                .extracting(task -> task.path("title").asString())
                .containsExactlyInAnyOrder("one", "two", "four", "five");
    }
}
