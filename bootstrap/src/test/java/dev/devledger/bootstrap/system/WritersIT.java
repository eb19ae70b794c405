package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several writers at once, and writers who send the same thing again. */
@Tag("long")
class WritersIT {
    private static final int WRITERS = 8;
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tables TABLES = new Tables(SharedDevledger.get());

    @Test
    void each_of_eight_writers_reads_what_it_wrote() throws Exception {
        JsonNode project = SAMPLES.project("Read your writes");
        List<List<String>> wrong = together(writer -> {
            Api api = SharedDevledger.get().api();
            List<String> missed = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String title = "Writer " + writer + " task " + i;
                JsonNode task = new Samples(api).task(project, title);
                String path = "/api/tasks/" + key(task);
                check(missed, title, api.get(path).text("title").equals(title));
                check(
                        missed,
                        title,
                        texts(
                                        api.get("/api/tasks?sort=-updated&limit=50&project=" + key(project))
                                                .json(),
                                        "key")
                                .contains(key(task)));
                Answer done = api.post(200, path + "/complete", null);
                check(missed, title, api.get(path).text("status").equals("completed"));
                check(
                        missed,
                        title,
                        !api.get("/api/history?changeSet=" + done.header("X-Change-Set"))
                                .json()
                                .path("items")
                                .isEmpty());
            }
            return missed;
        });
        assertThat(wrong).containsOnly(List.of());
        assertThat(API.get("/api/projects/" + key(project))
                        .json()
                        .path("taskCounts")
                        .toString())
                .isEqualTo("{\"open\":0,\"completed\":" + WRITERS * 10 + ",\"abandoned\":0}");
    }

    private static void check(List<String> missed, String what, boolean seen) {
        if (!seen) {
            missed.add(what);
        }
    }

    @Test
    void eight_writers_of_one_project_all_get_through() throws Exception {
        JsonNode project = SAMPLES.project("Contended");
        int rounds = 5;
        together(writer -> {
            for (int i = 0; i < rounds; i++) {
                API.patch(200, "/api/projects/" + key(project), "{\"description\": \"%d of %d\"}".formatted(i, writer));
            }
            return writer;
        });
        assertThat(API.get("/api/projects/" + key(project)).header("ETag"))
                .isEqualTo("\"" + (1 + WRITERS * rounds) + "\"");
        assertThat(Samples.all(API, "/api/history?entity=" + id(project))).hasSize(1 + WRITERS * rounds);
    }

    @Test
    void of_eight_writers_who_saw_the_same_version_one_gets_through() throws Exception {
        JsonNode project = SAMPLES.project("Seen by all");
        List<Integer> statuses = together(writer -> API.patch(
                        "/api/projects/" + key(project), "{\"name\": \"By " + writer + "\"}", "If-Match", "\"1\"")
                .status());
        assertThat(statuses).containsOnly(200, 412);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(API.get("/api/projects/" + key(project)).header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void tasks_that_are_moved_crosswise_by_many_do_not_lock_each_other_out() throws Exception {
        JsonNode left = SAMPLES.project("Left");
        JsonNode right = SAMPLES.project("Right");
        List<JsonNode> tasks = IntStream.range(0, WRITERS)
                .mapToObj(i -> SAMPLES.task(i % 2 == 0 ? left : right, "Task " + i))
                .toList();
        together(writer -> {
            for (int i = 0; i < 4; i++) {
                JsonNode goal = (writer + i) % 2 == 0 ? right : left;
                API.post(200, "/api/tasks/" + key(tasks.get(writer)) + "/move", "{\"project\": \"" + key(goal) + "\"}");
            }
            return writer;
        });
        // Each went four times to the other side, and so is where it began.
        assertThat(texts(API.get("/api/tasks?project=" + key(left)).json(), "key"))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, WRITERS)
                        .filter(i -> i % 2 == 0)
                        .mapToObj(tasks::get)
                        .map(Samples::key)
                        .toList());
    }

    @Test
    void the_same_key_and_body_is_done_once() {
        JsonNode project = SAMPLES.project("Once");
        String path = "/api/projects/" + key(project) + "/tasks";
        String[] once = {"Idempotency-Key", UUID.randomUUID().toString()};
        Answer first = API.post(201, path, "{\"title\": \"Only one\"}", once);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        API.patch(200, "/api/tasks/" + first.text("key"), "{\"title\": \"Changed since\"}");
        Answer repeat = API.post(201, path, "{\"title\": \"Only one\"}", once);
        assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(repeat.body()).isEqualTo(first.body());
        for (String header : List.of("Location", "ETag", "X-Change-Set")) {
            assertThat(repeat.header(header)).as(header).isNotEmpty().isEqualTo(first.header(header));
        }
        Answer other = API.post(422, path, "{\"title\": \"Another\"}", once);
        assertThat(other.text("type")).isEqualTo("urn:devledger:problem:idempotency_mismatch");
        assertThat(texts(API.get(path).json(), "title")).containsExactly("Changed since");
        // The key is scoped to the route: elsewhere it is a new one.
        API.post(201, "/api/projects/" + key(project) + "/notes", "{\"text\": \"x\"}", once);
        API.patch(200, "/api/projects/" + key(project), "{\"name\": \"Once more\"}", once);
        assertThat(API.patch("/api/projects/" + key(project), "{\"name\": \"Once more\"}", once)
                        .header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void a_repeat_waits_for_the_first_that_still_runs() throws Exception {
        JsonNode project = SAMPLES.project("Slow");
        String path = "/api/projects/" + key(project);
        String[] once = {"Idempotency-Key", UUID.randomUUID().toString()};
        try (Connection connection =
                        SharedDevledger.get().bean(DataSource.class).getConnection();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            hold(connection, id(project));
            Future<Answer> first = threads.submit(() -> API.patch(path, "{\"name\": \"Slower\"}", once));
            Wait.until("the first waits for the row", () -> waiting("%dev_projects%for no key update%") == 1);
            Future<Answer> repeat = threads.submit(() -> API.patch(path, "{\"name\": \"Slower\"}", once));
            Wait.until(
                    "the repeat waits for the first",
                    () -> waiting("select pg_advisory_xact_lock(hashtextextended%") == 1);
            assertThat(first.isDone() || repeat.isDone()).isFalse();
            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(first.get().expect(200).header("Idempotency-Replayed")).isEmpty();
            assertThat(repeat.get().expect(200).header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(repeat.get().body()).isEqualTo(first.get().body());
        }
        assertThat(API.get(path).header("ETag")).isEqualTo("\"2\"");
    }

    /** Keeps writers of the project waiting until the connection's transaction ends. */
    private static void hold(Connection connection, String project) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1 from dev_projects where id = '" + project + "' for update");
        }
    }

    private static long waiting(String query) {
        return TABLES.jdbc()
                .sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like :query"
                        + " and datname = current_database()")
                .param("query", query)
                .query(Long.class)
                .single();
    }

    @Test
    void eight_senders_of_one_key_make_one_project() throws Exception {
        String[] once = {"Idempotency-Key", UUID.randomUUID().toString()};
        List<Answer> answers = together(
                writer -> API.post("/api/projects", "{\"name\": \"Sent by all\", \"placement\": \"none\"}", once));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        Set<String> bodies = new HashSet<>();
        answers.forEach(answer -> bodies.add(answer.body()));
        assertThat(bodies).hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotency-Replayed").isEmpty()))
                .hasSize(1);
    }

    private interface Work<T> {
        T of(int writer) throws Exception;
    }

    /** All begin at the same moment. */
    private static <T> List<T> together(Work<T> work) throws InterruptedException, ExecutionException {
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> threads.submit((Callable<T>) () -> {
                        go.await();
                        return work.of(writer);
                    }))
                    .toList();
            go.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }
}
