package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * A request loses its connection once, at each of its calls to the database in turn, before the call is sent or behind it.
 * What was answered is stored once; what was not is not stored, unless the answer says that it may be.
 */
@Tag("long")
class LostConnectionsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tables TABLES = new Tables(SharedDevledger.get());

    private static JsonNode project;

    @BeforeAll
    static void make() {
        project = SAMPLES.project("Lost connections");
    }

    enum Write {
        PROJECT,
        CREATE,
        EDIT,
        COMPLETE;

        Answer send(JsonNode task, String title, String... headers) {
            return switch (this) {
                case PROJECT ->
                    API.send(
                            "POST", "/api/projects", "{\"name\": \"" + title + "\", \"placement\": \"none\"}", headers);
                case CREATE -> API.send("POST", tasks(), "{\"title\": \"" + title + "\"}", headers);
                case EDIT -> API.send("PATCH", "/api/tasks/" + id(task), "{\"title\": \"" + title + "\"}", headers);
                case COMPLETE -> API.send("POST", "/api/tasks/" + id(task) + "/complete", null, headers);
            };
        }

        /** How often it is done. */
        long done(JsonNode task, String title) {
            return switch (this) {
                case PROJECT -> count("select count(*) from dev_projects where name = :it", title);
                case CREATE -> count("select count(*) from tasks where title = :it", title);
                case EDIT, COMPLETE ->
                    count("select count(*) - 1 from event where stream_id = 'task-' || :it", id(task));
            };
        }

        /** They share a transaction, which is tried once more where its connection breaks. */
        boolean survives(String lost) {
            return this != PROJECT || lost.equals("commit");
        }
    }

    private static String tasks() {
        return "/api/projects/" + key(project) + "/tasks";
    }

    private static long count(String sql, String it) {
        return TABLES.jdbc().sql(sql).param("it", it).query(Long.class).single();
    }

    @ParameterizedTest
    @CsvSource({
        "PROJECT, false",
        "PROJECT, true",
        "CREATE, false",
        "CREATE, true",
        "EDIT, false",
        "EDIT, true",
        "COMPLETE, false",
        "COMPLETE, true"
    })
    void a_write_is_done_once_wherever_its_connection_breaks(Write write, boolean keyed) {
        int at = 0;
        String lost;
        do {
            at++;
            lost = loses(write, keyed, at, false);
            loses(write, keyed, at, true);
        } while (lost != null);
        assertThat(at).as("calls").isGreaterThan(3);
    }

    /** Answers what was lost; null where it had no so many calls. */
    private static String loses(Write write, boolean keyed, int at, boolean behind) {
        JsonNode task = SAMPLES.task(project, "As it was");
        String title = "Lost " + UUID.randomUUID();
        String request = "lost-" + UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        AtomicReference<String> lost = CountedDatabase.lose(request, at, behind);

        Answer answer = keyed
                ? write.send(task, title, "X-Request-Id", request, "Idempotency-Key", key)
                : write.send(task, title, "X-Request-Id", request);

        String what = lost.get();
        String where =
                (behind ? "behind " : "at ") + at + ": " + what + ", answered " + answer.status() + " " + answer.body();
        if (what == null || write.survives(what)) {
            assertThat(answer.status()).as(where).isBetween(200, 201);
            assertThat(answer.header("Idempotency-Replayed")).as(where).isEmpty();
            assertThat(write.done(task, title)).as(where).isEqualTo(1);
        } else {
            assertThat(answer.status()).as(where).isEqualTo(503);
            assertThat(answer.text("detail")).as(where).contains("Nothing was stored");
            assertThat(write.done(task, title)).as(where).isZero();
        }
        if (keyed) {
            Answer repeat = write.send(task, title, "Idempotency-Key", key);
            assertThat(repeat.status()).as(where).isBetween(200, 201);
            assertThat(write.done(task, title)).as(where + ", and sent again").isEqualTo(1);
        }
        return what;
    }

    @Test
    void an_edit_that_was_stored_is_never_stale_by_itself() {
        for (int at = 1; at <= 7; at++) {
            JsonNode task = SAMPLES.task(project, "Version 1");
            String request = "lost-" + UUID.randomUUID();
            CountedDatabase.lose(request, at, true);
            Answer answer = Write.EDIT
                    .send(task, "Version 2", "X-Request-Id", request, "If-Match", "\"1\"")
                    .expect(200);
            assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        }
    }

    /**
     * Each loses a connection where it leads, or goes alone: so goes who finds its key claimed still by the connection that
     * was lost.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void those_that_share_the_transaction_are_each_done_once(int at) throws Exception {
        List<String> titles = new ArrayList<>();
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 24; i++) {
                String title = "Together " + UUID.randomUUID();
                titles.add(title);
                boolean keyed = i % 2 == 0;
                String request = "lost-" + UUID.randomUUID();
                CountedDatabase.lose(request, at, true);
                answers.add(threads.submit(() -> keyed ? keyed(title, request) : unkeyed(title, request)));
            }
        }
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i).get();
            boolean keyed = i % 2 == 0;
            boolean refused = keyed && answer.status() == 503;
            assertThat(Write.CREATE.done(project, titles.get(i)))
                    .as(answer.status() + " " + answer.body())
                    .isEqualTo(refused ? 0 : 1);
            if (refused) {
                assertThat(answer.text("detail")).contains("Nothing was stored");
                keyed(titles.get(i), "again-" + UUID.randomUUID()).expect(201);
                assertThat(Write.CREATE.done(project, titles.get(i))).isEqualTo(1);
            } else {
                answer.expect(201);
            }
        }
    }

    private static Answer keyed(String title, String request) {
        return Write.CREATE.send(project, title, "X-Request-Id", request, "Idempotency-Key", title.replace(' ', '-'));
    }

    private static Answer unkeyed(String title, String request) {
        return Write.CREATE.send(project, title, "X-Request-Id", request);
    }
}
