package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.ledger.Provenance;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WriteTest extends RestTest {

    @Test
    void a_placement_is_said_for_each_service_and_those_not_named_stay() {
        Http.Got made = http.post("/api/projects", "{\"name\": \"a\", \"placements\": {\"ticktick\": \"list\"}}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.field("/placement")).isEqualTo("list");
        assertThat(made.json().path("placements").toString()).isEqualTo("{\"ticktick\":\"list\",\"clickup\":\"list\"}");
        String path = "/api/projects/" + made.field("/id");

        assertThat(placements(path, "{\"placements\": {\"clickup\": \"none\"}}"))
                .isEqualTo("list none");
        assertThat(placements(path, "{\"placement\": \"card\"}")).isEqualTo("card none");
        assertThat(placements(path, "{\"placements\": {\"clickup\": \"list\"}}"))
                .isEqualTo("card list");
        assertThat(placements(path, "{\"placements\": {\"ticktick\": \"none\"}}"))
                .isEqualTo("none list");
        assertThat(placements(path, "{\"placements\": {\"ticktick\": \"card\", \"clickup\": \"none\"}}"))
                .isEqualTo("card none");
        assertThat(placements(path, "{\"placement\": \"card\", \"placements\": {\"ticktick\": \"card\"}}"))
                .isEqualTo("card none");
        assertThat(placements(path, "{\"placements\": {\"clickup\": null}}")).isEqualTo("card list");
        assertThat(http.get(path).field("/version")).isEqualTo("7");
    }

    @Test
    void a_new_project_that_stays_in_the_ledger_is_nowhere_unless_it_is_said() {
        Http.Got inside = http.post("/api/projects", "{\"name\": \"a\", \"placement\": \"none\"}");
        assertThat(inside.field("/placements/clickup")).isEqualTo("none");
        Http.Got there = http.post(
                "/api/projects", "{\"name\": \"a\", \"placement\": \"none\", \"placements\": {\"clickup\": \"list\"}}");
        assertThat(there.field("/placement")).isEqualTo("none");
        assertThat(there.field("/placements/clickup")).isEqualTo("list");
    }

    private String placements(String path, String patch) {
        Http.Got got = http.patch(path, patch);
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        assertThat(got.field("/placement")).isEqualTo(got.field("/placements/ticktick"));
        return got.field("/placements/ticktick") + " " + got.field("/placements/clickup");
    }

    @Test
    void who_wrote_is_known() {
        http.post("/api/projects", "{\"name\": \"a\"}", "X-Request-Id", "call-1", "User-Agent", "curl/8");
        Provenance by = ledger.writers.getLast();
        assertThat(by).isEqualTo(new Provenance("owner", "rest", "curl/8", null, "call-1", "call-1", null));
    }

    /** Also where it names no task that somebody could have claimed. */
    @Test
    void any_write_may_say_which_agent_it_is_of() {
        String project = "/api/projects/" + project();
        String task = "/api/tasks/"
                + http.post(project + "/tasks?agent=cyd", "{\"title\": \"Write\"}")
                        .field("/id");
        assertThat(agent()).isEqualTo("cyd");
        http.post("/api/projects?agent=%20ada%20", "{\"name\": \"a\"}");
        assertThat(agent()).isEqualTo("ada");
        http.patch(project + "?agent=bob", "{\"name\": \"b\"}");
        assertThat(agent()).isEqualTo("bob");
        http.send("PUT", project + "/status?agent=eve", "{\"status\": \"active\"}");
        assertThat(agent()).isEqualTo("eve");
        http.post(
                "/api/projects/status?agent=kim",
                "{\"ids\": [\"%s\"], \"status\": \"paused\"}".formatted(project.substring("/api/projects/".length())));
        assertThat(agent()).isEqualTo("kim");
        for (String notes : new String[] {task, project}) { // its tasks go with the project
            assertThat(http.post(notes + "/notes?agent=ann", "{\"text\": \"n\"}")
                            .status())
                    .isEqualTo(201);
            assertThat(agent()).isEqualTo("ann");
            http.send("DELETE", notes + "?agent=lee", null);
            http.post(notes + "/restore?agent=may", null);
            assertThat(agent()).isEqualTo("may");
        }
    }

    private String agent() {
        return String.valueOf(ledger.writers.getLast().agent());
    }

    @Test
    void what_is_too_large_for_any_number_is_told_with_what_is_allowed() {
        String tasks = "/api/projects/" + project() + "/tasks";
        String large = "1" + "0".repeat(20);
        for (String number : new String[] {"1000000000000", large, "600000"}) {
            assertThat(http.post(tasks, "{\"title\": \"a\", \"estimateMinutes\": " + number + "}")
                            .isProblem(422, "invalid")
                            .field("/errors/0/message"))
                    .startsWith("is " + number + "; ")
                    .contains("0 to 525600 are allowed");
        }
        String task = "/api/tasks/" + http.post(tasks, "{\"title\": \"a\"}").field("/id");
        assertThat(http.post(task + "/claim", "{\"minutes\": " + large + "}")
                        .isProblem(422, "invalid")
                        .field("/errors/0/message"))
                .isEqualTo("is " + large + "; 1 to 1440 are allowed");
        assertThat(http.post(tasks, "{\"title\": \"a\", \"estimateMinutes\": 1.5}")
                        .isProblem(422, "invalid")
                        .field("/errors/0/message"))
                .contains("a whole number is expected");
    }

    @Test
    void what_only_services_set_is_not_offered_to_callers() {
        String task = "/api/tasks/" + task(project());
        Http.Got got = http.patch(task, "{\"fields\": {}, \"colour\": \"red\"}");
        assertThat(got.isProblem(422, "invalid").text()).contains("are the services' own and read-only");
        assertThat(got.json().path("errors")).hasSize(2);
        assertThat(got.json().path("errors").valueStream())
                .filteredOn(each -> each.path("field").asString().equals("colour"))
                .singleElement()
                .extracting(each -> each.path("message").asString())
                .asString()
                .contains("title")
                .doesNotContain("fields");
    }

    @Test
    void an_agent_is_one_line() {
        String notes = "/api/projects/" + project() + "/notes";
        for (String wrong : new String[] {"", "%20", "a%0Ab", "a".repeat(201), "a&agent=b"}) {
            Http.Got got = http.post(notes + "?agent=" + wrong, "{\"text\": \"n\"}");
            assertThat(got.isProblem(422, "invalid").field("/errors/0/field"))
                    .as(wrong)
                    .isEqualTo("agent");
        }
        assertThat(http.post(notes + "?by=ada", "{\"text\": \"n\"}")
                        .isProblem(422, "invalid")
                        .text())
                .contains("by", "allowed are agent");
        assertThat(http.post("/api/sync/run?agent=ada", null)
                        .isProblem(422, "invalid")
                        .text())
                .contains("agent");
    }

    @Test
    void a_note() {
        String project = project();
        for (String entity : List.of("/api/projects/" + project, "/api/tasks/" + task(project))) {
            Http.Got got = http.post(entity + "/notes", "{\"text\": \"hard\"}", "If-Match", "\"1\"");
            assertThat(got.status()).as(got.text()).isEqualTo(201);
            assertThat(http.get(got.header("Location")).json()).isEqualTo(got.json());
            assertThat(http.get(entity + "/notes").json().at("/items/0")).isEqualTo(got.json());
            assertThat(http.get(entity + "/notes/x").status()).isEqualTo(404);
            assertThat(http.get(entity).header("ETag")).isEqualTo("\"2\"");
            http.post(entity + "/notes", "{\"text\": \" \"}")
                    .isProblem(422, "invalid")
                    .names("text");
        }
    }

    @Test
    void a_stale_version_is_refused_and_others_are_not() {
        String project = "/api/projects/" + project();
        http.patch(project, "{\"name\": \"b\"}");
        http.patch(project, "{\"name\": \"c\"}", "If-Match", "\"1\"").isProblem(412, "stale");
        http.patch(project, "{\"name\": \"c\"}", "If-Match", "W/\"2\"").isProblem(412, "stale");
        http.patch(project, "{\"name\": \"c\"}", "If-Match", "\"abc\"").isProblem(412, "stale");
        http.patch(project, "{\"name\": \"c\"}", "If-Match", "\"1\", \"3\"").isProblem(412, "stale");
        http.post(project + "/tasks", "{\"title\": \"t\"}", "If-Match", "\"1\"").isProblem(412, "stale");
        http.post(project + "/notes", "{\"text\": \"t\"}", "If-Match", "\"1\"").isProblem(412, "stale");
        http.post("/api/projects", "{\"name\": \"t\"}", "If-Match", "\"1\"").isProblem(412, "stale");
        http.post("/api/sync/run", null, "If-Match", "\"1\"").isProblem(412, "stale");
        assertThat(http.patch(project, "{\"name\": \"c\"}", "If-Match", "\"1\", \"2\"")
                        .header("ETag"))
                .isEqualTo("\"3\"");
        assertThat(http.patch(project, "{\"name\": \"d\"}", "If-Match", "*").header("ETag"))
                .isEqualTo("\"4\"");
        assertThat(http.patch(project, "{\"name\": \"e\"}", "If-Match", "\"4\"").header("ETag"))
                .isEqualTo("\"5\"");
        assertThat(http.get(project, "If-None-Match", "\"5\"").status()).isEqualTo(200);
    }

    @Test
    void a_repeat_with_the_same_key_gets_the_first_answer() {
        String key = "key-" + System.nanoTime();
        Http.Got first = http.post("/api/projects", "{\"name\": \"once\"}", "Idempotency-Key", key);
        Http.Got repeat = http.post("/api/projects", "{\"name\": \"once\"}", "Idempotency-Key", key);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(repeat.status()).isEqualTo(201);
        assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
        for (String header : new String[] {"Location", "ETag", "X-Change-Set", "Content-Type"}) {
            assertThat(repeat.header(header)).isNotNull().isEqualTo(first.header(header));
        }
        assertThat(repeat.text()).isEqualTo(first.text());
        http.post("/api/projects", "{\"name\": \"other\"}", "Idempotency-Key", key)
                .isProblem(422, "idempotency_mismatch");
    }

    @Test
    void a_repeat_comes_before_the_version() {
        String project = "/api/projects/" + project();
        String[] headers = {"Idempotency-Key", "edit-" + System.nanoTime(), "If-Match", "\"1\""};
        assertThat(http.patch(project, "{\"name\": \"b\"}", headers).status()).isEqualTo(200);
        assertThat(http.patch(project, "{\"name\": \"b\"}", headers).header("ETag"))
                .isEqualTo("\"2\"");
        http.patch("/api/projects/" + project(), "{\"name\": \"b\"}", headers).isProblem(422, "idempotency_mismatch");
    }

    @Test
    void a_sync_runs_once_for_a_key(@Autowired RestServer.CannedSync sync) {
        String key = "run-" + System.nanoTime();
        int before = sync.runs.get();
        Http.Got first = http.post("/api/sync/run", null, "Idempotency-Key", key);
        Http.Got repeat = http.post("/api/sync/run", null, "Idempotency-Key", key);
        assertThat(sync.runs.get()).isEqualTo(before + 1);
        assertThat(repeat.text()).isEqualTo(first.text());
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
    }
}
