package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Keys are taken in any case, wherever one is taken. */
class KeyCaseIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private final JsonNode home = SAMPLES.project("Lower " + UUID.randomUUID());
    private final JsonNode other = SAMPLES.project("Lower elsewhere " + UUID.randomUUID());
    private final JsonNode task = SAMPLES.task(home, "Above");
    private final String p = lower(home);
    private final String q = lower(other);
    private final String t = lower(task);

    private static String lower(JsonNode entity) {
        return key(entity).toLowerCase(Locale.ROOT);
    }

    @Test
    void in_paths_and_queries() {
        assertThat(key(API.read("/api/projects/" + p))).isEqualTo(key(home));
        assertThat(key(API.read("/api/tasks/" + t))).isEqualTo(key(task));
        for (String below : List.of("/history", "/notes", "/tasks", "/status-timeline")) {
            API.get(200, "/api/projects/" + p + below);
        }
        API.get(200, "/api/tasks/" + t + "/history");
        API.get(200, "/api/tasks/" + t + "/notes");
        assertThat(texts(API.read("/api/tasks?project=" + p), "key")).containsExactly(key(task));
        for (String entity : List.of(p, t)) {
            assertThat(API.read("/api/history?entity=" + entity).path("items")).isNotEmpty();
        }
        assertThat(Samples.all(API, "/api/diff?from=0&project=" + p)).isNotEmpty();
    }

    @Test
    void in_writes() {
        JsonNode below = API.made("/api/projects/" + p + "/tasks", "{\"title\": \"Below\", \"parent\": \"" + t + "\"}");
        API.patch(200, "/api/tasks/" + lower(below), "{\"title\": \"Still below\"}");
        API.post(200, "/api/tasks/" + t + "/move", "{\"project\": \"" + q + "\"}");
        assertThat(texts(API.read("/api/tasks?project=" + q), "key")).containsExactlyInAnyOrder(key(task), key(below));
    }

    @Test
    void in_files() {
        API.post(
                200,
                "/api/import",
                "{\"task\": {\"project\": \"" + p + "\", \"parent\": \"" + t + "\", \"title\": \"From a file\"}}",
                "Content-Type",
                "application/x-ndjson");
        API.post(200, "/api/import", "project,title\n" + p + ",From a table\n", "Content-Type", "text/csv");
        assertThat(texts(API.read("/api/tasks?project=" + p), "title"))
                .containsExactlyInAnyOrder("Above", "From a file", "From a table");
    }

    @Test
    void in_tools() {
        Mcp agent = Mcp.connect(API);
        String made = agent.answer(
                        "create_tasks",
                        "{\"project\": \"%s\", \"tasks\": [{\"title\": \"t-1\", \"parent\": \"%s\"}]}".formatted(p, t))
                .at("/results/0/key")
                .asString();
        String m = made.toLowerCase(Locale.ROOT);
        assertThat(agent.answer("get_task", "{\"tasks\": [\"" + m + "\"]}")
                        .at("/tasks/0/title")
                        .asString())
                .isEqualTo("t-1");
        assertThat(agent.answer("find_tasks", "{\"project\": \"" + p + "\"}").path("tasks"))
                .hasSize(2);
        agent.answer("get_overview", "{\"project\": \"" + p + "\"}");
        for (String entity : List.of(p, t)) {
            assertThat(agent.answer("get_history", "{\"entity\": \"" + entity + "\"}")
                            .path("entries"))
                    .isNotEmpty();
        }
        agent.answer(
                "update_tasks",
                "{\"tasks\": [{\"key\": \"%1$s\", \"priority\": \"low\"}], \"expected_version\": {\"%1$s\": 1}}"
                        .formatted(m));
        agent.answer("move_tasks", "{\"tasks\": [\"" + m + "\"], \"project\": \"" + q + "\"}");
        agent.answer("move_tasks", "{\"tasks\": [\"" + m + "\"], \"parent\": \"" + t + "\"}");
        agent.answer("save_project", "{\"project\": \"" + p + "\", \"note\": \"n\"}");
        String complete = "{\"tasks\": [\"%s\"], \"idempotency_key\": \"" + UUID.randomUUID() + "\"}";
        agent.answer("complete_tasks", complete.formatted(m));
        assertThat(agent.answer("complete_tasks", complete.formatted(made))
                        .path("replayed")
                        .asBoolean())
                .isTrue();
        agent.answer("delete_items", "{\"items\": [\"" + m + "\", \"" + q + "\"]}");
        assertThat(agent.failure("delete_items", "{\"items\": [\"" + m + "\", \"" + made + "\"]}"))
                .startsWith("invalid: items[1] names ");
        assertThat(agent.result("resources/read", "{\"uri\": \"devledger://projects/" + p + "\"}")
                        .path("contents"))
                .hasSize(1);
    }
}
