package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What many tasks cost that go, come back or are taken back together, and how whoever does not wait for it is told. */
@Tag("long")
class LargeChangesIT {
    /** One batch, and two. */
    private static final int SOME = 200;

    private static final int MORE = 5_100;

    /** Of a batch: what is read to decide it, its positions, its events, and what each projection and the sync do with them. */
    private static final int BATCH = 26;

    private static final Api API = SharedDevledger.get().api();

    @Test
    void thousands_of_tasks_more_cost_no_statement_more_but_for_a_batch() {
        Costs some = costs(SOME);
        Costs more = costs(MORE);
        assertThat(some.delete()).isLessThanOrEqualTo(BATCH + 15);
        assertThat(more.delete() - some.delete()).isLessThanOrEqualTo(BATCH);
        assertThat(more.restore() - some.restore()).isLessThanOrEqualTo(BATCH);
        int furtherReads = 1; // of what has happened since
        assertThat(more.undo() - some.undo()).isLessThanOrEqualTo(BATCH + furtherReads);
    }

    private record Costs(int delete, int restore, int undo) {}

    private static Costs costs(int tasks) {
        Imported made = imported(tasks);
        String project = "/api/projects/" + made.project();
        int delete = of("DELETE", project);
        assertThat(API.get(project).json().at("/taskCounts/open").asInt()).isZero();
        int restore = of("POST", project + "/restore");
        assertThat(API.get(project).json().at("/taskCounts/open").asInt()).isEqualTo(tasks);
        int undo = of("POST", "/api/change-sets/" + made.changeSet() + "/undo", "{\"force\":true}");
        assertThat(API.get(project).json().path("deletedAt").isNull()).isFalse();
        return new Costs(delete, restore, undo);
    }

    private static int of(String method, String path) {
        return of(method, path, null);
    }

    private static int of(String method, String path, String body) {
        String request = "large-" + UUID.randomUUID();
        Queue<String> seen = CountedDatabase.watch(request);
        API.send(method, path, body, "X-Request-Id", request).expect(200);
        return seen.size();
    }

    @Test
    void an_undo_that_nobody_waited_for_tells_how_it_went_and_so_does_its_undo() {
        Imported made = imported(300);
        String undo = "/api/change-sets/" + made.changeSet() + "/undo";
        assertThat(API.get(404, undo).text("detail")).contains("This node knows no undo of this change set");

        JsonNode undone =
                API.post(200, undo, null, "X-Request-Id", "take-it-back").json();
        assertThat(undone.path("undone").asInt()).isEqualTo(301);
        JsonNode told = API.read(undo);
        assertThat(told.path("state").asString()).isEqualTo("done");
        assertThat(told.path("done").asInt()).isEqualTo(301);
        assertThat(told.path("total").asInt()).isEqualTo(301);
        assertThat(told.path("perSecond").asLong()).isPositive();
        assertThat(told.path("startedAt").asString()).endsWith("Z");
        assertThat(told.path("changeSet").asString())
                .isEqualTo(undone.path("changeSet").asString());
        assertThat(API.read("/api/requests/take-it-back")).isEqualTo(told);

        String again = "/api/change-sets/" + undone.path("changeSet").asString() + "/undo";
        assertThat(API.post(200, again, null).json().path("undone").asInt()).isEqualTo(301);
        assertThat(API.get("/api/projects/" + made.project())
                        .json()
                        .at("/taskCounts/open")
                        .asInt())
                .isEqualTo(300);
        assertThat(API.get(200, again).text("state")).isEqualTo("done");
    }

    @Test
    void a_long_deletion_is_told_by_its_request_and_a_short_one_is_none() {
        String project = "/api/projects/" + imported(200).project();
        API.delete(200, project, "X-Request-Id", "long-deletion");
        JsonNode told = API.read("/api/requests/long-deletion");
        assertThat(told.path("state").asString()).isEqualTo("done");
        assertThat(told.path("total").asInt()).isEqualTo(201);

        API.post(200, project + "/restore", null, "X-Request-Id", "long-return");
        assertThat(API.get(200, "/api/requests/long-return").text("state")).isEqualTo("done");
        API.patch(200, project, "{\"name\":\"short\"}", "X-Request-Id", "short-edit");
        assertThat(API.get(404, "/api/requests/short-edit").text("detail"))
                .contains("This node knows no long write with this request id");
    }

    @Test
    void of_many_conflicts_a_hundred_are_told_and_the_rest_counted() {
        Imported made = imported(150);
        into(made.project(), 130);
        String undo = "/api/change-sets/" + made.changeSet() + "/undo";
        JsonNode refused = API.post(409, undo, null).json();
        assertThat(refused.path("conflicts")).hasSize(100);
        assertThat(refused.path("detail").asString())
                .contains("130 things were changed later; conflicts lists the first 100", "Nothing was stored");
        JsonNode told = API.read(undo);
        assertThat(told.path("state").asString()).isEqualTo("failed");
        assertThat(told.path("detail").asString())
                .isEqualTo(refused.path("detail").asString());
        assertThat(told.path("changeSet").isNull()).isTrue();

        assertThat(API.post(200, undo, "{\"force\":true}").json().path("undone").asInt())
                .isEqualTo(281);
        assertThat(API.get(200, undo).text("state")).isEqualTo("done");
    }

    /** @param project its key */
    private record Imported(String project, String changeSet) {}

    private static Imported imported(int tasks) {
        String name = "Large " + UUID.randomUUID();
        String changeSet = into(
                "{\"project\": {\"ref\": \"p\", \"name\": \"" + name + "\", \"placement\": \"none\"}}\n", "p", tasks);
        return new Imported(
                API.read("/api/projects?q=" + name.replace(" ", "%20"))
                        .at("/items/0/key")
                        .asString(),
                changeSet);
    }

    private static void into(String project, int tasks) {
        into("", project, tasks);
    }

    /** Each tenth task has those behind it below it. */
    private static String into(String before, String project, int tasks) {
        StringBuilder file = new StringBuilder(before);
        for (int i = 0; i < tasks; i++) {
            file.append("{\"task\": {\"project\": \"%s\", \"ref\": \"t%d\"%s, \"title\": \"task %d\"}}\n"
                    .formatted(project, i, i % 10 == 0 ? "" : ", \"parent\": \"t" + (i - i % 10) + "\"", i));
        }
        return API.post(200, "/api/import", file.toString(), "Content-Type", "application/x-ndjson")
                .text("changeSet");
    }
}
