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
        JsonNode items = api.get("/api/projects?q=" + name).expect(200).json().path("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private List<JsonNode> tasks(String key) {
        return api.get("/api/projects/" + key + "/tasks?limit=200&sort=title").expect(200).json().path("items").valueStream()
                .toList();
    }

    private static List<String> wrong(Api.Answer answer) {
        return answer.json()
                .path("errors")
                .valueStream()
                .map(each -> each.path("line").asLong() + " " + each.path("field").asString() + ": "
                        + each.path("message").asString())
                .toList();
    }

    @Test
    void lines_of_json_become_projects_and_tasks_that_the_next_read_shows() {
        Api.Answer answer = send(NDJSON, """
                {"project": {"ref": "web", "name": "Web %1$s", "status": "active", "tags": ["Site"], "repositoryUrl": "https://example.org/web.git"}}

                {"task": {"ref": "child", "project": "web", "parent": "top", "title": "B, below", "priority": "high", "dueDate": "2026-03-31"}}
                {"task": {"ref": "top", "project": "web", "title": "A, at the top", "checklist": [{"title": "one"}, {"title": "two", "done": true}]}}
                {"task": {"project": "Web %1$s", "title": "C, done", "status": "completed", "completedAt": "2025-01-02T03:04:05Z"}}
                """.formatted(mark)).expect(200);

        String changeSet = answer.header("X-Change-Set");
        assertThat(answer.json().toString())
                .isEqualTo("{\"changeSet\":\"" + changeSet + "\",\"projects\":1,\"tasks\":3,\"events\":5}");
        JsonNode project = project(mark);
        assertThat(project.path("status").asString()).isEqualTo("active");
        assertThat(project.path("taskCounts").toString()).isEqualTo("{\"open\":2,\"completed\":1,\"abandoned\":0}");
        List<JsonNode> tasks = tasks(project.path("key").asString());
        assertThat(tasks).extracting(task -> task.path("title").asString())
                .containsExactly("A, at the top", "B, below", "C, done");
        assertThat(tasks.get(1).path("parentId")).isEqualTo(tasks.get(0).path("id"));
        assertThat(tasks.get(0).path("checklist")).hasSize(2);
        assertThat(tasks.get(2).path("completedAt").asString()).isEqualTo("2025-01-02T03:04:05Z");
        assertThat(tasks.get(2).path("version").asLong()).isEqualTo(2);
        assertThat(api.get("/api/history?changeSet=" + changeSet).expect(200).json().path("items")).hasSize(5);
        assertThat(api.get("/api/projects/" + project.path("key").asString() + "?asOf=2025-06-01T00:00:00Z").status())
                .isEqualTo(404);

        JsonNode told = api.get("/api/import/" + answer.header("X-Request-Id")).expect(200).json();
        assertThat(told.path("state").asString()).isEqualTo("done");
        assertThat(told.path("events").asLong()).isEqualTo(5);

        api.post("/api/change-sets/" + changeSet + "/undo", "{}").expect(200);
        assertThat(api.get("/api/projects?q=" + mark).expect(200).json().path("items")).isEmpty();
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
        assertThat(tasks(first.path("key").asString())).singleElement().satisfies(task -> assertThat(
                        task.path("status").asString())
                .isEqualTo("completed"));
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

        List<JsonNode> projects = api.get("/api/projects?sort=name&q=" + mark).expect(200).json().path("items")
                .valueStream()
                .toList();
        assertThat(projects).extracting(project -> project.path("name").asString())
                .containsExactly("Garden " + mark, "Garden " + mark + " (Old)");
        assertThat(projects).extracting(project -> project.path("placement").asString()).containsOnly("none");
        List<JsonNode> tasks = tasks(projects.get(0).path("key").asString());
        assertThat(tasks.get(0).path("parentId")).isEqualTo(tasks.get(1).path("id"));
        assertThat(tasks.get(1).path("dueDate").asString()).isEqualTo("2026-10-15");
        assertThat(tasks.get(1).path("description").asString()).isEqualTo("Terracotta");
        assertThat(tasks.get(1).path("priority").asString()).isEqualTo("high");
        assertThat(tasks.get(1).path("checklist").valueStream().map(item -> item.path("title").asString() + " " + item.path("done")))
                .containsExactly("Pot false", "Soil true");
        assertThat(tasks(projects.get(1).path("key").asString()).getFirst().path("completedAt").asString())
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

        assertThat(wrong(answer)).satisfiesExactly(
                each -> assertThat(each).startsWith("2 title: must not be empty"),
                each -> assertThat(each).startsWith("3 colour: is unknown"),
                each -> assertThat(each).startsWith("4 line: is not JSON"),
                each -> assertThat(each).startsWith("5 project: there is no project"),
                each -> assertThat(each).startsWith("6 parent: is the task itself or below it"),
                each -> assertThat(each).startsWith("7 parent: is the task itself or below it"),
                each -> assertThat(each).isEqualTo("8 ref: stands in line 6 already; a ref is of one row"),
                each -> assertThat(each).isEqualTo("9 parent: there is no task T-999999999"),
                each -> assertThat(each).startsWith("10 tags: \"Paused\" is reserved"),
                each -> assertThat(each).startsWith("11 completedAt: is only for"),
                each -> assertThat(each).startsWith("12 line: is not {"));
        assertThat(api.get("/api/projects?q=" + mark).expect(200).json().path("items")).isEmpty();
        JsonNode told = api.get("/api/import/" + answer.header("X-Request-Id")).expect(200).json();
        assertThat(told.path("state").asString()).isEqualTo("failed");
        assertThat(told.path("errors")).isEqualTo(answer.json().path("errors"));
    }

    @Test
    void a_repeat_with_the_same_key_stores_nothing_more() {
        String body = "{\"project\": {\"name\": \"Once " + mark + "\"}}";
        Api.Answer first = send(NDJSON, body, "Idempotency-Key", "import-" + mark).expect(200);
        Api.Answer second = send(NDJSON, body, "Idempotency-Key", "import-" + mark).expect(200);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.header("X-Change-Set")).isEqualTo(first.header("X-Change-Set"));
        assertThat(send(NDJSON, body + "\n", "Idempotency-Key", "import-" + mark).text("type"))
                .isEqualTo("urn:devledger:problem:idempotency_mismatch");
        project("Once%20" + mark);
    }

    @Test
    void what_is_no_import_is_refused() {
        assertThat(send("application/json", "{}").status()).isEqualTo(415);
        assertThat(send("text/csv;charset=iso-8859-1", "project,title\n").status()).isEqualTo(415);
        assertThat(send(NDJSON, "").status()).isEqualTo(400);
        assertThat(send(NDJSON, "{}", "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(api.get("/api/import/unheard-of").status()).isEqualTo(404);
        assertThat(send(CSV, "project,title\n").expect(200).json().path("events").asLong()).isZero();
        assertThat(wrong(send(CSV, "a,b\n1,2\n").expect(422))).singleElement().satisfies(
                each -> assertThat(each).startsWith("1 header: is not there"));
    }
}
