package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.http.WriteRequest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of these gets a problem that says what was wrong, and nothing is stored. */
class BadInputTest extends RestTest {
    private int writes;

    @BeforeEach
    void count() {
        writes = ledger.writers.size();
    }

    @AfterEach
    void nothing_is_stored() {
        assertThat(ledger.writers).hasSize(writes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"name\": }", "nonsense", "{\"name\": \"a\"} {}", "[]", "\"text\"", "null", ""})
    void what_is_no_json_object(String body) {
        http.post("/api/projects", body).isProblem(400, "unreadable");
    }

    @Test
    void a_field_that_stands_twice() {
        assertThat(http.post("/api/projects", "{\"name\": \"a\", \"name\": \"b\"}")
                        .isProblem(400, "unreadable")
                        .field("/detail"))
                .contains("twice");
    }

    @Test
    void no_body() {
        http.post("/api/projects", null).isProblem(400, "unreadable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name         | {}",
                "name         | {'name': null}",
                "name         | {'name': ' '}",
                "name         | {'name': 5}",
                "name         | {'name': ['a']}",
                "name         | {'name': 'a\\nb'}",
                "name         | {'name': 'half \\ud83d'}",
                "nmae         | {'name': 'a', 'nmae': 'b'}",
                "id           | {'name': 'a', 'id': 'b'}",
                "status       | {'name': 'a', 'status': 'done'}",
                "status       | {'name': 'a', 'status': 'ACTIVE'}",
                "priority     | {'name': 'a', 'priority': 3}",
                "placement    | {'name': 'a', 'placement': 'board'}",
                "placements.clickup | {'name': 'a', 'placements': {'clickup': 'card'}}",
                "placements.clickup | {'name': 'a', 'placements': {'clickup': 3}}",
                "placements.other | {'name': 'a', 'placements': {'other': 'list'}}",
                "placements.ticktick | {'name': 'a', 'placement': 'card', 'placements': {'ticktick': 'list'}}",
                "placements | {'name': 'a', 'placements': ['clickup']}",
                "tags         | {'name': 'a', 'tags': 'java'}",
                "tags         | {'name': 'a', 'tags': [1]}",
                "tags         | {'name': 'a', 'tags': ['Paused']}",
                "repositoryUrl| {'name': 'a', 'repositoryUrl': 'no url'}",
                "startDate    | {'name': 'a', 'startDate': '31.3.2026'}",
                "dueDate      | {'name': 'a', 'dueDate': '2026-02-30'}",
                "dueDate      | {'name': 'a', 'dueDate': '2026-03-31T09:00:00'}",
                "dueDate      | {'name': 'a', 'dueDate': '2026-03-31T09:00:00 02:00'}",
                "dueDate      | {'name': 'a', 'startDate': '2026-03-31', 'dueDate': '2026-04-01T00:00:00Z'}",
                "dueDate      | {'name': 'a', 'startDate': '2026-03-31', 'dueDate': '2026-03-30'}",
                "timeZone     | {'name': 'a', 'timeZone': 'Mars/Olympus'}",
                "timeZone     | {'name': 'a', 'timeZone': '+02:00'}"
            })
    void a_field_of_a_project(String field, String body) {
        http.post("/api/projects", body.replace('\'', '"'))
                .isProblem(422, "invalid")
                .names(field.strip());
    }

    @Test
    void a_name_of_501_characters() {
        http.post("/api/projects", "{\"name\": \"" + "x".repeat(501) + "\"}")
                .isProblem(422, "invalid")
                .names("name");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        Http.Got got = http.post(
                        "/api/projects", "{\"name\": 1, \"status\": \"x\", \"more\": true, \"dueDate\": \"x\"}")
                .isProblem(422, "invalid");
        got.names("name").names("status").names("more").names("dueDate");
        assertThat(got.field("/detail")).contains("(and 3 more)");
        assertThat(got.text()).contains("allowed are planned, active, paused, blocked, completed, abandoned");
        assertThat(got.text()).contains("is unknown; allowed are name, description, priority");
    }

    @Test
    void words_that_are_none_and_rules_that_are_broken_are_told_together() {
        String wrong = """
                "priority": "urgent", "description": "%s", "dueDate": "2026-03-30", "startDate": "2026-03-31", "tags": [" "]""".formatted("x".repeat(100_001));
        http.post(
                        "/api/projects",
                        "{\"name\": \" \", \"status\": \"done\", \"repositoryUrl\": \"no url\", " + wrong + "}")
                .isProblem(422, "invalid")
                .names("name")
                .names("status")
                .names("repositoryUrl")
                .names("priority")
                .names("description")
                .names("dueDate")
                .names("tags");
        String project = project();
        writes++;
        http.patch("/api/projects/" + project, "{\"name\": null, " + wrong + "}")
                .isProblem(422, "invalid")
                .names("name")
                .names("priority")
                .names("description")
                .names("dueDate")
                .names("tags");
        http.post(
                        "/api/projects/" + project + "/tasks",
                        "{\"title\": \"\", \"checklist\": [{\"title\": \" \"}], " + wrong + "}")
                .isProblem(422, "invalid")
                .names("title")
                .names("checklist[0].title")
                .names("priority")
                .names("description")
                .names("dueDate")
                .names("tags");
    }

    @Test
    void a_field_is_told_once_and_what_is_missing_is_not_also_empty() {
        Http.Got got = http.post("/api/projects", "{\"priority\": \"urgent\"}").isProblem(422, "invalid");
        assertThat(got.json().path("errors")).hasSize(2);
        got.names("name").names("priority");
    }

    @Test
    void very_many_mistakes_are_not_all_told() {
        String items = "{},".repeat(5_000);
        String project = project();
        writes++;
        Http.Got got = http.post(
                "/api/projects/" + project + "/tasks", "{\"title\": \"t\", \"checklist\": [" + items + "{}]}");
        assertThat(got.isProblem(422, "invalid").json().path("errors")).hasSize(100);
    }

    @Test
    void a_body_over_a_mebibyte() {
        String body = "{\"name\": \"" + "x".repeat(WriteRequest.MOST) + "\"}";
        http.post("/api/projects", body).isProblem(413, "too_large");
    }

    @Test
    void a_body_over_a_mebibyte_whose_length_nobody_said() {
        byte[] body = ("{\"name\": \"" + "x".repeat(WriteRequest.MOST) + "\"}").getBytes(StandardCharsets.UTF_8);
        http.send(
                        "POST",
                        "/api/projects",
                        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                        true)
                .isProblem(413, "too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "nonsense", "application/merge-patch+json"})
    void another_content_type(String type) {
        Http.Got got = http.post("/api/projects", "{\"name\": \"a\"}", "Content-Type", type);
        got.isProblem(415, "unsupported_media_type");
        assertThat(got.header("Accept-Post")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/projects?stauts=active,stauts",
        "/api/projects?asOf=yesterday,asOf",
        "/api/tasks?asOf=-1,asOf",
        "/api/projects?limit=0,limit",
        "/api/projects?limit=201,limit",
        "/api/projects?limit=x,limit",
        "/api/projects?limit=1&limit=2,limit",
        "/api/projects?status=done,status",
        "/api/projects?status=active&status=done,status",
        "/api/projects?priority=urgent,priority",
        "/api/projects?deleted=yes,deleted",
        "/api/projects?sort=title,sort",
        "/api/projects?updatedSince=yesterday,updatedSince",
        "/api/projects?q=%00,q",
        "/api/projects/P-1?asOf=1&asOf=2,asOf",
        "/api/projects/P-1?verbose=true,verbose",
        "/api/diff,from",
        "/api/diff?from=x,from",
        "/api/diff?from=1&to=2026-13-01,to",
        "/api/tasks?sort=name,sort",
        "/api/tasks?dueBefore=soon,dueBefore",
        "/api/tasks?dueAfter=soon,dueAfter",
        "/api/tasks?sync=gone,sync",
        "/api/tasks?tag=java&tag=%00,tag",
        "/api/projects?dueAfter=soon,dueAfter",
        "/api/history?kind=name,kind",
        "/api/history?changeSet=1-1-1-1-1,changeSet",
        "/api/history?entity=everything,entity",
        "/api/history?tasks=1,tasks",
        "/api/sync/cycles?kind=full,kind",
        "/api/sync/status?verbose=true,verbose",
        "/api/projections?name=x,name"
    })
    void a_query_parameter(String path, String field) {
        http.get(path).isProblem(422, "invalid").names(field);
    }

    @Test
    void a_date_that_is_not_allowed_is_told_with_the_nearest() {
        String early = "is \\\"1899-01-01\\\", which is before 1900-01-01, the earliest date allowed";
        for (String path : List.of(
                "/api/tasks?dueAfter=1899-01-01",
                "/api/projects?dueBefore=1899-01-01",
                "/api/projects?updatedSince=1899-01-01",
                "/api/history?since=1899-01-01")) {
            assertThat(http.get(path).isProblem(422, "invalid").text()).contains(early);
        }
        assertThat(http.get("/api/history?until=9999-12-31T23:00:00-02:00").text())
                .contains("which is after 9999-12-31, the latest date allowed");
        assertThat(http.post("/api/projects", "{\"name\": \"a\", \"dueDate\": \"1899-01-01\"}")
                        .text())
                .contains(early);
    }

    @Test
    void a_query_where_a_write_takes_none() {
        http.post("/api/sync/run?dry=true", null).isProblem(422, "invalid").names("dry");
        http.post("/api/sync/run?dryRun=perhaps", null)
                .isProblem(422, "invalid")
                .names("dryRun");
    }

    @Test
    void a_broken_query_or_url() {
        http.post("/api/projects", "{}", "If-Match", "7").isProblem(400, "unreadable");
        http.post("/api/projects", "{}", "If-Match", "\"7\" \"8\"").isProblem(400, "unreadable");
        http.get("/api/projects/a%00b").isProblem(400, "unreadable");
        http.get("/api/projects/a%2fb").isProblem(400, "unreadable");
    }

    @Test
    void an_id_that_does_not_exist() {
        for (String id : new String[] {"P-999999", "x", "7f9c1f0e-5f0b-4d0e-9d5c-000000000000"}) {
            http.get("/api/projects/" + id).isProblem(404, "not_found");
            http.patch("/api/projects/" + id, "{}").isProblem(404, "not_found");
            http.send("DELETE", "/api/projects/" + id, null).isProblem(404, "not_found");
            http.post("/api/projects/" + id + "/tasks", "{\"title\": \"t\"}").isProblem(404, "not_found");
            http.get("/api/projects/" + id + "/tasks").isProblem(404, "not_found");
            http.get("/api/projects/" + id + "/notes").isProblem(404, "not_found");
            http.get("/api/projects/" + id + "/history").isProblem(404, "not_found");
            http.get("/api/tasks/" + id).isProblem(404, "not_found");
            http.post("/api/tasks/" + id + "/complete", null).isProblem(404, "not_found");
            http.get("/api/tasks/" + id + "/history").isProblem(404, "not_found");
        }
        http.get("/api/projections/nothing").isProblem(404, "not_found");
        http.get("/api/nothing").isProblem(404, "not_found");
        http.get("/error").isProblem(404, "not_found");
    }

    @Test
    void another_method_or_form_of_answer() {
        Http.Got got = http.send("PUT", "/api/projects", "{}").isProblem(405, "method_not_allowed");
        assertThat(got.header("Allow")).contains("GET", "POST");
        http.get("/api/projects", "Accept", "application/xml").isProblem(406, "not_acceptable");
    }

    @Test
    void an_idempotency_key_that_is_none() {
        http.post("/api/projects", "{\"name\": \"a\"}", "Idempotency-Key", "k".repeat(65))
                .isProblem(422, "invalid")
                .names("Idempotency-Key");
        http.post("/api/projects", "{\"name\": \"a\"}", "Idempotency-Key", "")
                .isProblem(422, "invalid")
                .names("Idempotency-Key");
    }

    @Test
    void a_task_in_a_deleted_project() {
        String project = project();
        http.send("DELETE", "/api/projects/" + project, null);
        writes += 2;
        http.post("/api/projects/" + project + "/tasks", "{\"title\": \"t\"}").isProblem(409, "conflict_state");
        http.patch("/api/projects/" + project, "{\"name\": \"b\"}").isProblem(409, "conflict_state");
    }

    @Test
    void what_a_task_s_fields_may_not_be() {
        String project = project();
        String task = task(project);
        writes += 2;
        String tasks = "/api/projects/" + project + "/tasks";
        for (String minutes : List.of("1.5", "\"90\"", "true", "-1", "525601", "99999999999")) {
            http.post(tasks, "{\"title\": \"t\", \"estimateMinutes\": " + minutes + "}")
                    .isProblem(422, "invalid")
                    .names("estimateMinutes");
        }
        http.post(tasks, "{\"title\": \"t\", \"checklist\": [{\"title\": \"a\", \"done\": \"yes\"}]}")
                .isProblem(422, "invalid")
                .names("checklist[0].done");
        http.post(tasks, "{\"title\": \"t\", \"checklist\": [{\"text\": \"a\"}]}")
                .isProblem(422, "invalid")
                .names("checklist[0].text")
                .names("checklist[0].title");
        http.post(tasks, "{\"title\": \"t\", \"checklist\": [{\"title\": \"a\", \"id\": \"1\"}, 5]}")
                .isProblem(422, "invalid")
                .names("checklist[0].id")
                .names("checklist");
        http.post(tasks, "{\"title\": \"t\", \"parent\": \"T-999999\"}")
                .isProblem(422, "invalid")
                .names("parent");
        assertThat(http.patch("/api/tasks/" + task, "{\"fields\": {\"clickup\": {\"Points\": 3}}}")
                        .isProblem(422, "invalid")
                        .names("fields")
                        .text())
                .contains("the services' own");
        assertThat(http.patch("/api/tasks/" + task, "{\"status\": \"completed\"}")
                        .isProblem(422, "invalid")
                        .names("status")
                        .text())
                .contains("read-only");
        http.post("/api/tasks/" + task + "/move", "{}")
                .isProblem(422, "invalid")
                .names("parent");
        http.post("/api/tasks/" + task + "/complete", "{\"reason\": \"" + "x".repeat(501) + "\"}")
                .isProblem(422, "invalid")
                .names("reason");
        http.post("/api/tasks/" + task + "/complete", "{\"why\": \"x\"}")
                .isProblem(422, "invalid")
                .names("why");
        http.send("DELETE", "/api/tasks/" + task, "{\"reason\": \"x\"}")
                .isProblem(422, "invalid")
                .names("reason");
    }
}
