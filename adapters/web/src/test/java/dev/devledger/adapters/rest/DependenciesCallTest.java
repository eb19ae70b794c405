package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a task has to do with others, in the words of who asks for it. */
class DependenciesCallTest extends RestTest {
    private String task;
    private String other;
    private String third;

    @BeforeEach
    void tasks() {
        task = task(project());
        other = task(project());
        third = task(project());
    }

    private Http.Got patched(String field, String value) {
        return http.patch("/api/tasks/" + task, "{\"" + field + "\": " + value + "}");
    }

    private Http.Got added(String to, String type, String what) {
        return http.post(
                "/api/tasks/" + to + "/dependencies", "{\"type\": \"" + type + "\", \"task\": \"" + what + "\"}");
    }

    private Http.Got removed(String from, String type, String what) {
        return http.send(
                "DELETE",
                "/api/tasks/" + from + "/dependencies",
                "{\"type\": \"" + type + "\", \"task\": \"" + what + "\"}");
    }

    private List<String> keys(String of, String field) {
        return http.get("/api/tasks/" + of)
                .json()
                .path(field)
                .valueStream()
                .map(each -> each.asString())
                .toList();
    }

    private String key(String of) {
        return http.get("/api/tasks/" + of).field("/key");
    }

    @Test
    void a_task_is_created_and_edited_with_them_by_keys_or_ids() {
        Http.Got made = http.post(
                "/api/projects/" + project() + "/tasks",
                "{\"title\": \"Paint\", \"blockedBy\": [\"" + key(task).toLowerCase(java.util.Locale.ROOT)
                        + "\"], \"related\": [\"" + other + "\"], \"discoveredFrom\": \"" + key(third) + "\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("blockedBy").path(0).asString()).isEqualTo(key(task));
        assertThat(made.field("/discoveredFrom")).isEqualTo(key(third));
        assertThat(keys(task, "blocks")).containsExactly(made.field("/key"));
        assertThat(keys(other, "related")).containsExactly(made.field("/key"));

        patched("blockedBy", "[\"" + key(other) + "\", \"" + third + "\"]");
        assertThat(keys(task, "blockedBy")).containsExactlyInAnyOrder(key(other), key(third));
        patched("blockedBy", "null");
        assertThat(keys(task, "blockedBy")).isEmpty();
    }

    @Test
    void one_more_or_less_leaves_the_others() {
        added(task, "blocks", key(other));
        added(task, "blocks", key(third));
        assertThat(added(task, "blocks", third).status()).isEqualTo(200);
        assertThat(keys(task, "blockedBy")).hasSize(2);
        removed(task, "blocks", key(other));
        assertThat(removed(task, "blocks", key(other)).status()).isEqualTo(200);
        assertThat(keys(task, "blockedBy")).containsExactly(key(third));
        added(task, "discovered-from", key(other));
        assertThat(http.get("/api/tasks/" + task).field("/discoveredFrom")).isEqualTo(key(other));
    }

    @Test
    void what_is_related_is_so_from_both_sides() {
        added(task, "related", key(other));
        added(other, "related", key(task));
        assertThat(keys(task, "related")).containsExactly(key(other));
        assertThat(keys(other, "related")).containsExactly(key(task));
        http.patch("/api/tasks/" + other, "{\"related\": [\"" + task + "\", \"" + third + "\"]}");
        assertThat(keys(other, "related")).containsExactlyInAnyOrder(key(task), key(third));

        removed(other, "related", key(task));
        assertThat(keys(task, "related")).isEmpty();
        assertThat(keys(other, "related")).containsExactly(key(third));
        http.patch("/api/tasks/" + third, "{\"related\": []}");
        assertThat(keys(other, "related")).isEmpty();
    }

    @Test
    void a_circle_is_refused_with_its_path() {
        added(task, "blocks", key(other));
        added(other, "blocks", key(third));

        Http.Got circle = added(third, "blocks", key(task));

        circle.isProblem(409, "dependency_cycle");
        assertThat(circle.json().path("path").valueStream().map(each -> each.asString()))
                .containsExactly(key(third), key(task), key(other), key(third));
        assertThat(circle.field("/detail")).contains(key(third) + " → " + key(task));
    }

    @Test
    void what_is_wrong_with_them_is_told() {
        patched("blockedBy", "[\"" + task + "\"]").isProblem(422, "invalid").names("blockedBy");
        patched("blockedBy", "[\"T-99999\"]").isProblem(422, "invalid").names("blockedBy[0]");
        patched("blockedBy", "\"" + other + "\"").isProblem(422, "invalid").names("blockedBy");
        patched("related", "[\"" + UUID.randomUUID() + "\"]")
                .isProblem(422, "invalid")
                .names("related[0]");
        patched("discoveredFrom", "\"nothing\"").isProblem(422, "invalid").names("discoveredFrom");
        patched("blocks", "[]").isProblem(422, "invalid").names("blocks");
        added(task, "parent", key(other)).isProblem(422, "invalid").names("type");
        added(task, "blocks", "T-99999").isProblem(422, "invalid").names("task");
        http.post("/api/tasks/" + task + "/dependencies", "{}")
                .isProblem(422, "invalid")
                .names("type")
                .names("task");
        added("T-99999", "blocks", key(other)).isProblem(404, "not_found");
        http.send("DELETE", "/api/tasks/" + other, null);
        added(task, "blocks", key(other)).isProblem(422, "invalid").names("task");
    }
}
