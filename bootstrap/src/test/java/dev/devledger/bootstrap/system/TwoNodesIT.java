package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/** Two nodes on one database, each with what it knows: neither decides on what the other one has changed since. */
@Tag("long")
class TwoNodesIT {
    private static final Api ONE = SharedDevledger.get().api();

    /** The first events, the row, and the new event. */
    private static final long TAKEN_UP = 3;

    private static RunningDevledger second;
    private static Api two;

    @BeforeAll
    static void start() {
        second = SharedDevledger.anotherNodeOfTheOwner("spring.main.sources=" + AnHourAhead.class.getName());
        two = second.api();
    }

    /** The clock of its machine is wrong. */
    @Configuration(proxyBeanMethods = false)
    static class AnHourAhead {
        @Bean
        @Primary
        Clock wrongClock() {
            return Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        }
    }

    @AfterAll
    static void stop() {
        second.close();
    }

    @Test
    void edits_by_turns_all_get_through() {
        JsonNode task = new Samples(ONE).task(new Samples(ONE).project("By turns"), "By turns");
        for (int i = 0; i < 10; i++) {
            ONE.patch(200, "/api/tasks/" + key(task), "{\"title\": \"One " + i + "\"}");
            two.patch(200, "/api/tasks/" + key(task), "{\"description\": \"Two " + i + "\"}");
        }
        assertThat(ONE.get("/api/tasks/" + key(task)).header("ETag")).isEqualTo("\"21\"");
    }

    /** The second one has no TickTick, and comes by the row of its cycles. Its clock says by when it put it off. */
    @Test
    @Timeout(200)
    void a_connector_that_is_off_at_one_goes_on_at_the_other() {
        Tables tables = new Tables(SharedDevledger.get());
        Wait.until("the second one had the row and left it there", () -> {
            boolean had = tables.jdbc().sql("""
                            select exists (select from scheduled_tasks where task_name = 'sync-cycle'
                              and execution_time > now() + interval '1 hour 5 seconds')
                            """).query(Boolean.class).single();
            if (!had) {
                tables.run("update scheduled_tasks set execution_time = now() where task_name = 'sync-cycle'");
            }
            return had;
        });
        new Samples(ONE).card("Goes out beside a node that has no TickTick");
        Wait.untilIdle(ONE);
    }

    /** As a node of an earlier version did, for which the connector was off. */
    @Test
    @Timeout(200)
    void a_cycle_whose_row_was_taken_away_comes_back_with_the_next_change() {
        Wait.untilIdle(ONE);
        new Tables(SharedDevledger.get()).run("delete from scheduled_tasks where task_name = 'sync-cycle'");
        new Samples(ONE).card("Goes out by itself");
        Wait.untilIdle(ONE);
    }

    @Test
    @Timeout(60)
    void a_session_holds_on_both_and_a_log_out_at_one_ends_it_at_the_other_with_what_it_listens_to() {
        OwnersBrowser here = new OwnersBrowser(ONE).login(ONE.token());
        OwnersBrowser there = here.at(two);
        there.get("/").expect(200);
        try (EventStreamClient stream = there.listen()) {
            JsonNode project = new Samples(ONE).project("Heard of at the other");
            EventStreamClient.Event heard = stream.nextEntry();
            while (!heard.data().toString().contains(key(project))) {
                heard = stream.nextEntry(); // of what else goes on
            }
            here.logOut();
            while (heard != null) {
                heard = stream.nextEntry(); // until the end
            }
        }
        Ledger.eventually(() -> assertThat(there.get("/").status()).isEqualTo(303));
        here.at(ONE).get("/").expect(303);

        OwnersBrowser later = new OwnersBrowser(two).login(two.token());
        later.at(ONE).get("/").expect(200);
        later.at(ONE).logOut();
        Ledger.eventually(() -> assertThat(later.get("/").status()).isEqualTo(303));
    }

    /** The other node takes it up for the first time: what it decides on does not grow with the events. */
    @Test
    void what_has_many_events_is_taken_up_as_fast_as_what_has_fewer() {
        JsonNode task = edited("Edited often", 300);
        assertThat(reads(task, "{\"title\": \"Taken up\"}", "\"301\"")).isEqualTo(TAKEN_UP);
        assertThat(reads(edited("Edited less often", 120), "{\"title\": \"Taken up\"}", "\"121\""))
                .isEqualTo(TAKEN_UP);
        assertThat(newestChanges(task))
                .isEqualTo("[{\"field\":\"title\",\"from\":\"Edited often\",\"to\":\"Taken up\"}]");
        assertThat(ONE.patch("/api/tasks/" + key(task), "{\"title\": \"Old\"}", "If-Match", "\"301\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void a_row_that_is_not_what_the_newest_event_made_is_not_decided_on() {
        Tables tables = new Tables(second);
        JsonNode task = edited("Behind", 120);
        tables.run("update tasks set title = 'Typed into the table', version = 100 where key = '" + key(task) + "'");
        two.patch(200, "/api/tasks/" + key(task), "{\"title\": \"Decided\"}", "If-Match", "\"121\"");
        assertThat(newestChanges(task)).isEqualTo("[{\"field\":\"title\",\"from\":\"Behind\",\"to\":\"Decided\"}]");

        JsonNode other = edited("Elsewhere", 120);
        tables.run("update tasks set title = 'Typed into the table', position = position - 1 where key = '" + key(other)
                + "'");
        two.patch(200, "/api/tasks/" + key(other), "{\"title\": \"Decided\"}");
        assertThat(newestChanges(other)).isEqualTo("[{\"field\":\"title\",\"from\":\"Elsewhere\",\"to\":\"Decided\"}]");
    }

    @Test
    void a_row_of_another_generation_or_shape_is_not_decided_on() {
        Tables tables = new Tables(second);
        for (String[] otherwise : new String[][] {
            {
                "update projection_generation set built = built - 1 where name = 'tasks'",
                "update projection_generation set built = asked where name = 'tasks'"
            },
            {
                "update projection_generation set shape = 'of before' || shape where name = 'tasks'",
                "update projection_generation set shape = replace(shape, 'of before', '') where name = 'tasks'"
            }
        }) {
            JsonNode task = edited("Made before", 120);
            tables.run("update tasks set title = 'As other code made it' where key = '" + key(task) + "'");
            tables.run(otherwise[0]);
            try {
                two.patch(200, "/api/tasks/" + key(task), "{\"title\": \"Decided\"}");
            } finally {
                tables.run(otherwise[1]);
            }
            assertThat(newestChanges(task))
                    .isEqualTo("[{\"field\":\"title\",\"from\":\"Made before\",\"to\":\"Decided\"}]");
        }
    }

    private static JsonNode edited(String title, int edits) {
        JsonNode task = new Samples(ONE).task(new Samples(ONE).project(title), title);
        for (int i = 0; i < edits; i++) {
            ONE.patch(200, "/api/tasks/" + key(task), "{\"description\": \"Edit " + i + "\"}");
        }
        return task;
    }

    private static long reads(JsonNode task, String edit, String version) {
        String request = "taken-up-" + key(task);
        Queue<String> seen = CountedDatabase.watch(request);
        two.send("PATCH", "/api/tasks/" + key(task), edit, "X-Request-Id", request, "If-Match", version)
                .expect(200);
        return seen.stream().filter(sql -> sql.contains("stream_version")).count();
    }

    private static String newestChanges(JsonNode task) {
        return ONE.read("/api/tasks/" + key(task) + "/history?limit=1")
                .at("/items/0/changes")
                .toString();
    }

    @Test
    void what_the_other_node_did_is_no_change_here() {
        JsonNode task = new Samples(ONE).task(new Samples(ONE).project("Completed there"), "Completed there");
        two.post(200, "/api/tasks/" + key(task) + "/complete", null);
        ONE.post(200, "/api/tasks/" + key(task) + "/reopen", null);

        assertThat(two.post("/api/tasks/" + key(task) + "/complete", null).header("ETag"))
                .as("completed once more, and not left as it was known here")
                .isEqualTo("\"4\"");
        assertThat(ONE.post("/api/tasks/" + key(task) + "/complete", null).header("ETag"))
                .isEqualTo("\"4\"");
    }

    @Test
    void a_refusal_is_decided_on_what_is_stored() {
        JsonNode task = new Samples(ONE).task(new Samples(ONE).project("Deleted there"), "Deleted there");
        two.patch(200, "/api/tasks/" + key(task), "{\"title\": \"Known there\"}");
        ONE.delete(200, "/api/tasks/" + key(task));
        assertThat(two.patch("/api/tasks/" + key(task), "{\"title\": \"Too late\"}")
                        .status())
                .isEqualTo(409);
        ONE.post(200, "/api/tasks/" + key(task) + "/restore", null);

        assertThat(two.patch("/api/tasks/" + key(task), "{\"title\": \"In time\"}")
                        .status())
                .isEqualTo(200);
        assertThat(ONE.patch("/api/tasks/" + key(task), "{\"title\": \"Old\"}", "If-Match", "\"4\"")
                        .status())
                .as("known here as version 4, and 5 by now")
                .isEqualTo(412);
        assertThat(ONE.patch("/api/tasks/" + key(task), "{\"title\": \"New\"}", "If-Match", "\"5\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void times_are_those_of_the_ledger_and_not_of_the_node() {
        JsonNode task = new Samples(two).task(new Samples(two).project("From an hour ahead"), "Title 0");
        for (int i = 1; i <= 6; i++) {
            (i % 2 == 0 ? two : ONE).patch(200, "/api/tasks/" + key(task), "{\"title\": \"Title " + i + "\"}");
        }
        JsonNode entries =
                ONE.get("/api/tasks/" + key(task) + "/history").json().path("items");
        assertThat(entries).hasSize(7);
        for (int i = 0; i < 7; i++) {
            String at = entries.path(i).path("at").asString();
            assertThat(Instant.parse(at)).isBefore(Instant.now());
            assertThat((i % 2 == 0 ? ONE : two)
                            .get(200, "/api/tasks/" + key(task) + "?asOf=" + at)
                            .text("title"))
                    .isEqualTo("Title " + (6 - i));
        }
        two.post(200, "/api/tasks/" + key(task) + "/complete", null);
        JsonNode done = ONE.get("/api/tasks/" + key(task)).json();
        assertThat(done.path("completedAt")).isEqualTo(done.path("updatedAt"));
        assertThat(Instant.parse(done.path("completedAt").asString())).isBefore(Instant.now());
    }

    /** On both nodes at once; one follows by asking on the one, the other listens to the other, and comes back now and then. */
    @Test
    @Timeout(180)
    void who_follows_gets_everything_once_and_in_order() throws Exception {
        JsonNode project = new Samples(ONE).project("Followed by two");
        String begin = end();
        int writers = 6;
        int edits = 15;
        int all = writers * (edits + 1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<List<Long>> followed = threads.submit(() -> followed(begin, all));
            Future<List<Long>> heard = threads.submit(() -> heard(begin, all));
            List<Future<?>> written = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                Api node = i % 2 == 0 ? ONE : two;
                written.add(threads.submit(() -> {
                    JsonNode task = new Samples(node).task(project, "Followed");
                    for (int edit = 1; edit <= edits; edit++) {
                        node.patch(200, "/api/tasks/" + key(task), "{\"title\": \"Followed " + edit + "\"}");
                    }
                }));
            }
            for (Future<?> each : written) {
                each.get();
            }
            List<Long> stored = ONE.get("/api/history?tasks=true&limit=200&entity=" + key(project))
                    .json()
                    .path("items")
                    .valueStream()
                    .map(entry -> entry.path("position").asLong())
                    .limit(all)
                    .toList()
                    .reversed();
            assertThat(stored).hasSize(all);
            assertThat(followed.get(60, TimeUnit.SECONDS)).isEqualTo(stored);
            assertThat(heard.get(60, TimeUnit.SECONDS)).isEqualTo(stored);
        } finally {
            threads.shutdownNow();
        }
    }

    private static String end() {
        String cursor = "";
        JsonNode page;
        do {
            page = ONE.read("/api/history?limit=200&after=" + cursor);
            cursor = page.path("nextCursor").asString();
        } while (page.path("items").size() == 200);
        return cursor;
    }

    private static List<Long> followed(String begin, int count) {
        List<Long> positions = new ArrayList<>();
        String cursor = begin;
        while (positions.size() < count) {
            JsonNode page = ONE.read("/api/history?limit=7&after=" + cursor);
            page.path("items")
                    .forEach(entry -> positions.add(entry.path("position").asLong()));
            cursor = page.path("nextCursor").asString();
        }
        return positions;
    }

    private static List<Long> heard(String begin, int count) {
        List<Long> positions = new ArrayList<>();
        String lastId = begin;
        while (positions.size() < count) {
            try (EventStreamClient stream = EventStreamClient.open(two, "/api/events", lastId)) {
                for (int i = 0; i < 11 && positions.size() < count; i++) {
                    positions.add(stream.nextEntry().data().path("position").asLong());
                }
                lastId = stream.lastId();
            }
        }
        return positions;
    }
}
