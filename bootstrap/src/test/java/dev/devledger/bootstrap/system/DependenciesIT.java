package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What tasks have to do with each other, through the whole application. */
class DependenciesIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private final JsonNode project = SAMPLES.project("A chain");

    private String task(String title) {
        return key(SAMPLES.task(project, title));
    }

    private static Answer add(String task, String type, String other) {
        return API.post("/api/tasks/" + task + "/dependencies", body(type, other));
    }

    private static String body(String type, String other) {
        return "{\"type\": \"" + type + "\", \"task\": \"" + other + "\"}";
    }

    private static Answer undo(Answer write) {
        return API.post("/api/change-sets/" + write.header("X-Change-Set") + "/undo", null);
    }

    private static List<String> keys(String of, String field) {
        return Samples.each(API.read("/api/tasks/" + of).path(field), JsonNode::asString);
    }

    private static String newest(String task) {
        return API.read("/api/tasks/" + task + "/history")
                .at("/items/0/position")
                .asString();
    }

    @Test
    void they_are_known_for_every_moment_and_taken_back() {
        String first = task("First");
        String second = task("Second");
        String elsewhere = key(SAMPLES.task(SAMPLES.project("Elsewhere"), "Found"));
        String before = newest(second);

        Answer blocked = add(second, "blocks", first).expect(200);
        String then = newest(second);
        add(second, "related", elsewhere).expect(200);
        add(elsewhere, "discovered-from", second).expect(200);

        assertThat(keys(second, "blockedBy")).containsExactly(first);
        assertThat(keys(first, "blocks")).containsExactly(second);
        assertThat(keys(second, "related")).containsExactly(elsewhere);
        assertThat(keys(elsewhere, "related")).containsExactly(second);
        assertThat(API.get("/api/tasks/" + elsewhere).text("discoveredFrom")).isEqualTo(second);
        assertThat(keys(second + "?asOf=" + before, "blockedBy")).isEmpty();
        assertThat(keys(first + "?asOf=" + before, "blocks")).isEmpty();
        assertThat(keys(second + "?asOf=" + then, "blockedBy")).containsExactly(first);
        assertThat(keys(first + "?asOf=" + then, "blocks")).containsExactly(second);
        assertThat(keys(elsewhere + "?asOf=" + then, "related")).isEmpty();

        JsonNode told = API.read("/api/history?changeSet=" + blocked.header("X-Change-Set"))
                .at("/items/0");
        assertThat(told.path("summary").asString())
                .isEqualTo("Changed the tasks that block it from nothing to " + first + ".");
        assertThat(told.at("/changes/0/to").toString()).isEqualTo("[\"" + first + "\"]");
        String changes = API.read("/api/diff?project=" + key(project) + "&from=" + before)
                .path("items")
                .toString();
        assertThat(changes).contains("blockedBy", first, "related", elsewhere);

        undo(blocked).expect(200);
        assertThat(keys(second, "blockedBy")).isEmpty();
        assertThat(keys(second, "related")).containsExactly(elsewhere);
        API.send("DELETE", "/api/tasks/" + elsewhere + "/dependencies", body("related", second))
                .expect(200);
        assertThat(keys(second, "related")).isEmpty();
    }

    @Test
    void a_task_is_created_and_edited_with_them_by_keys_or_ids() {
        JsonNode first = SAMPLES.task(project, "First");
        String second = task("Second");
        String third = task("Third");
        JsonNode made = API.made("/api/projects/" + key(project) + "/tasks", """
                {"title": "Paint", "blockedBy": ["%s"], "related": ["%s"], "discoveredFrom": "%s"}""".formatted(
                        key(first).toLowerCase(Locale.ROOT), Samples.id(first), third));
        assertThat(keys(key(made), "blockedBy")).containsExactly(key(first));
        assertThat(made.path("discoveredFrom").asString()).isEqualTo(third);
        assertThat(keys(key(first), "blocks")).containsExactly(key(made));

        // One more or less leaves the others, and is the same from both sides.
        add(key(made), "blocks", third).expect(200);
        add(key(made), "blocks", third).expect(200);
        assertThat(keys(key(made), "blockedBy")).containsExactlyInAnyOrder(key(first), third);
        for (int i = 0; i < 2; i++) {
            API.send("DELETE", "/api/tasks/" + key(made) + "/dependencies", body("blocks", third))
                    .expect(200);
        }
        assertThat(keys(key(made), "blockedBy")).containsExactly(key(first));
        API.patch(200, "/api/tasks/" + key(first), "{\"related\": [\"" + second + "\"]}");
        assertThat(keys(key(made), "related")).isEmpty();
        assertThat(keys(second, "related")).containsExactly(key(first));
        API.patch(200, "/api/tasks/" + second, "{\"related\": []}");
        assertThat(keys(key(first), "related")).isEmpty();
        API.patch(200, "/api/tasks/" + key(made), "{\"blockedBy\": null}");
        assertThat(keys(key(made), "blockedBy")).isEmpty();
    }

    @Test
    void what_is_deleted_blocks_nothing_until_it_is_back() {
        String first = task("First");
        String second = task("Second");
        add(second, "blocks", first).expect(200);

        API.delete(200, "/api/tasks/" + first);
        assertThat(keys(second, "blockedBy")).isEmpty();
        API.post(200, "/api/tasks/" + first + "/restore", null);
        assertThat(keys(second, "blockedBy")).containsExactly(first);
    }

    @Test
    void no_way_leads_to_a_circle() {
        String first = task("First");
        String second = task("Second");
        Answer made = add(second, "blocks", first).expect(200);
        String below = key(SAMPLES.subtask(API.read("/api/tasks/" + second), "Below the second"));

        assertThat(add(first, "blocks", second).expect(409).body()).contains("dependency_cycle");
        assertThat(add(first, "blocks", below).expect(409).json().path("path").toString())
                .isEqualTo("[\"%s\",\"%s\",\"%s\",\"%s\"]".formatted(first, below, second, first));
        API.patch(409, "/api/tasks/" + first, "{\"title\": \"New\", \"blockedBy\": [\"" + second + "\"]}");
        assertThat(API.get("/api/tasks/" + first).text("title")).isEqualTo("First");
        API.post(409, "/api/tasks/" + first + "/move", "{\"parent\": \"" + below + "\"}");

        Answer undone = undo(made).expect(200);
        add(first, "blocks", second).expect(200);
        assertThat(undo(undone).expect(409).body()).contains("dependency_cycle");

        API.delete(200, "/api/tasks/" + second);
        String third = task("Third");
        API.patch(200, "/api/tasks/" + third, "{\"blockedBy\": [\"" + first + "\"]}");
        assertThat(keys(third, "blockedBy")).containsExactly(first);
        API.post(200, "/api/tasks/" + second + "/restore", null);
    }

    @Test
    void a_project_that_comes_back_brings_no_circle() {
        JsonNode going = SAMPLES.project("Goes and comes");
        String within = key(SAMPLES.task(going, "Within"));
        String first = task("First");
        String last = task("Last");
        add(within, "blocks", last).expect(200);
        add(first, "blocks", within).expect(200);
        API.delete(200, "/api/projects/" + key(going));
        add(last, "blocks", first).expect(200);

        Answer refused = API.post(409, "/api/projects/" + key(going) + "/restore", null);

        assertThat(refused.json().path("path").toString()).contains(within, first, last);
        assertThat(keys(first, "blockedBy")).as("it is still deleted").isEmpty();
        API.send("DELETE", "/api/tasks/" + last + "/dependencies", body("blocks", first))
                .expect(200);
        API.post(200, "/api/projects/" + key(going) + "/restore", null);
        assertThat(keys(first, "blockedBy")).containsExactly(within);
    }

    private static String below(String task, String title) {
        return key(SAMPLES.subtask(API.read("/api/tasks/" + task), title));
    }

    private static Answer move(String task, String parent) {
        return API.post("/api/tasks/" + task + "/move", "{\"parent\": " + parent + "}");
    }

    /** The one below waits for the one above. */
    private static void assertCircle(String below, String above, Answer refused) {
        JsonNode problem = refused.expect(409).json();
        assertThat(problem.path("type").asString()).isEqualTo("urn:devledger:problem:dependency_cycle");
        assertThat(problem.path("path").toString()).isEqualTo("[\"%s\",\"%s\",\"%s\"]".formatted(below, above, below));
    }

    @Test
    void what_a_move_takes_along_waits_for_nothing_above_it_then() {
        String above = task("Above");
        String middle = below(above, "In the middle");
        String moved = task("Moved");
        String below = below(moved, "Goes along");
        add(below, "blocks", above).expect(200);

        assertCircle(below, above, move(moved, "\"" + above + "\""));
        assertCircle(below, above, move(moved, "\"" + middle + "\""));
        assertThat(API.get("/api/tasks/" + moved).json().path("parentId").isNull())
                .isTrue();

        API.send("DELETE", "/api/tasks/" + below + "/dependencies", body("blocks", above))
                .expect(200);
        String deeper = below(below, "Goes along too");
        add(deeper, "blocks", above).expect(200);
        assertCircle(deeper, above, move(moved, "\"" + above + "\""));

        API.send("DELETE", "/api/tasks/" + deeper + "/dependencies", body("blocks", above))
                .expect(200);
        add(deeper, "blocks", middle).expect(200);
        move(moved, "\"" + above + "\"").expect(200);
    }

    @Test
    void what_an_undo_takes_along_waits_for_nothing_above_it_then() {
        String above = task("Above");
        String moved = below(above, "Moved");
        String below = below(moved, "Goes along");
        Answer out = move(moved, "null").expect(200);
        add(below, "blocks", above).expect(200);

        assertCircle(below, above, undo(out));

        API.send("DELETE", "/api/tasks/" + below + "/dependencies", body("blocks", above))
                .expect(200);
        undo(out).expect(200);
    }

    @Test
    void of_many_who_would_close_a_circle_together_the_last_is_refused() throws Exception {
        for (int round = 0; round < 10; round++) {
            List<String> tasks =
                    IntStream.range(0, 6).mapToObj(each -> task("Task " + each)).toList();
            List<Integer> statuses = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> answers = IntStream.range(0, 6)
                        .mapToObj(each -> threads.submit(() -> add(tasks.get(each), "blocks", tasks.get((each + 1) % 6))
                                .status()))
                        .toList();
                for (Future<Integer> answer : answers) {
                    statuses.add(answer.get());
                }
            }
            assertThat(Collections.frequency(statuses, 200))
                    .as("round %s: %s", round, statuses)
                    .isEqualTo(5);
            assertThat(Collections.frequency(statuses, 409)).isEqualTo(1);
        }
    }

    @Test
    void of_two_who_add_at_once_none_is_lost() throws Exception {
        String task = task("Waits for many");
        List<String> others =
                IntStream.range(0, 8).mapToObj(each -> task("Other " + each)).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = others.stream()
                    .map(each -> threads.submit(() -> add(task, "blocks", each)))
                    .toList();
            for (Future<Answer> answer : answers) {
                answer.get().expect(200);
            }
        }
        assertThat(keys(task, "blockedBy")).containsExactlyInAnyOrderElementsOf(others);
    }
}
