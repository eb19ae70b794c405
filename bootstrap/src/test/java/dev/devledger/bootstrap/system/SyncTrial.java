package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** The numbers of the sync, measured on the sandbox and held to their goals. {@code trials/sync} runs it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SyncTrial {
    private static final int PROJECTS = 40;
    private static final int TASKS = 1_000;
    private static final int EDITS = 200;
    private static final int COLLISIONS = 24;
    private static final int MANY_TASKS = 5_000;
    private static final long SEED = Long.getLong("devledger.test.seed", 7L);
    private static final Pattern WRITE =
            Pattern.compile("(?i)\\b(?:insert\\s+into|update|delete\\s+from)\\s+\"?([a-z_]+)");

    private static final String COUNTED = "spring.main.sources=" + CountedDatabase.class.getName();
    private static final Path FOLDER = SharedDevledger.newFolder();
    private static final Path LARGE_FOLDER = SharedDevledger.newFolder();
    private static final TrialTable TABLE = new TrialTable("sync-trial.md");

    private static RunningDevledger running;
    private static Api api;
    private static Sandbox ticktick;
    private static Ledger ledger;

    @AfterAll
    static void end() {
        close();
    }

    @AfterEach
    void nothing_goes_wrong_any_more() {
        ticktick.calm();
    }

    private static void start(Path folder, String... settings) {
        close();
        running = SharedDevledger.start(folder, settings);
        api = running.api();
        ticktick = new Sandbox(api);
        ledger = new Ledger(api);
    }

    private static void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /** As fast as it goes, and only when asked. */
    private static void startUnbound(Path folder) {
        start(folder, "devledger.ticktick.poll-interval=0s", "spring.main.sources=" + CountedDatabase.class.getName());
        ledger.idle();
    }

    @Test
    @Order(1)
    void the_first_sync_is_a_few_calls() {
        start(FOLDER, "devledger.ticktick.mode=off");
        make();
        long begun = System.nanoTime();
        start(
                FOLDER,
                "devledger.ticktick.budget=95/60s,285/300s",
                "devledger.sandbox.rate-limit=ticktick",
                "devledger.ticktick.settle=60s");
        quiet(Duration.ofMinutes(5));
        int requests = ticktick.requests();
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        String what = "First sync of %d projects and %,d tasks, budget and limit as in life".formatted(PROJECTS, TASKS);
        TABLE.row(what + ", start included: seconds", seconds, "");
        TABLE.row(what + ": requests", requests, "at most 80", requests <= 80);
    }

    @Test
    @Order(2)
    void the_first_sync_leaves_no_difference() {
        startUnbound(FOLDER);
        compare("After the first sync");
    }

    @Test
    @Order(3)
    void random_edits_of_both_sides_meet() {
        TrialEdits edits = new TrialEdits(api, SEED, COLLISIONS);
        Instant from = Instant.now();
        ticktick.calm();
        for (int i = 1; i <= 4 * EDITS; i++) {
            ticktick.faultAfter(4 * i, "drop-answer", 1, "");
        }
        edits.make(EDITS);
        int runs = untilQuiet();
        int requests = ticktick.requests();
        int cycles = cyclesSince(from);
        ticktick.calm();
        String what = "%d random edits (seed %d), budget off, one in five answers lost: ".formatted(EDITS, SEED);
        TABLE.row(what + "cycles until quiet, of which asked for", cycles + ", " + runs, "");
        TABLE.row(what + "requests", requests, "");
        List<JsonNode> recorded = Samples.all(api, "/api/sync/conflicts?limit=200");
        long found = edits.collisions().stream()
                .filter(each -> recorded.stream().anyMatch(conflict -> is(conflict, each)))
                .count();
        TABLE.row(
                what + "collisions made, of which on record",
                edits.collisions().size() + ", " + found,
                "all, at least 20",
                found == edits.collisions().size() && found >= 20);
        TABLE.row(what + "conflicts on record that are none", recorded.size() - found, "0", recorded.size() == found);
        compare("After the random edits");
    }

    private static boolean is(JsonNode conflict, TrialEdits.Collision collision) {
        return text(conflict.path("entity"), "id").equals(collision.entity())
                && text(conflict, "local").equals(collision.local())
                && text(conflict, "remote").equals(collision.remote());
    }

    @Test
    @Order(4)
    void quiet_cycles_write_nothing() {
        untilQuiet();
        ticktick.calm();
        for (int i = 0; i < 10; i++) {
            ledger.sync();
        }
        int writes = ticktick.writes();
        TABLE.row("Ten quiet cycles: writes", writes, "0", writes == 0);
        // The list of lists twice, the list, and 200 at a time what was finished since ten minutes before the last
        // read.
        TABLE.row("Ten quiet cycles: reads of each", ticktick.requests() / 10.0, "");
    }

    @Test
    @Order(5)
    void an_edit_is_one_read_and_one_write() {
        JsonNode task = openTask(0);
        ticktick.calm();
        ledger.patchTask(text(task, "id"), "{\"title\":\"One edit\"}");
        synced(task);
        TABLE.row("One edit: requests", ticktick.requests(), "at most 2", ticktick.requests() <= 2);

        JsonNode other = openTask(1);
        new TwoWay(api).leaveAloneForAMoment(); // so that both are there before it is looked at
        ledger.patchTask(text(other, "id"), "{\"title\":\"One edit, and done\"}");
        ledger.act(text(other, "id"), "complete");
        synced(other);
        TABLE.row("One edit that also completes: requests", ticktick.requests(), "at most 2", ticktick.requests() <= 2);
    }

    @Test
    @Order(6)
    void an_edit_is_in_ticktick_soon() {
        List<Long> millis = new ArrayList<>();
        String list = ticktick.list("Dev Projects");
        for (int i = 0; i < 40; i++) {
            JsonNode task = openTask(i);
            String id = text(task.at("/links/0"), "remoteId");
            String title = "Soon " + i;
            long begun = System.nanoTime();
            ledger.patchTask(text(task, "id"), "{\"title\":\"" + title + "\"}");
            Wait.until(title, () -> text(ticktick.task(list, id), "title").equals(title));
            millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            ledger.idle();
        }
        Collections.sort(millis);
        TABLE.row("An edit's way into TickTick, 40 single ones: p50, ms", millis.get(19), "");
        TABLE.row("An edit's way into TickTick: p95, ms", millis.get(37), "at most 2000", millis.get(37) <= 2_000);
    }

    @Test
    @Order(7)
    void many_tasks_without_a_change_are_few_reads() {
        startUnbound(LARGE_FOLDER);
        for (int i = 0; i < 10; i++) {
            fill("List " + i, MANY_TASKS / 10);
        }
        untilQuiet();
        start(
                LARGE_FOLDER,
                "devledger.ticktick.poll-interval=0s",
                COUNTED,
                "devledger.ticktick.budget=95/60s,285/300s");
        assertThat(linkedTasks()).isEqualTo(MANY_TASKS);
        ticktick.calm();
        String request = "trial-" + UUID.randomUUID();
        var statements = CountedDatabase.watch(request);
        JsonNode report =
                api.post(200, "/api/sync/run", null, "X-Request-Id", request).json();
        String what = "%,d linked tasks in ten lists, no change: ".formatted(MANY_TASKS);
        TABLE.row(what + "reads of a full cycle", ticktick.requests(), "at most 14", ticktick.requests() <= 14);
        TABLE.row(what + "writes to TickTick", ticktick.writes(), "0", ticktick.writes() == 0);
        TABLE.row(what + "ms", report.path("durationMs").asLong(), "");
        TABLE.row(what + "database statements", statements.size(), "");
        Set<String> written = tablesWritten(statements);
        TABLE.row(
                what + "tables written",
                written,
                "sync_cycle, sync_list_read, sync_lease, and the budget's",
                written.equals(Set.of("sync_cycle", "sync_list_read", "sync_lease", "remote_call", "remote_wait")));
    }

    /** Made there and pulled, which is quicker than a request for each here. */
    private static void fill(String name, int tasks) {
        ledger.card(ledger.project(name, ",\"placement\":\"list\""));
        String list = ticktick.list(name);
        for (int from = 0; from < tasks; from += 50) {
            String batch = IntStream.range(from, from + 50)
                    .mapToObj(i -> "{\"projectId\":\"%s\",\"title\":\"%s, %d\"}".formatted(list, name, i))
                    .collect(Collectors.joining(","));
            api.post(200, Sandbox.API + "/task/batch", "{\"add\":[" + batch + "]}");
        }
        ledger.sync();
    }

    private static long linkedTasks() {
        return Samples.all(api, "/api/tasks?limit=200").stream()
                .filter(task -> text(task.at("/links/0"), "state").equals("synced"))
                .count();
    }

    static Set<String> tablesWritten(Iterable<String> statements) {
        Set<String> tables = new java.util.TreeSet<>();
        for (String statement : statements) {
            Matcher write = WRITE.matcher(statement.replaceAll("(?i)do update set|for update", ""));
            while (write.find()) {
                tables.add(write.group(1));
            }
        }
        return tables;
    }

    private static void make() {
        Random random = new Random(SEED);
        List<String> statuses = List.of("planned", "active", "paused", "blocked");
        List<String> projects = new ArrayList<>();
        for (int i = 0; i < PROJECTS; i++) {
            String status = statuses.get(random.nextInt(statuses.size()));
            projects.add(ledger.project("Project " + i, ",\"tags\":[\"dev\"],\"status\":\"" + status + "\""));
        }
        List<List<String>> tops = new ArrayList<>();
        projects.forEach(each -> tops.add(new ArrayList<>()));
        for (int i = 0; i < TASKS; i++) {
            int at = random.nextInt(PROJECTS);
            boolean nested = random.nextInt(5) == 0 && !tops.get(at).isEmpty();
            String more =
                    random.nextInt(5) == 0 ? ",\"dueDate\":\"2027-03-%02d\"".formatted(1 + random.nextInt(28)) : "";
            more += random.nextInt(5) == 0 ? ",\"checklist\":[{\"title\":\"a\"},{\"title\":\"b\",\"done\":true}]" : "";
            more += nested
                    ? ",\"parent\":\""
                            + tops.get(at).get(random.nextInt(tops.get(at).size())) + "\""
                    : "";
            String task = ledger.task(projects.get(at), "Task " + i, more);
            if (!nested) {
                tops.get(at).add(task);
            }
            if (i % 4 == 3) {
                ledger.act(task, "complete");
            }
        }
    }

    private static void compare(String when) {
        List<String> differences = BothSides.differences(api);
        differences.stream().limit(20).forEach(each -> TABLE.note(when + ": " + each));
        long doubles = differences.stream()
                .filter(each -> each.startsWith("only in TickTick"))
                .count();
        TABLE.row(when + ": differences", differences.size() - doubles, "0", differences.size() == doubles);
        TABLE.row(when + ": doubles", doubles, "0", doubles == 0);
    }

    private static JsonNode openTask(int number) {
        return Samples.all(api, "/api/tasks?limit=200&status=open&sort=title").get(number);
    }

    private static void synced(JsonNode task) {
        ledger.subtask(text(task, "id"));
        ledger.idle();
    }

    private static void quiet(Duration longest) {
        Instant end = Instant.now().plus(longest);
        while (true) {
            JsonNode status = ledger.syncStatus();
            boolean synced =
                    !status.path("lastCycle").isNull() && status.path("pending").asInt() == 0;
            if (synced && text(status, "state").equals("idle")) {
                return;
            }
            assertThat(Instant.now()).as("still not quiet: " + status).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Answers how many full cycles it took until one had nothing to do. */
    private static int untilQuiet() {
        for (int runs = 1; runs <= 60; runs++) {
            JsonNode report = ledger.sync();
            JsonNode status = ledger.syncStatus();
            boolean nothing =
                    report.path("pulled").asInt() == 0 && report.path("pushed").asInt() == 0;
            if (nothing
                    && status.path("pending").asInt() == 0
                    && status.at("/lastCycle/complete").asBoolean()) {
                return runs;
            }
            LockSupport.parkNanos(Duration.ofMillis(1_100).toNanos()); // longer than settle
        }
        throw new AssertionError("still not quiet: " + ledger.syncStatus());
    }

    private static int cyclesSince(Instant from) {
        return (int) Samples.all(api, "/api/sync/cycles?limit=200").stream()
                .filter(cycle -> Instant.parse(text(cycle, "startedAt")).isAfter(from))
                .count();
    }
}
