package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * How often a request goes to the database, and a change to TickTick. A number that grows here is a decision.
 *
 * <p>Four are in every write, of one event as of a hundred: the gate, the positions, what is stored (events, rows, history
 * and the marks for the sync go out together), and the answer. Each use case adds how it finds or names its entities. What
 * this node stored last it need not read. Writes of single tasks, which may share a transaction, need two: one that passes
 * the gate with all that is to be known and taken, and one that stores and answers.
 */
class WriteBatchingIT {
    private static final int EVERY_WRITE = 4;
    private static final int KEY = 1;
    private static final int FIND = 1;

    private static final int OF_A_TASK = 2;
    private static final int KEPT_ANSWER = 1;

    /** Who has to look before it can decide passes the gate first. */
    private static final int UNDECIDED = 1;

    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private static JsonNode project;
    private static JsonNode task;

    @BeforeAll
    static void make() {
        project = SAMPLES.card("Counted");
        task = SAMPLES.task(project, "Counted task");
        for (int i = 0; i < 60; i++) {
            SAMPLES.project("One of many " + i);
        }
        Wait.untilSynced(API);
    }

    /** What is still on its way of the sync's own events is waited for by reads, which takes more statements. */
    @BeforeEach
    void nothing_is_under_way() {
        Wait.untilIdle(API);
    }

    private static List<String> of(String method, String path, String body) {
        return of(method, path, body, null);
    }

    private static List<String> of(String method, String path, String body, String key) {
        String request = "counted-" + UUID.randomUUID();
        Queue<String> seen = CountedDatabase.watch(request);
        int status = (key == null
                        ? API.send(method, path, body, "X-Request-Id", request)
                        : API.send(method, path, body, "X-Request-Id", request, "Idempotency-Key", key))
                .status();
        assertThat(status).isBetween(200, 201);
        return List.copyOf(seen);
    }

    private static void costs(List<String> seen, int statements) {
        List<String> sent = seen.stream()
                .filter(each -> !each.equals("commit") && !each.equals("rollback"))
                .toList();
        assertThat(sent).as("statements").hasSize(statements);
        assertThat(seen.stream().filter(each -> each.equals("commit")))
                .as("commits")
                .hasSize(1);
        assertThat(seen).doesNotContain("rollback");
    }

    @Test
    void a_new_project_finds_nothing_and_takes_a_key() {
        costs(of("POST", "/api/projects", "{\"name\": \"Counted new\"}"), EVERY_WRITE + KEY);
    }

    @Test
    void a_new_task_finds_its_project_and_takes_a_key_at_the_gate() {
        costs(of("POST", "/api/projects/" + key(project) + "/tasks", "{\"title\": \"Counted new\"}"), OF_A_TASK);
    }

    /** The key is claimed at the gate; its answer is kept at the end. */
    @Test
    void a_new_task_with_an_idempotency_key_costs_one_more() {
        costs(of("POST", tasks(), "{\"title\": \"Keyed\"}", newKey()), OF_A_TASK + KEPT_ANSWER);
    }

    /** What keys are taken is known before anything is decided. */
    @Test
    void an_edit_with_an_idempotency_key_passes_the_gate_first() {
        JsonNode known = SAMPLES.task(project, "Known");
        API.patch(200, "/api/tasks/" + id(known), "{\"title\": \"Looked for\"}");
        costs(
                of("PATCH", "/api/tasks/" + id(known), "{\"title\": \"Keyed\"}", newKey()),
                OF_A_TASK + UNDECIDED + KEPT_ANSWER);
    }

    /** What nobody has costs what it did; who has it is told in one statement more what others did to it. */
    @Test
    void a_write_under_a_claim_costs_one_more() {
        JsonNode free = SAMPLES.task(project, "Nobody's");
        API.patch(200, "/api/tasks/" + id(free), "{\"title\": \"Looked for\"}");
        costs(of("PATCH", "/api/tasks/" + id(free) + "?agent=ada", "{\"title\": \"Still\"}"), OF_A_TASK);
        API.post(200, "/api/tasks/" + id(free) + "/claim", "{\"agent\": \"ada\"}");
        costs(of("PATCH", "/api/tasks/" + id(free) + "?agent=ada", "{\"title\": \"Hers\"}"), OF_A_TASK + 1);
    }

    private static String tasks() {
        return "/api/projects/" + key(project) + "/tasks";
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    @Test
    void an_edit_of_what_this_node_stored_last_reads_no_events() {
        List<String> seen =
                of("PATCH", "/api/projects/" + key(project), "{\"description\": \"" + UUID.randomUUID() + "\"}");
        costs(seen, EVERY_WRITE + FIND);
        assertThat(seen).noneMatch(sql -> sql.startsWith("SELECT") && sql.contains(" event "));
    }

    @Test
    void a_task_is_looked_for_once() {
        JsonNode open = SAMPLES.task(project, "To be completed");
        costs(of("POST", "/api/tasks/" + key(open) + "/complete", null), OF_A_TASK + UNDECIDED + FIND);
        costs(of("POST", "/api/tasks/" + key(open) + "/reopen", null), OF_A_TASK);
        costs(of("PATCH", "/api/tasks/" + key(open), "{\"title\": \"Looked for no more\"}"), OF_A_TASK);
    }

    @Test
    void where_tasks_are_is_asked_as_often_for_many_as_for_few() {
        assertThat(walksOfAMove(4)).isEqualTo(walksOfAMove(1));
    }

    /** The change set, the places before and under the locks, the lock of the one project, and what has happened since. */
    @Test
    void an_undo_costs_as_much_for_fifty_as_for_two() {
        int answer = 1; // it is known without a look
        int circle = 1; // what comes back may wait for what waits for it by now
        int claims = 1; // who works on any of it
        int told = 1; // to whom it is said again elsewhere that they wait for it
        List<String> few = undoOfADeletionWith(1);
        List<String> many = undoOfADeletionWith(49);
        costs(few, EVERY_WRITE - answer + circle + claims + told + 5);
        costs(many, EVERY_WRITE - answer + circle + claims + told + 5);
        assertThat(many.stream().filter(sql -> sql.contains("recursive"))).hasSize(2 + circle);
    }

    private static List<String> undoOfADeletionWith(int tasks) {
        JsonNode big = SAMPLES.project("Undone with " + tasks);
        for (int i = 0; i < tasks; i++) {
            SAMPLES.task(big, "Undone " + i);
        }
        String deletion = API.delete(200, "/api/projects/" + key(big)).header("X-Change-Set");
        return of("POST", "/api/change-sets/" + deletion + "/undo", null);
    }

    /** How often a move to another project walks the tree, with so many tasks below the one that is moved. */
    private static long walksOfAMove(int below) {
        JsonNode other = SAMPLES.project("Counted target " + below);
        JsonNode moved = SAMPLES.task(project, "Moved with " + below);
        for (int i = 0; i < below; i++) {
            API.post(
                    201,
                    "/api/projects/" + key(project) + "/tasks",
                    "{\"title\": \"Below " + i + "\", \"parent\": \""
                            + moved.path("id").asString() + "\"}");
        }
        List<String> seen = of(
                "POST",
                "/api/tasks/" + key(moved) + "/move",
                "{\"project\": \"" + other.path("id").asString() + "\"}");
        long walks = seen.stream().filter(sql -> sql.contains("recursive")).count();
        assertThat(walks).isPositive();
        return walks;
    }

    /** But for the first page of a history that has grown, which asks once how far it is settled. */
    @Test
    void reads_are_one_statement_each() {
        API.get(200, "/api/history?limit=50");
        for (String read : List.of(
                "/api/projects?limit=50",
                "/api/projects/" + key(project),
                "/api/tasks?limit=50",
                "/api/tasks/" + key(task),
                "/api/history?limit=50")) {
            assertThat(of("GET", read, null)).as(read).hasSize(1);
        }
    }

    /** Of a moment that is known to be settled; one that is new is asked for once, and an instant is closed before. */
    @Test
    void reads_of_what_was_are_one_statement_for_a_position_and_two_for_an_instant() {
        long now = new Tables(SharedDevledger.get()).head();
        Instant instant = Instant.now();
        assertThat(of("GET", "/api/tasks?limit=1&asOf=" + instant, null)).hasSizeBetween(3, 4);
        assertThat(of("GET", "/api/tasks?limit=1&asOf=" + now, null)).hasSizeBetween(1, 2);
        for (String read : List.of(
                "/api/projects?limit=50",
                "/api/projects/" + key(project),
                "/api/tasks?limit=50",
                "/api/tasks/" + key(task))) {
            String asOf = read + (read.contains("?") ? "&" : "?") + "asOf=";
            assertThat(of("GET", asOf + now, null)).as(asOf + now).hasSize(1);
            assertThat(of("GET", asOf + instant, null)).as(asOf).hasSize(2);
        }
    }

    @Test
    void a_refused_token_never_reaches_the_database() {
        String request = "counted-" + UUID.randomUUID();
        Queue<String> seen = CountedDatabase.watch(request);
        API.as("wrong")
                .send("GET", "/api/projects", null, "X-Request-Id", request)
                .expect(401);
        assertThat(seen).isEmpty();
    }

    @Test
    void a_new_card_is_one_call_to_ticktick_and_an_edit_is_one_read_and_one_write() {
        Wait.untilSynced(API);
        API.delete(200, "/sandbox/ticktick/faults");
        JsonNode card = SAMPLES.card("Counted card");
        Wait.untilIdle(API);
        assertThat(calls()).isEqualTo("{\"POST /task\":1}");

        String remote = API.get("/api/projects/" + key(card))
                .json()
                .at("/links/0/remoteId")
                .asString();
        API.delete(200, "/sandbox/ticktick/faults");
        API.patch(200, "/api/projects/" + key(card), "{\"name\": \"Counted card, edited\"}");
        Wait.untilIdle(API);
        JsonNode made = API.get("/sandbox/ticktick/faults").json();
        assertThat(made.path("total").asInt()).as(made.toString()).isEqualTo(2);
        assertThat(made.path("requests").path("POST /task/" + remote).asInt()).isEqualTo(1);
        assertThat(made.path("requests").propertyNames())
                .filteredOn(call -> call.startsWith("GET "))
                .hasSize(1);
    }

    private static String calls() {
        return API.get("/sandbox/ticktick/faults").json().path("requests").toString();
    }
}
