package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What is answered for a moment stays so, and who asks for what came since gets all of it, whoever is committed first. */
@Timeout(180)
class SettledIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Tables TABLES = new Tables(SharedDevledger.get());
    private static final Samples SAMPLES = new Samples(API);

    /** An import that has its positions, and takes its time: a lock it would not wait for so long. */
    private static final class HeldImport implements AutoCloseable {
        private final Connection holder;
        private final CompletableFuture<Api.Answer> answer;

        HeldImport(String name) throws SQLException {
            holder = SharedDevledger.get().bean(DataSource.class).getConnection();
            run(
                    """
                    create function held_import() returns trigger language plpgsql as $$
                    begin
                      perform pg_advisory_xact_lock(4712);
                      while not pg_try_advisory_xact_lock_shared(4711) loop perform pg_sleep(0.01); end loop;
                      return null;
                    end $$
                    """,
                    "create trigger held_import before insert on tasks for each statement"
                            + " execute function held_import()",
                    "select pg_advisory_lock(4711)");
            String lines = """
                    {"project": {"ref": "p", "name": "%1$s", "placement": "none"}}
                    {"task": {"project": "p", "title": "Task of %1$s"}}
                    """.formatted(name);
            answer = CompletableFuture.supplyAsync(
                    () -> API.send("POST", "/api/import", lines, "Content-Type", "application/x-ndjson"));
            // Not that the sequence goes on: what the sync notes of the tests before takes positions too.
            Wait.until(
                    "the import, which has its positions by then, stores its rows",
                    () -> TABLES.jdbc()
                                    .sql("select count(*) from pg_locks where locktype = 'advisory' and objid = 4712")
                                    .query(Long.class)
                                    .single()
                            > 0);
        }

        private void run(String... statements) throws SQLException {
            try (Statement statement = holder.createStatement()) {
                for (String each : statements) {
                    statement.execute(each);
                }
            }
        }

        void letGo() throws SQLException {
            run("select pg_advisory_unlock(4711)");
            answer.join().expect(200);
        }

        /** Other tests need the table without the trigger, however this one went. */
        @Override
        public void close() throws SQLException {
            try (holder) {
                run("select pg_advisory_unlock_all()");
                holder.setAutoCommit(false);
                run("set local lock_timeout = '60s'", "drop function held_import() cascade");
                holder.commit();
            }
            answer.join();
        }
    }

    @Test
    void what_an_import_overtakes_is_shown_and_is_not_yet_the_past() throws SQLException {
        SAMPLES.project("There before");
        String end = end("");
        Instant since = at(newest());
        try (HeldImport held = new HeldImport("Imported late")) {
            JsonNode made = SAMPLES.project("Overtakes the import");
            assertThat(API.get("/api/projects/" + key(made)).status())
                    .as("one's own write")
                    .isEqualTo(200);
            JsonNode shown = API.read("/api/history?limit=5");
            long position = shown.at("/items/0/position").asLong();
            assertThat(shown.at("/items/0/entity/key").asString()).isEqualTo(key(made));
            assertThat(shown.path("items")).as("nothing from behind the import").hasSize(1);

            CompletableFuture<Api.Answer> next = CompletableFuture.supplyAsync(() -> API.get(
                    "/api/history?limit=5&cursor=" + shown.path("nextCursor").asString()));
            CompletableFuture<Api.Answer> updated =
                    CompletableFuture.supplyAsync(() -> API.get("/api/projects?limit=200&updatedSince=" + since));
            CompletableFuture<Api.Answer> entries =
                    CompletableFuture.supplyAsync(() -> API.get("/api/history?limit=200&since=" + since));
            long began = System.nanoTime();
            Api.Answer early = API.get(503, "/api/projects?limit=200&asOf=" + position);
            assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.SECONDS.toNanos(2));
            assertThat(early.header("Retry-After")).isEqualTo("2");
            assertThat(early.text("detail")).contains("not settled yet");
            next.join().expect(503);
            assertThat(updated.join().body()).contains("There before").doesNotContain("Overtakes the import");
            assertThat(entries.join().body()).contains("There before").doesNotContain("Overtakes the import");

            // Not the next one: what the sync notes of the overtaker may be stored by now.
            API.get(422, "/api/projects?asOf=" + (position + 1_000_000));
            API.get(503, "/api/projects?asOf=" + shown.at("/items/0/at").asString());
            JsonNode difference = API.read("/api/diff?from=0");
            assertThat(difference.path("to").asLong()).isLessThan(position);
            assertThat(difference.toString()).doesNotContain(made.path("id").asString());
            assertThat(API.read("/api/history?after=" + end).path("items")).isEmpty();

            held.letGo();
            Api.Answer then = API.get(200, "/api/projects?limit=200&asOf=" + position);
            assertThat(then.header("X-As-Of-Position")).isEqualTo(Long.toString(position));
            assertThat(then.body()).contains("Imported late", "Overtakes the import");
            assertThat(API.get("/api/projects?limit=200&updatedSince=" + since).body())
                    .contains("Imported late", "Overtakes the import");
            assertThat(API.get(
                                    200,
                                    "/api/history?limit=5&cursor="
                                            + shown.path("nextCursor").asString())
                            .body())
                    .contains("Imported late");
            JsonNode followed = API.read("/api/history?after=" + end);
            assertThat(StreamSupport.stream(followed.path("items").spliterator(), false)
                            .map(entry -> entry.path("event").asString())
                            .toList())
                    .containsExactly("project.created", "task.created", "project.created");
            assertThat(positions(followed)).isSorted().endsWith(position);
        }
    }

    /** Of those made one after the other, and while others write. */
    @Test
    void each_edit_is_shown_as_of_its_time() throws Exception {
        JsonNode project = SAMPLES.project("Edited often");
        JsonNode task = SAMPLES.task(project, "Edit 0");
        JsonNode busy = SAMPLES.task(project, "Busy");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> others = CompletableFuture.completedFuture(null);
        for (int i = 1; i <= 80; i++) {
            if (i == 40) {
                others = CompletableFuture.runAsync(() -> {
                    for (int n = 0; !over.get(); n++) {
                        API.patch(200, "/api/tasks/" + key(busy), "{\"title\": \"Busy " + n + "\"}");
                    }
                });
            }
            API.patch(200, "/api/tasks/" + key(task), "{\"title\": \"Edit " + i + "\"}");
        }
        over.set(true);
        others.get(60, TimeUnit.SECONDS);
        JsonNode entries =
                API.get("/api/tasks/" + key(task) + "/history?limit=200").json();
        assertThat(entries.path("items")).hasSize(81);
        List<String> shown = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (JsonNode entry : entries.path("items")) {
            JsonNode then = API.read(
                    "/api/tasks/" + key(task) + "?asOf=" + entry.path("at").asString());
            assertThat(then.path("updatedAt")).isEqualTo(entry.path("at"));
            shown.add(then.path("title").asString());
            expected.add("Edit " + (80 - expected.size()));
        }
        assertThat(shown).isEqualTo(expected);
    }

    private static final String LAST = "the last event is at position [0-9]+ \\(20[-0-9T:.]+Z\\)";

    @Test
    void a_moment_that_is_still_to_come_is_refused() {
        assertThat(API.get(422, "/api/projects?asOf=" + Instant.now().plusSeconds(3_600))
                        .body())
                .contains("asOf", "is after the end of the history")
                .containsPattern(LAST);
        assertThat(API.get(422, "/api/tasks?asOf=" + (newest().path("position").asLong() + 1))
                        .body())
                .contains("asOf", "is after the end of the history")
                .containsPattern(LAST);
        API.get(200, "/api/projects?asOf=-999999999-01-01T00:00:00Z");
        API.get(422, "/api/projects?asOf=+999999999-12-31T00:00:00Z".replace("+", "%2B"));
    }

    /** A caller's clock may be ahead by a little. */
    @Test
    void a_moment_that_is_about_to_come_is_waited_for() {
        SAMPLES.project("Just before it");
        API.get(200, "/api/projects?asOf=" + Instant.now().plusMillis(700));
    }

    @Test
    void a_cursor_of_one_moment_is_none_of_another() {
        SAMPLES.project("First of two");
        SAMPLES.project("Second of two");
        long position = newest().path("position").asLong();
        String cursor = API.get(200, "/api/projects?limit=1&asOf=" + position).text("nextCursor");
        API.get(200, "/api/projects?limit=1&asOf=" + position + "&cursor=" + cursor);
        API.get(422, "/api/projects?limit=1&asOf=" + (position - 1) + "&cursor=" + cursor);
    }

    @Test
    void who_follows_gets_what_the_filter_says_and_bad_cursors_are_refused() {
        JsonNode project = SAMPLES.project("Followed");
        String end = end("?entity=" + key(project));
        JsonNode other = SAMPLES.project("Not followed");
        API.patch(200, "/api/projects/" + key(project), "{\"name\": \"Followed closely\"}");
        JsonNode page = API.read("/api/history?entity=" + key(project) + "&after=" + end);
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.at("/items/0/event").asString()).isEqualTo("project.edited");
        JsonNode nothing = API.get("/api/history?entity=" + key(project) + "&after="
                        + page.path("nextCursor").asString())
                .json();
        assertThat(nothing.path("items")).isEmpty();
        assertThat(nothing.path("nextCursor").asString()).isNotEmpty();
        assertThat(API.get("/api/history?limit=1&entity=" + key(other) + "&after=0")
                        .body())
                .contains("Not followed");
        assertThat(API.get(422, "/api/history?after=made-up").body()).contains("after");
        API.get(422, "/api/events?after=made-up");
        API.get(422, "/api/events?nonsense=1");
        API.as("wrong").get(401, "/api/events");
    }

    @Test
    void a_stream_begins_now_tells_what_the_filter_says_and_how_far_an_import_is() throws SQLException {
        JsonNode project = SAMPLES.project("Listened to");
        try (EventStreamClient stream = EventStreamClient.open(API, "/api/events?entity=" + key(project), "")) {
            SAMPLES.project("Not listened to");
            JsonNode task = SAMPLES.task(project, "Not of the project's own");
            API.patch(200, "/api/tasks/" + key(task), "{\"title\": \"Still not\"}");
            API.patch(200, "/api/projects/" + key(project), "{\"name\": \"Heard\"}");
            assertThat(stream.nextEntry().data().path("event").asString()).isEqualTo("project.edited");
        }
        try (HeldImport held = new HeldImport("Imported and told");
                EventStreamClient stream = EventStreamClient.open(API, "/api/events", "")) {
            EventStreamClient.Event told = stream.next();
            while (!told.name().equals("import")) {
                told = stream.next();
            }
            assertThat(told.data().path("state").asString()).isEqualTo("running");
            held.letGo();
            assertThat(stream.nextEntry().data().path("summary").asString()).contains("Imported and told");
            String lastId = stream.lastId();
            assertThat(stream.nextEntry().data().path("event").asString()).isEqualTo("task.created");
            try (EventStreamClient again = EventStreamClient.open(
                    API, "/api/events?after=" + URLEncoder.encode(end(""), StandardCharsets.UTF_8), lastId)) {
                assertThat(again.nextEntry().data().path("event").asString()).isEqualTo("task.created");
            }
        }
    }

    @Test
    void who_listens_is_told_how_an_undo_ended() {
        JsonNode project = SAMPLES.project("Taken back and told");
        API.patch(200, "/api/projects/" + key(project), "{\"name\": \"Not for long\"}");
        String changeSet = API.get("/api/history?limit=1&entity=" + key(project))
                .json()
                .at("/items/0/changeSet")
                .asString();
        try (EventStreamClient stream = EventStreamClient.open(API, "/api/events", "")) {
            API.post(200, "/api/change-sets/" + changeSet + "/undo", "{}");
            EventStreamClient.Event told = stream.next();
            while (!told.name().equals("undo")
                    || told.data().path("state").asString().equals("running")) {
                told = stream.next();
            }
            assertThat(told.data()).isEqualTo(API.read("/api/change-sets/" + changeSet + "/undo"));
            assertThat(told.data().path("state").asString()).isEqualTo("done");
        }
    }

    private static List<Long> positions(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(entry -> entry.path("position").asLong())
                .toList();
    }

    /** What other tests have left may still be on its way to TickTick, and each thing that is noted of that is a write. */
    @BeforeEach
    void nobody_else_writes() {
        Wait.untilIdle(API);
    }

    private static JsonNode newest() {
        return API.get("/api/history?sync=true&limit=1").json().at("/items/0");
    }

    private static Instant at(JsonNode entry) {
        return Instant.parse(entry.path("at").asString());
    }

    /** The cursor of who has read all. */
    private static String end(String filter) {
        String cursor = "";
        JsonNode page;
        do {
            page = API.read("/api/history" + (filter.isEmpty() ? "?" : filter + "&") + "limit=200&after=" + cursor);
            cursor = page.path("nextCursor").asString();
        } while (page.path("items").size() == 200);
        return cursor;
    }
}
