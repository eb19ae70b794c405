package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Writes that wait for each other share a transaction, and nobody can tell. */
class GroupedWritesIT {
    private static final int WRITERS = 24;
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tables TABLES = new Tables(SharedDevledger.get());

    @Test
    void fewer_transactions_than_writes_and_each_write_is_a_change_set_of_its_own() throws Exception {
        JsonNode project = SAMPLES.project("Grouped");
        long before = TABLES.head();

        List<Answer> answers = together(
                        200,
                        i -> API.post("/api/projects/" + key(project) + "/tasks", "{\"title\": \"Grouped " + i + "\"}"))
                .stream()
                .map(answer -> answer.expect(201))
                .toList();

        assertThat(transactionsAfter(before)).isLessThan(150L);
        Set<String> changeSets = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (Answer answer : answers) {
            changeSets.add(answer.header("X-Change-Set"));
            keys.add(answer.text("key"));
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
            assertThat(API.get("/api/tasks/" + answer.text("key")).text("title"))
                    .isEqualTo(answer.text("title"));
        }
        assertThat(changeSets).hasSize(200);
        assertThat(keys).hasSize(200);
        assertThat(Samples.all(API, "/api/history?entity=" + id(project))).isNotEmpty();
    }

    @Test
    void writes_with_idempotency_keys_share_transactions_too() throws Exception {
        JsonNode project = SAMPLES.project("Grouped with keys");
        long before = TABLES.head();

        List<Answer> answers = together(
                200,
                i -> API.send(
                        "POST",
                        "/api/projects/" + key(project) + "/tasks",
                        "{\"title\": \"Keyed " + i + "\"}",
                        "Idempotency-Key",
                        "grouped-" + id(project) + "-" + i));

        assertThat(transactionsAfter(before)).isLessThan(150L);
        assertThat(answers.stream()
                        .map(answer -> answer.expect(201).header("Idempotency-Replayed"))
                        .distinct())
                .containsExactly("");
        for (int i = 0; i < answers.size(); i += 40) {
            Answer again = API.send(
                    "POST",
                    "/api/projects/" + key(project) + "/tasks",
                    "{\"title\": \"Keyed " + i + "\"}",
                    "Idempotency-Key",
                    "grouped-" + id(project) + "-" + i);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(again.body()).isEqualTo(answers.get(i).body());
            assertThat(again.header("X-Change-Set")).isEqualTo(answers.get(i).header("X-Change-Set"));
        }
    }

    @Test
    void a_key_that_many_send_at_once_is_one_write_among_the_others() throws Exception {
        JsonNode project = SAMPLES.project("One key for many");
        List<Answer> answers = together(
                96,
                i -> API.send(
                        "POST",
                        "/api/projects/" + key(project) + "/tasks",
                        "{\"title\": \"Key " + i % 4 + "\"}",
                        "Idempotency-Key",
                        "many-" + id(project) + "-" + i % 4));

        assertThat(answers.stream()
                        .map(answer -> answer.expect(201).text("key"))
                        .distinct())
                .hasSize(4);
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotency-Replayed").isEmpty()))
                .hasSize(4);
    }

    @Test
    void a_refused_write_leaves_its_key_free() {
        JsonNode task = SAMPLES.task(SAMPLES.project("Refused with a key"), "Deleted first");
        String key = "refused-" + id(task);
        API.delete(200, "/api/tasks/" + key(task));
        API.send("PATCH", "/api/tasks/" + key(task), "{\"title\": \"Again\"}", "Idempotency-Key", key)
                .expect(409);
        API.post(200, "/api/tasks/" + key(task) + "/restore", null);
        assertThat(API.send("PATCH", "/api/tasks/" + key(task), "{\"title\": \"Again\"}", "Idempotency-Key", key)
                        .expect(200)
                        .header("Idempotency-Replayed"))
                .isEmpty();
    }

    private static long transactionsAfter(long position) {
        return TABLES.jdbc()
                .sql("select count(distinct xmin::text) from event where position > :position")
                .param("position", position)
                .query(Long.class)
                .single();
    }

    @Test
    void what_is_refused_concerns_nobody_else() throws Exception {
        JsonNode project = SAMPLES.project("Mixed");
        JsonNode gone = SAMPLES.project("Gone");
        JsonNode task = SAMPLES.task(project, "Edited by all");
        JsonNode deleted = SAMPLES.task(project, "Deleted");
        API.delete(200, "/api/tasks/" + key(deleted));
        API.delete(200, "/api/projects/" + key(gone));

        List<Integer> statuses = together(240, i -> switch (i % 6) {
                    case 0 -> API.patch("/api/tasks/" + key(task), "{\"description\": \"By " + i + "\"}");
                    case 1 -> API.post("/api/projects/" + key(project) + "/tasks", "{\"title\": \"New " + i + "\"}");
                    case 2 -> API.patch("/api/tasks/" + key(deleted), "{\"title\": \"No " + i + "\"}");
                    case 3 -> API.post("/api/tasks/T-999999999/complete", null);
                    case 4 ->
                        API.patch("/api/tasks/" + key(task), "{\"title\": \"Old " + i + "\"}", "If-Match", "\"1000\"");
                    default -> API.post("/api/projects/" + key(gone) + "/tasks", "{\"title\": \"Nowhere " + i + "\"}");
                })
                .stream()
                .map(Answer::status)
                .toList();

        for (int i = 0; i < statuses.size(); i++) {
            assertThat(statuses.get(i))
                    .as("request %s", i)
                    .isEqualTo(List.of(200, 201, 409, 404, 412, 409).get(i % 6));
        }
        assertThat(API.get("/api/tasks/" + key(task)).header("ETag")).isEqualTo("\"41\"");
        assertThat(versions(id(task)))
                .isEqualTo(IntStream.rangeClosed(0, 40).mapToObj(i -> (long) i).toList());
        assertThat(API.get("/api/tasks/" + key(deleted)).text("title")).isEqualTo("Deleted");
        assertThat(API.get("/api/projects/" + key(project))
                        .json()
                        .at("/taskCounts/open")
                        .asInt())
                .isEqualTo(41);
    }

    @Test
    void tasks_for_nowhere_use_up_no_keys() throws Exception {
        SAMPLES.task(SAMPLES.project("Somewhere"), "Has a key");
        long before = lastKey();
        together(40, i -> API.post("/api/projects/P-99999999/tasks", "{\"title\": \"Nowhere\"}"))
                .forEach(answer -> answer.expect(404));
        assertThat(lastKey()).isEqualTo(before);
    }

    private static long lastKey() {
        return TABLES.jdbc()
                .sql("select last_value from task_key")
                .query(Long.class)
                .single();
    }

    @Test
    void of_many_who_saw_the_same_version_one_gets_through() throws Exception {
        JsonNode task = SAMPLES.task(SAMPLES.project("Seen by many"), "Seen by many");
        List<Integer> statuses = together(
                        WRITERS,
                        i -> API.patch("/api/tasks/" + key(task), "{\"title\": \"By " + i + "\"}", "If-Match", "\"1\""))
                .stream()
                .map(Answer::status)
                .toList();

        assertThat(statuses).containsOnly(200, 412);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    }

    @Test
    void a_project_is_deleted_while_tasks_are_added() throws Exception {
        JsonNode project = SAMPLES.project("Deleted meanwhile");
        List<Answer> answers = together(
                60,
                i -> i == 30
                        ? API.delete("/api/projects/" + key(project))
                        : API.post("/api/projects/" + key(project) + "/tasks", "{\"title\": \"Late " + i + "\"}"));

        assertThat(answers.get(30).status()).isEqualTo(200);
        List<String> added = answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.text("key"))
                .toList();
        assertThat(answers.stream().map(Answer::status)).isSubsetOf(200, 201, 409);
        API.post(409, "/api/projects/" + key(project) + "/tasks", "{\"title\": \"Too late\"}");
        for (String each : added) {
            assertThat(API.get("/api/tasks/" + each).json().path("deletedAt").isNull())
                    .as("a task of a deleted project is deleted with it")
                    .isFalse();
        }
    }

    private static List<Long> versions(String task) {
        return TABLES.jdbc()
                .sql("select stream_version from event where stream_id = :stream order by position")
                .param("stream", "task-" + task)
                .query(Long.class)
                .list();
    }

    /** The answers in the order of the requests. */
    private static List<Answer> together(int requests, IntFunction<Answer> request) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<Answer>> sent = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                int number = i;
                sent.add(threads.submit(() -> request.apply(number)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> each : sent) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
