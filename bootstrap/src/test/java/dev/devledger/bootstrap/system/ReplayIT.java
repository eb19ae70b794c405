package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.ledger.Provenance;
import dev.devledger.bootstrap.system.Api.Answer;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The read model is built anew from the events, with reads and writes going on. */
@Tag("long")
class ReplayIT {
    private static final List<String> PROJECTIONS = List.of(
            "projects", "tasks", "notes", "claims", "people", "billing", "time-entries", "views", "history", "sync");
    private static final Api API = SharedDevledger.builtAnew().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tables TABLES = new Tables(SharedDevledger.get());

    /** The write gate's lock, whose bytes are those of "devledge". */
    private static final long GATE = 0x6465766c65646765L;

    private static JsonNode witness;

    @BeforeAll
    static void fill() {
        witness = API.made("/api/projects", """
                {"name": "Witness", "description": "Stays", "status": "active", "priority": "high",
                 "tags": ["B", "a"], "repositoryUrl": "git@example.org:x/y", "dueDate": "2026-03-31"}
                """);
        API.post(201, "/api/projects/" + key(witness) + "/notes", "{\"text\": \"n\\u00f6te\"}");
        String person = key(API.made("/api/people", "{\"name\": \"Ada\"}"));
        API.patch(200, "/api/people/" + person, "{\"email\": \"Ada@example.org\"}");
        for (String all : List.of("/api/customers", "/api/services")) {
            String item = key(API.made(all, "{\"name\": \"Witness\"}"));
            API.patch(200, all + "/" + item, "{\"notes\": \"Stays\"}");
            API.patch(
                    200,
                    "/api/projects/" + key(witness),
                    "{\"" + all.substring(5, all.length() - 1) + "\": \"" + item + "\"}");
        }
        String entry = key(API.made(
                "/api/time-entries",
                "{\"project\": \"" + key(witness) + "\", \"start\": \"2018-03-31T08:00:00Z\", \"seconds\": 600}"));
        API.patch(200, "/api/time-entries/" + entry, "{\"note\": \"Stays\"}");
        String view = key(API.made("/api/views", "{\"name\": \"Witness\"}"));
        API.patch(200, "/api/views/" + view, "{\"favourite\": true}");
        conflictThatIsOver(EntityRef.project(UUID.fromString(witness.path("id").asString())));
        JsonNode other = SAMPLES.card("Other side");
        JsonNode first = SAMPLES.task(witness, "First");
        JsonNode second = SAMPLES.subtask(first, "Second");
        SAMPLES.subtask(second, "Third");
        API.patch(200, "/api/tasks/" + key(first), """
                {"checklist": [{"title": "Item"}], "dueDate": "2026-03-31T10:00:00Z", "tags": ["x"]}""");
        Wait.untilSynced(API);
        API.post(200, "/api/tasks/" + key(second) + "/move", "{\"project\": \"" + key(other) + "\"}");
        API.post(200, "/api/tasks/" + key(first) + "/complete", "{\"reason\": \"done\"}");
        API.put(200, "/api/projects/" + key(other) + "/status", "{\"status\": \"blocked\", \"reason\": \"waits\"}");
        JsonNode gone = SAMPLES.card("Gone");
        SAMPLES.task(gone, "Gone with it");
        JsonNode back = SAMPLES.card("Gone and back");
        SAMPLES.task(back, "Gone and back with it");
        Wait.untilSynced(API);
        API.delete(200, "/api/projects/" + key(gone));
        API.delete(200, "/api/projects/" + key(back));
        Wait.untilSynced(API);
        API.post(200, "/api/projects/" + key(back) + "/restore", null);
        Wait.untilSynced(API);
    }

    private static void conflictThatIsOver(EntityRef entity) {
        ConflictId id = new ConflictId(UUID.randomUUID());
        SyncLinkId link = SharedDevledger.get().ticktick().link(entity);
        Dispute dispute = new Dispute.AmbiguousObject("two of that title", List.of());
        Provenance by = new Provenance("ticktick", "system", null, null, "cycle", "cycle", null);
        SharedDevledger.get()
                .inside()
                .ledger
                .write(
                        by,
                        changes -> {
                            changes.send(new ConflictCommand.Raise(id, link, dispute, changes.at()));
                            changes.send(new ConflictCommand.LetGo(id, "only one is left", changes.at()));
                            return id;
                        },
                        done -> done);
    }

    private static JsonNode projection(String name) {
        return API.read("/api/projections/" + name);
    }

    private static void replay(String name) {
        API.post(202, "/api/projections/" + name + "/replay", null);
        awaitEnd(name);
    }

    private static void awaitEnd(String name) {
        Wait.until(
                "the replay of " + name + " ends",
                () -> !projection(name).at("/replay/state").asString().equals("running"));
    }

    @Test
    void each_replay_ends_with_the_rows_that_were_there_while_readers_miss_nothing() throws Exception {
        JsonNode project = SAMPLES.project("Made since the last replay");
        API.post(200, "/api/tasks/" + key(SAMPLES.task(project, "Claimed")) + "/claim", null);
        Wait.untilSynced(API);
        SortedMap<String, String> before = TABLES.readModel();
        assertThat(before.entrySet().stream().filter(table -> table.getValue().startsWith("0 rows")))
                .extracting(Map.Entry::getKey)
                .as("tables without rows")
                .isSubsetOf(
                        "parked_event",
                        "sync_given_up",
                        "sync_former_object",
                        "sync_foreign_object",
                        "sync_delete",
                        "sync_notes",
                        "sync_entry_links");
        try (Reader reader = new Reader()) {
            for (String name : PROJECTIONS) {
                replay(name);
                assertThat(projection(name).at("/replay/state").asString()).isEqualTo("done");
                assertThat(TABLES.readModel()).as(name).isEqualTo(before);
            }
            replay("all");
            assertThat(TABLES.readModel()).isEqualTo(before);
            reader.seesOnceMore();
            assertThat(reader.wrong).isEmpty();
        }
    }

    @Test
    void what_is_written_meanwhile_is_in_the_rebuilt_tables_too() throws Exception {
        JsonNode project = SAMPLES.project("Written meanwhile");
        AtomicBoolean stop = new AtomicBoolean();
        try (Reader reader = new Reader();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> writers = IntStream.range(0, 3)
                    .mapToObj(writer -> threads.submit(() -> write(project, stop)))
                    .toList();
            try {
                for (int i = 0; i < 3; i++) {
                    replay("all");
                    assertThat(projection("all").at("/replay/state").asString()).isEqualTo("done");
                }
            } finally {
                stop.set(true);
            }
            int made = 0;
            for (Future<Integer> writer : writers) {
                made += writer.get();
            }
            assertThat(API.get("/api/projects/" + key(project))
                            .json()
                            .at("/taskCounts/completed")
                            .asInt())
                    .isEqualTo(made)
                    .isPositive();
            assertThat(reader.wrong).isEmpty();
        }
        Wait.untilSynced(API);
        SortedMap<String, String> live = TABLES.readModel();
        replay("all");
        assertThat(TABLES.readModel()).isEqualTo(live);
    }

    private static int write(JsonNode project, AtomicBoolean stop) {
        Samples samples = new Samples(SharedDevledger.get().api());
        int made = 0;
        while (!stop.get()) {
            JsonNode task = samples.task(project, "Task " + made);
            API.post(200, "/api/tasks/" + key(task) + "/complete", null);
            made++;
        }
        return made;
    }

    @Test
    void a_replay_shows_its_progress_is_the_only_one_and_can_be_cancelled() throws Exception {
        SortedMap<String, String> before = TABLES.readModel();
        try (Connection gate = SharedDevledger.get().bean(DataSource.class).getConnection();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock_shared(" + GATE + ")"); // a writer that takes its time
            Answer started = API.post(202, "/api/projections/tasks/replay", null);
            assertThat(started.text("state")).isEqualTo("rebuilding");
            assertThat(projection("projects").path("state").asString()).isEqualTo("live");
            JsonNode progress = projection("tasks").path("replay");
            assertThat(progress.propertyNames()).contains("state", "done", "total", "perSecond", "startedAt");
            assertThat(progress.path("state").asString()).isEqualTo("running");
            assertThat(progress.path("done").asLong()).isZero();
            assertThat(progress.path("total").asLong()).isEqualTo(events());
            for (String other : List.of("tasks", "projects", "all")) {
                assertThat(API.post(409, "/api/projections/" + other + "/replay", null)
                                .text("type"))
                        .isEqualTo("urn:devledger:problem:conflict_state");
            }
            API.delete(409, "/api/projections/projects/replay");
            API.delete(200, "/api/projections/tasks/replay");
            gate.rollback();
            gate.setAutoCommit(true);
        }
        awaitEnd("tasks");
        assertThat(projection("tasks").at("/replay/state").asString()).isEqualTo("cancelled");
        assertThat(TABLES.readModel()).isEqualTo(before);
        replay("tasks");
        JsonNode done = projection("tasks");
        assertThat(done.path("state").asString()).isEqualTo("live");
        assertThat(done.path("lag").asLong()).isZero();
        assertThat(done.path("position")).isEqualTo(done.path("head"));
        assertThat(done.at("/replay/done").asLong()).isEqualTo(events());
        assertThat(done.at("/replay/done")).isEqualTo(done.at("/replay/total"));
        assertThat(done.at("/replay/perSecond").asDouble()).isPositive();
        assertThat(Samples.texts(API.get("/api/projections").json(), "name"))
                .containsExactlyInAnyOrderElementsOf(PROJECTIONS);
        API.get(404, "/api/projections/nothing");
        API.post(404, "/api/projections/nothing/replay", null);
    }

    private static long events() {
        return TABLES.jdbc().sql("select count(*) from event").query(Long.class).single();
    }

    @Test
    void a_replay_asks_nothing_of_ticktick() {
        Wait.untilSynced(API);
        API.delete(200, "/sandbox/ticktick/faults");
        replay("all");
        replay("sync");
        assertThat(API.get("/api/sync/status").json().at("/items/0/pending").asInt())
                .isZero();
        assertThat(API.get("/sandbox/ticktick/faults").json().path("total").asInt())
                .isZero();
    }

    @Test
    void an_event_that_cannot_be_deserialised_fails_the_replay_and_touches_nothing() {
        SortedMap<String, String> before = TABLES.readModel();
        plant("task.invented", "{}");
        try {
            API.post(202, "/api/projections/notes/replay", null);
            awaitEnd("notes");
            JsonNode replay = projection("notes").path("replay");
            assertThat(replay.path("state").asString()).isEqualTo("failed");
            assertThat(replay.path("error").asString()).contains("task.invented");
            assertThat(TABLES.readModel()).isEqualTo(before);
        } finally {
            unplant();
        }
        replay("notes");
        assertThat(projection("notes").at("/replay/state").asString()).isEqualTo("done");
    }

    @Test
    void an_event_without_its_row_is_parked_by_a_replay_of_that_projection_alone() {
        SortedMap<String, String> before = TABLES.readModel();
        String task = "11111111-2222-3333-4444-555555555555";
        plant("task.edited", """
                {"task": "%s", "changes": {"title": {"from": "a", "to": "b"}}, "at": "2026-03-31T09:00:00Z"}""".formatted(task));
        try {
            replay("all");
            assertThat(projection("all").at("/replay/state").asString()).isEqualTo("done");
            assertThat(projection("tasks").path("parked").asInt()).isEqualTo(1);
            assertThat(projection("tasks").path("state").asString()).isEqualTo("failed");
            for (String other : List.of("projects", "notes", "history", "sync")) {
                assertThat(projection(other).path("parked").asInt()).as(other).isZero();
            }
            assertThat(projection("all").path("parked").asInt()).isEqualTo(1);
        } finally {
            unplant();
        }
        replay("all");
        assertThat(projection("tasks").path("state").asString()).isEqualTo("live");
        assertThat(TABLES.readModel()).isEqualTo(before);
    }

    /** An event that no command makes. */
    private static void plant(String type, String payload) {
        TABLES.jdbc()
                .sql("""
                        insert into event (stream_id, stream_version, event_type, event_revision, payload, hash, verbatim)
                        values ('task-11111111-2222-3333-4444-555555555555', 0, :type, '1', :payload, ''::bytea,
                                jsonb_build_object('event_id', 'planted', 'occurred_at', '2026-03-31T09:00:00Z',
                                  'metadata', cast(:metadata as text)))
                        """)
                .param("type", type)
                .param("payload", payload)
                .param("metadata", """
                        {"actor": "owner", "channel": "rest", "requestId": "r", "correlationId": "r",
                         "changeSet": "11111111-2222-3333-4444-555555555555"}""")
                .update();
    }

    private static void unplant() {
        TABLES.run("delete from event where verbatim ->> 'event_id' = 'planted'");
    }

    /** Reads all the time; whatever is not as it should be is kept. */
    private static final class Reader implements AutoCloseable {
        final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicInteger rounds = new AtomicInteger();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        Reader() {
            for (int i = 0; i < 2; i++) {
                var unused = threads.submit(this::read);
            }
        }

        private void read() {
            try {
                Api api = SharedDevledger.get().api();
                while (!stop.get()) {
                    see(api, "/api/projects/" + key(witness), id(witness));
                    see(api, "/api/projects?limit=200&q=Witness", id(witness));
                    see(api, "/api/tasks?project=" + key(witness), "\"First\"");
                    see(api, "/api/projects/" + key(witness) + "/notes", "n\u00f6te");
                    see(api, "/api/history?entity=" + id(witness), "project.created");
                    rounds.incrementAndGet();
                }
            } catch (RuntimeException e) {
                wrong.add(e.toString());
            }
        }

        private void see(Api api, String path, String expected) {
            Answer answer = api.get(path);
            if (answer.status() != 200 || !answer.body().contains(expected)) {
                wrong.add(path + " answered " + answer.status() + ": " + answer.body());
            }
        }

        void seesOnceMore() {
            int seen = rounds.get();
            Wait.until("the readers have read all again", () -> rounds.get() > seen + 2 || !wrong.isEmpty());
        }

        @Override
        public void close() {
            stop.set(true);
            threads.close();
        }
    }
}
