package dev.devledger.adapters.rest.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.adapters.rest.http.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tasks that beads has not heard of yet, as issues. */
class TaskExportTest extends RestTest {
    private static final String EXPORT = "/api/tasks/export?format=beads";

    private Http.Got made(String project, String fields) {
        return http.post("/api/projects/" + project + "/tasks", fields);
    }

    private JsonNode issue(String key) {
        return http.get(EXPORT)
                .text()
                .lines()
                .map(line -> Json.read(line, JsonNode.class))
                .filter(line -> line.path("id").asString().equals("dl-" + key.substring(2)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_task_is_an_issue_with_its_notes_as_comments() {
        String project = project();
        Http.Got task = made(
                project,
                "{\"title\": \"Log in\", \"description\": \"What\\n"
                        + "\\n"
                        + "## Design\\n"
                        + "\\n"
                        + "How\", \"priority\": \"medium\", \"tags\": [\"bug\", \"ui\"], \"dueDate\":"
                        + " \"2026-07-01T10:00:00Z\", \"stage\": \"In progress\", \"estimateMinutes\": 30}");
        String key = task.field("/key");
        http.post("/api/tasks/" + key + "/notes", "{\"text\": \"It was the cookie\"}");

        JsonNode issue = issue(key);

        assertThat(issue.path("_type").asString()).isEqualTo("issue");
        assertThat(issue.path("title").asString()).isEqualTo("Log in");
        assertThat(issue.path("description").asString()).isEqualTo("What");
        assertThat(issue.path("design").asString()).isEqualTo("How");
        assertThat(issue.path("status").asString()).isEqualTo("in_progress");
        assertThat(issue.path("priority").asInt()).isEqualTo(2);
        assertThat(issue.path("issue_type").asString()).isEqualTo("bug");
        assertThat(issue.path("labels").toString()).isEqualTo("[\"ui\"]");
        assertThat(issue.path("due_at").asString()).isEqualTo("2026-07-01T10:00:00Z");
        assertThat(issue.path("estimated_minutes").asInt()).isEqualTo(30);
        assertThat(issue.at("/comments/0/text").asString()).isEqualTo("It was the cookie");
        assertThat(issue.at("/comments/0/author").asString()).isEqualTo("owner");
        assertThat(issue.at("/metadata/devledger/id").asString()).isEqualTo(task.field("/id"));
        assertThat(issue.at("/metadata/devledger/stage").asString()).isEqualTo("In progress");
        assertThat(issue.path("created_at").asString()).isEqualTo(task.field("/createdAt"));
    }

    @Test
    void a_title_that_is_too_long_for_beads_is_whole_in_the_description() {
        String title = "ö".repeat(400);
        String key = made(project(), "{\"title\": \"" + title + "\", \"description\": \"More\"}")
                .field("/key");

        assertThat(issue(key).path("title").asString()).isEqualTo("ö".repeat(248) + "…");
        assertThat(issue(key).path("description").asString()).isEqualTo(title + "\n\nMore");
    }

    @Test
    void what_is_done_or_given_up_is_closed() {
        String project = project();
        String done = made(project, "{\"title\": \"Done\"}").field("/key");
        String left = made(project, "{\"title\": \"Left\"}").field("/key");
        http.post("/api/tasks/" + done + "/complete", "{}");
        http.post("/api/tasks/" + left + "/abandon", "{}");

        assertThat(issue(done).path("status").asString()).isEqualTo("closed");
        assertThat(issue(done).path("closed_at").asString()).isNotEmpty();
        assertThat(issue(left).path("status").asString()).isEqualTo("closed");
        assertThat(issue(left).at("/metadata/devledger/status").asString()).isEqualTo("abandoned");
    }

    @Test
    void dependencies_name_issues() {
        String project = project();
        Http.Got above = made(project, "{\"title\": \"Above\"}");
        String first = made(project, "{\"title\": \"First\"}").field("/key");
        String below = made(
                        project,
                        "{\"title\": \"Below\", \"parent\": \"" + above.field("/key") + "\", \"blockedBy\": [\"" + first
                                + "\"]}")
                .field("/key");

        JsonNode issue = issue(below);

        assertThat(issue.at("/dependencies/0/depends_on_id").asString())
                .isEqualTo("dl-" + above.field("/key").substring(2));
        assertThat(issue.at("/dependencies/0/type").asString()).isEqualTo("parent-child");
        assertThat(issue.at("/dependencies/1/depends_on_id").asString()).isEqualTo("dl-" + first.substring(2));
        assertThat(issue.at("/dependencies/1/type").asString()).isEqualTo("blocks");
        assertThat(issue(above.field("/key")).path("issue_type").asString()).isEqualTo("epic");
    }

    @Test
    void lines_of_the_ledgers_own_form_have_ids_for_refs_and_names_for_people() {
        String project = project();
        Http.Got above = made(project, "{\"title\": \"Above\"}");
        Http.Got below = made(
                project,
                "{\"title\": \"Below\", \"parent\": \"" + above.field("/key") + "\", \"stage\": \"next\","
                        + " \"assignees\": [\"me\"], \"checklist\": [{\"title\": \"one\"}]}");
        http.post("/api/tasks/" + below.field("/key") + "/notes", "{\"text\": \"Why\"}");

        String home = below.field("/projectId");
        assertThat(http.get("/api/tasks/export").text().lines())
                .anyMatch(line -> line.startsWith("{\"project\":{\"ref\":\"" + home + "\",\"name\":\"Devledger\""))
                .anySatisfy(line -> assertThat(
                                Json.read(line, JsonNode.class).path("task").toString())
                        .isEqualTo(("{'ref':'" + below.field("/id") + "','project':'" + home + "','parent':'"
                                        + above.field("/id") + "','title':'Below','status':'open','priority':'none',"
                                        + "'timeZone':'Europe/Berlin','checklist':[{'title':'one','done':false}],"
                                        + "'stage':'next','assignees':[{'name':'Owner'}],'notes':['Why']}")
                                .replace('\'', '"')));
    }

    @Test
    void it_says_what_it_takes() {
        Http.Got got = http.get(EXPORT);
        assertThat(got.header("Content-Type")).isEqualTo("application/x-beads+jsonl");
        assertThat(got.header("Content-Disposition")).isEqualTo("attachment; filename=\"issues.jsonl\"");
        assertThat(http.get("/api/tasks/export?format=xml").status()).isEqualTo(422);
        assertThat(http.get(EXPORT + "&project=P-999999").status()).isEqualTo(404);
    }
}
