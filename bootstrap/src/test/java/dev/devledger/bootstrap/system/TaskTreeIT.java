package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.each;
import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tasks below projects and below each other. */
class TaskTreeIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    @Test
    void a_task_is_made_with_all_that_it_was_given() {
        JsonNode project = SAMPLES.project("Home of tasks");
        Answer made = API.post(201, "/api/projects/" + key(project) + "/tasks", """
                {"title": "Left recursion", "description": "See the book", "priority": "medium", "tags": ["x"],
                 "startDate": "2026-03-01T08:00:00Z", "dueDate": "2026-03-02T08:00:00Z", "timeZone": "Asia/Tokyo",
                 "checklist": [{"title": "Read"}, {"title": "Write", "done": true}], "stage": "in review",
                 "estimateMinutes": 90}
                """);
        JsonNode task = made.json();
        assertThat(task.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "key",
                        "projectId",
                        "projectKey",
                        "parentId",
                        "title",
                        "description",
                        "status",
                        "priority",
                        "tags",
                        "startDate",
                        "dueDate",
                        "allDay",
                        "timeZone",
                        "checklist",
                        "stage",
                        "estimateMinutes",
                        "assignees",
                        "blockedBy",
                        "blocks",
                        "related",
                        "discoveredFrom",
                        "fields",
                        "createdAt",
                        "updatedAt",
                        "completedAt",
                        "deletedAt",
                        "version",
                        "links",
                        "claim",
                        "ready",
                        "trackedSeconds");
        assertThat(key(task)).matches("T-[1-9][0-9]*");
        assertThat(task.path("projectId").asString()).isEqualTo(id(project));
        assertThat(task.path("projectKey").asString()).isEqualTo(key(project));
        assertThat(task.get("parentId").isNull()).isTrue();
        assertThat(task.path("status").asString()).isEqualTo("open");
        assertThat(task.path("priority").asString()).isEqualTo("medium");
        assertThat(task.path("dueDate").asString()).isEqualTo("2026-03-02T08:00:00Z");
        assertThat(task.path("timeZone").asString()).isEqualTo("Asia/Tokyo");
        assertThat(each(
                        task.path("checklist"),
                        item -> item.path("title").asString()
                                + item.path("done").asBoolean()))
                .containsExactly("Readfalse", "Writetrue");
        assertThat(task.path("stage").asString()).isEqualTo("in review");
        assertThat(task.path("estimateMinutes").asInt()).isEqualTo(90);
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(API.read(made.header("Location"))).isEqualTo(task);

        JsonNode patched = API.patch(200, "/api/tasks/" + key(task), """
                {"title": "Right recursion", "checklist": [{"id": "%s", "title": "Read", "done": true}],
                 "description": null}""".formatted(
                                task.at("/checklist/0/id").asString()))
                .json();
        assertThat(patched.path("title").asString()).isEqualTo("Right recursion");
        assertThat(patched.get("description").isNull()).isTrue();
        assertThat(patched.path("checklist").size()).isEqualTo(1);
        assertThat(patched.at("/checklist/0/id")).isEqualTo(task.at("/checklist/0/id"));
        assertThat(patched.path("version").asInt()).isEqualTo(2);
    }

    @Test
    void how_a_task_is_worked_on_is_known_for_every_moment_and_taken_back() {
        JsonNode project = SAMPLES.project("Workshop");
        String task = "/api/tasks/" + key(API.made("/api/projects/" + key(project) + "/tasks", """
                        {"title": "Paint", "stage": "next", "estimateMinutes": 30}"""));
        String before = Long.toString(position(task));
        Answer changed = API.patch(200, task, "{\"stage\": \"in review\", \"estimateMinutes\": null}");

        JsonNode then = API.read(task + "?asOf=" + before);
        assertThat(then.path("stage").asString()).isEqualTo("next");
        assertThat(then.path("estimateMinutes").asInt()).isEqualTo(30);
        assertThat(changed.json().path("stage").asString()).isEqualTo("in review");
        assertThat(changed.json().get("estimateMinutes").isNull()).isTrue();
        assertThat(API.get(task + "/history").json().at("/items/0/summary").asString())
                .isEqualTo("Changed the stage and estimate in minutes.");
        assertThat(Samples.all(API, "/api/diff?from=" + before + "&project=" + key(project)).stream()
                        .filter(each -> each.at("/entity/type").asString().equals("task"))
                        .findFirst()
                        .orElseThrow()
                        .path("changes")
                        .toString())
                .isEqualTo("[{\"field\":\"stage\",\"from\":\"next\",\"to\":\"in review\"},"
                        + "{\"field\":\"estimateMinutes\",\"from\":30,\"to\":null}]");

        API.post(200, "/api/change-sets/" + changed.header("X-Change-Set") + "/undo", null);
        JsonNode back = API.get(task).json();
        assertThat(back.path("stage").asString()).isEqualTo("next");
        assertThat(back.path("estimateMinutes").asInt()).isEqualTo(30);
    }

    private static long position(String task) {
        return API.get(task + "/history").json().at("/items/0/position").asLong();
    }

    @Test
    void a_task_is_completed_reopened_and_abandoned() {
        JsonNode project = SAMPLES.project("Counts");
        JsonNode task = SAMPLES.task(project, "Counted");
        SAMPLES.task(project, "Left alone");
        String path = "/api/tasks/" + key(task);
        JsonNode completed = API.post(200, path + "/complete", null).json();
        assertThat(completed.path("status").asString()).isEqualTo("completed");
        assertThat(completed.path("completedAt")).isEqualTo(completed.path("updatedAt"));
        assertThat(counts(project)).isEqualTo("{\"open\":1,\"completed\":1,\"abandoned\":0}");
        JsonNode reopened =
                API.post(200, path + "/reopen", "{\"reason\": \"not yet\"}").json();
        assertThat(reopened.path("status").asString()).isEqualTo("open");
        assertThat(reopened.get("completedAt").isNull()).isTrue();
        assertThat(API.post(200, path + "/abandon", "{}").text("status")).isEqualTo("abandoned");
        assertThat(counts(project)).isEqualTo("{\"open\":1,\"completed\":0,\"abandoned\":1}");
        API.delete(200, path);
        assertThat(counts(project)).isEqualTo("{\"open\":1,\"completed\":0,\"abandoned\":0}");
        assertThat(API.get("/api/projects/" + key(project)).header("ETag")).isEqualTo("\"1\"");
        assertThat(texts(API.get(path + "/history").json(), "reason")).containsExactly("", "", "not yet", "", "");
    }

    private static String counts(JsonNode project) {
        return API.get("/api/projects/" + key(project))
                .json()
                .path("taskCounts")
                .toString();
    }

    @Test
    void a_tree_has_at_most_four_levels() {
        Tree tree = new Tree("Deep");
        API.post(422, "/api/projects/" + key(tree.project) + "/tasks", below(tree.fourth, "Fifth"));
        JsonNode other = SAMPLES.task(tree.project, "Other");
        API.post(422, "/api/tasks/" + key(tree.first) + "/move", "{\"parent\": \"" + key(other) + "\"}");
        API.post(200, "/api/tasks/" + key(tree.second) + "/move", "{\"parent\": \"" + key(other) + "\"}");
        API.post(422, "/api/tasks/" + key(other) + "/move", "{\"parent\": \"" + key(tree.fourth) + "\"}");
        API.post(422, "/api/tasks/" + key(other) + "/move", "{\"parent\": \"" + key(other) + "\"}");
    }

    private static String below(JsonNode parent, String title) {
        return "{\"title\": \"" + title + "\", \"parent\": \"" + key(parent) + "\"}";
    }

    @Test
    void a_move_to_another_project_takes_the_subtree_along_in_one_change_set() {
        Tree tree = new Tree("From");
        JsonNode goal = SAMPLES.project("To");
        JsonNode parent = SAMPLES.task(goal, "New parent");
        Answer move = API.post(200, "/api/tasks/" + key(tree.second) + "/move", """
                        {"project": "%s", "parent": "%s", "reason": "fits there"}""".formatted(key(goal), key(parent)));
        assertThat(move.text("projectKey")).isEqualTo(key(goal));
        assertThat(move.text("parentId")).isEqualTo(id(parent));
        for (JsonNode moved : List.of(tree.third, tree.fourth)) {
            JsonNode now = API.get("/api/tasks/" + key(moved)).json();
            assertThat(now.path("projectId").asString()).isEqualTo(id(goal));
            assertThat(now.path("parentId")).isEqualTo(moved.path("parentId"));
        }
        assertThat(texts(
                        API.get("/api/projects/" + key(tree.project) + "/tasks").json(), "key"))
                .containsExactly(key(tree.first));
        JsonNode told =
                API.get("/api/history?changeSet=" + move.header("X-Change-Set")).json();
        assertThat(texts(told, "event")).containsExactly("task.moved", "task.moved", "task.moved");
        assertThat(texts(told, "reason")).containsOnly("fits there");
        assertThat(API.post(200, "/api/tasks/" + key(tree.second) + "/move", "{\"parent\": null}")
                        .text("projectKey"))
                .isEqualTo(key(goal));
        assertThat(API.get("/api/tasks/" + key(tree.second))
                        .json()
                        .get("parentId")
                        .isNull())
                .isTrue();
        API.post(422, "/api/tasks/" + key(tree.first) + "/move", """
                {"project": "%s", "parent": "%s"}""".formatted(key(tree.project), key(parent)));
        API.post(404, "/api/tasks/" + key(tree.first) + "/move", "{\"project\": \"P-999999\"}");
        API.post(422, "/api/tasks/" + key(tree.first) + "/move", "{\"parent\": \"T-999999\"}");
        API.post(422, "/api/tasks/" + key(tree.first) + "/move", null);
    }

    @Test
    void a_restore_brings_back_only_what_went_with_it() {
        Tree tree = new Tree("Cascade");
        API.delete(200, "/api/tasks/" + key(tree.fourth));
        Answer deleted = API.delete(200, "/api/tasks/" + key(tree.second));
        assertThat(texts(
                        API.get("/api/history?changeSet=" + deleted.header("X-Change-Set"))
                                .json(),
                        "event"))
                .containsExactly("task.deleted", "task.deleted");
        assertThat(present(tree)).containsExactly(key(tree.first));
        API.post(409, "/api/tasks/" + key(tree.third) + "/restore", null);
        API.delete(200, "/api/projects/" + key(tree.project));
        assertThat(present(tree)).isEmpty();
        API.post(200, "/api/projects/" + key(tree.project) + "/restore", null);
        assertThat(present(tree)).containsExactly(key(tree.first));
        API.post(200, "/api/tasks/" + key(tree.second) + "/restore", "{\"reason\": \"needed\"}");
        assertThat(present(tree)).containsExactlyInAnyOrder(key(tree.first), key(tree.second), key(tree.third));
        API.post(200, "/api/tasks/" + key(tree.fourth) + "/restore", null);
        assertThat(present(tree)).hasSize(4);
        API.delete(200, "/api/tasks/" + key(tree.fourth));
        API.delete(200, "/api/tasks/" + key(tree.third));
        API.post(409, "/api/projects/" + key(tree.project) + "/tasks", below(tree.third, "Orphan"));
        JsonNode other = SAMPLES.task(tree.project, "Other");
        API.post(409, "/api/tasks/" + key(other) + "/move", "{\"parent\": \"" + key(tree.third) + "\"}");
    }

    private static List<String> present(Tree tree) {
        return texts(API.read("/api/tasks?project=" + key(tree.project)), "key");
    }

    /** Four tasks, each below the one before it. */
    private static final class Tree {
        final JsonNode project;
        final JsonNode first;
        final JsonNode second;
        final JsonNode third;
        final JsonNode fourth;

        Tree(String name) {
            project = SAMPLES.project(name);
            first = SAMPLES.task(project, "First");
            second = SAMPLES.subtask(first, "Second");
            third = SAMPLES.subtask(second, "Third");
            fourth = SAMPLES.subtask(third, "Fourth");
        }
    }
}
