package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * The time machine on a ledger of some years: each thing that it can do, how long it takes and in how much memory.
 * {@code trials/time-machine} runs it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TimeMachineTrial {
    private static final int EVENTS = Integer.getInteger("devledger.test.events", 1_000_000);
    private static final int TASKS = Integer.getInteger("devledger.test.tasks", 20_000);
    private static final LargeLedger.Size SIZE =
            new LargeLedger.Size(Math.max(1, TASKS / 100), TASKS, EVENTS, Math.min(10_000, EVENTS / 10));
    private static final long SEED = Long.getLong("devledger.test.seed", 4L);
    private static final Instant UNTIL = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant FROM = UNTIL.minus(Duration.ofDays(1_000));
    private static final int READS = 30;
    private static final int PULLED = 50;
    private static final int PAGES = 100;

    /** One process has no more heap than this, whatever it does. */
    private static final String HEAP = "-Xmx512m";

    private static final Path FOLDER = SharedDevledger.newFolder();
    private static final Path COPY = SharedDevledger.newFolder();
    private static final Path BACKUP = FOLDER.resolveSibling(FOLDER.getFileName() + ".ledger");
    private static final TrialTable TABLE = new TrialTable("time-machine-trial.md");

    private static LargeProcess server;
    private static Api api;
    private static String busiest;
    private static String head;

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    void a_ledger_of_some_years_is_made() {
        LargeLedger ledger = new LargeLedger(SIZE, SEED, FROM, UNTIL);
        try (RunningDevledger running = SharedDevledger.start(FOLDER, "devledger.ticktick.mode=off")) {
            Tables tables = new Tables(running);
            Stopwatch watch = new Stopwatch();
            ledger.write(running.bean(Configuration.class), tables.jdbc());
            TABLE.row(
                    "Make %,d projects, %,d tasks, %,d events in the event store"
                            .formatted(SIZE.projects(), TASKS, EVENTS),
                    "%s, %s of events on disk".formatted(watch, tables.size("event")),
                    "");
        }
        busiest = ledger.busiest().toString();
        server = LargeProcess.server(HEAP, FOLDER, "--devledger.ticktick.poll-interval=0s");
        api = server.api();
        Stopwatch watch = new Stopwatch();
        replay(FOLDER);
        TABLE.row("Replay of `all`, nobody writing", rate(watch, EVENTS) + ", " + server.memory(), "");
    }

    @Test
    @Order(2)
    void what_was_is_answered_at_once() {
        Random random = new Random(SEED);
        times("A task with %,d events, as of a position".formatted(versionOf(busiest)), 50, i -> {
            return "/api/tasks/" + busiest + "?asOf=" + random.nextInt(EVENTS / 2, EVENTS);
        });
        times("That task, as of an instant", 50, i -> "/api/tasks/" + busiest + "?asOf=" + somewhen(random));
        times("That task's history, newest 50", null, i -> "/api/tasks/" + busiest + "/history");
        times("Projects as of an instant, 200", null, i -> "/api/projects?limit=200&asOf=" + somewhen(random));
        times("Tasks as of an instant, newest 50", null, i -> "/api/tasks?asOf=" + somewhen(random));
        times(
                "Open tasks of high priority as of an instant, 50",
                null,
                i -> "/api/tasks?status=open&priority=high&asOf=" + somewhen(random));
        times(
                "Tasks of a project as of an instant",
                null,
                i -> "/api/projects/P-" + (1 + i) + "/tasks?asOf=" + somewhen(random));
    }

    @Test
    @Order(3)
    void what_changed_between_is_told() {
        Random random = new Random(SEED);
        times("Diff over a day, everything", null, i -> {
            Instant from = somewhen(random);
            return "/api/diff?from=" + from + "&to=" + from.plus(Duration.ofDays(1));
        });
        times("Diff over 100 days, one project", null, i -> {
            Instant from = somewhen(random);
            return "/api/diff?from=" + from + "&to=" + from.plus(Duration.ofDays(100)) + "&project=P-" + (1 + i);
        });
    }

    @Test
    @Order(4)
    void all_that_ever_changed_is_told() {
        server.forgetPeak();
        Stopwatch watch = new Stopwatch();
        int items = 0;
        String cursor = "";
        boolean more = true;
        while (more) {
            JsonNode page = api.read("/api/diff?from=0&limit=200" + cursor);
            items += page.path("items").size();
            more = !page.path("nextCursor").isNull();
            cursor = more ? "&cursor=" + text(page, "nextCursor") : "";
        }
        TABLE.row(
                "Diff over all the time, everything, in pages of 200",
                watch + ", %,d items, ".formatted(items) + server.memory(),
                "");
        Stopwatch edit = new Stopwatch();
        api.patch(200, "/api/tasks/" + busiest, "{\"description\":\"Once more\"}");
        TABLE.row("An edit of the task with all those events", edit, "");
    }

    @Test
    @Order(4)
    void history_is_found_under_any_filter() {
        Random random = new Random(SEED);
        times("History, newest 50", null, i -> "/api/history");
        times("History of an actor", null, i -> "/api/history?actor=agent-" + i % 5);
        times("History of a channel", null, i -> "/api/history?channel=ticktick");
        times("History of a day", null, i -> {
            Instant since = somewhen(random);
            return "/api/history?since=" + since + "&until=" + since.plus(Duration.ofDays(1));
        });
        times("History of an actor on a day", null, i -> {
            Instant since = somewhen(random);
            return "/api/history?actor=owner&since=" + since + "&until=" + since.plus(Duration.ofDays(1));
        });
        times("History of a project with its tasks", null, i -> "/api/projects/P-" + (1 + i) + "/history?tasks=true");
        times("Status timeline of a project", null, i -> "/api/projects/P-" + (1 + i) + "/status-timeline");
        Stopwatch watch = new Stopwatch();
        String cursor = "";
        for (int page = 0; page < PAGES; page++) {
            JsonNode answer = api.read("/api/history?limit=200" + cursor);
            cursor = "&cursor=" + text(answer, "nextCursor");
        }
        TABLE.row("History, the newest %,d in pages of 200".formatted(200 * PAGES), watch, "");
    }

    @Test
    @Order(5)
    void history_is_exported_in_constant_memory() throws IOException {
        for (String format : List.of("ndjson", "csv")) {
            server.forgetPeak();
            Path file = FOLDER.resolve("history." + format);
            Stopwatch watch = new Stopwatch();
            api.download("/api/history/export?format=" + format, file);
            String taken = rate(watch, EVENTS);
            long lines = lines(file) - (format.equals("csv") ? 1 : 0);
            TABLE.row(
                    "Export of the history as " + format,
                    "%s, %,d entries, %,d MB, %s".formatted(taken, lines, Files.size(file) >> 20, server.memory()),
                    "every entry",
                    lines >= EVENTS);
            Files.delete(file);
        }
    }

    @Test
    @Order(6)
    void a_batch_that_came_from_the_sync_is_undone() {
        Ledger ledger = new Ledger(api);
        Sandbox ticktick = new Sandbox(api);
        String project = ledger.project("From the sync", "");
        List<String> tasks = IntStream.range(0, PULLED)
                .mapToObj(i -> ledger.task(project, "Pulled " + i, ""))
                .toList();
        ledger.sync();
        ledger.idle();
        for (int i = 0; i < PULLED; i++) {
            ticktick.editInApp(
                    text(ledger.taskLink(tasks.get(i)), "remoteId"), "{\"title\":\"Typed there " + i + "\"}");
        }
        ledger.sync();
        letGo(ledger);
        String changeSet = text(newest("channel=ticktick"), "changeSet");
        Stopwatch watch = new Stopwatch();
        JsonNode undone =
                api.post(200, "/api/change-sets/" + changeSet + "/undo", null).json();
        TABLE.row(
                "Undo of %d edits that came from the sync".formatted(PULLED),
                watch + ", undone: " + undone.path("undone").asInt(),
                "all",
                titles(tasks, i -> "Pulled " + i));
        letGo(ledger);
        ledger.idle();
        boolean equal = IntStream.range(0, PULLED)
                .allMatch(i -> ticktickTitle(ticktick, ledger, tasks.get(i)).equals("Pulled " + i));
        TABLE.row("After the next sync, in TickTick", equal ? "as before too" : "something else", "as before", equal);
        Stopwatch again = new Stopwatch();
        api.post(200, "/api/change-sets/" + text(undone, "changeSet") + "/undo", null);
        TABLE.row("Undo of the undo", again, "all", titles(tasks, i -> "Typed there " + i));
    }

    /** So many changes at once look like an accident, and wait for a word. */
    private static void letGo(Ledger ledger) {
        for (JsonNode held : api.read("/api/sync/approvals").path("items")) {
            api.post(201, "/api/sync/approvals", "{\"planHash\":\"" + text(held, "planHash") + "\"}");
        }
        ledger.sync();
    }

    private static boolean titles(List<String> tasks, IntFunction<String> wanted) {
        return IntStream.range(0, tasks.size())
                .allMatch(
                        i -> api.get("/api/tasks/" + tasks.get(i)).text("title").equals(wanted.apply(i)));
    }

    private static String ticktickTitle(Sandbox ticktick, Ledger ledger, String task) {
        String list = ticktick.list("Dev Projects");
        return text(ticktick.task(list, text(ledger.taskLink(task), "remoteId")), "title");
    }

    @Test
    @Order(7)
    void all_is_replayed_while_others_write() throws Exception {
        Map<String, String> before = LedgerDatabase.of(FOLDER).digests(Tables.READ_MODEL);
        server.forgetPeak();
        try (Writers writers = new Writers(api, 4, TASKS)) {
            Stopwatch watch = new Stopwatch();
            replay(FOLDER);
            TABLE.row("Replay of `all` beside four writers", rate(watch, EVENTS) + ", " + server.memory(), "");
            writers.stop();
            TABLE.row("Their writes meanwhile", writers.report(), "none fails", writers.failed() == 0);
        }
        Map<String, String> written = LedgerDatabase.of(FOLDER).digests(Tables.READ_MODEL);
        assertThat(written).as("the writers wrote").isNotEqualTo(before);
        replay(FOLDER);
        boolean same = LedgerDatabase.of(FOLDER).digests(Tables.READ_MODEL).equals(written);
        TABLE.row(
                "Read model after it, against one built when nobody writes",
                same ? "equal" : "different",
                "equal",
                same);
    }

    @Test
    @Order(8)
    void an_untouched_ledger_is_proven() {
        head = api.get(200, "/api/ledger/head").text("head");
        LargeProcess verify = LargeProcess.command(HEAP, FOLDER, "verify", "--head=" + head);
        Stopwatch watch = new Stopwatch();
        int exit = verify.end();
        TABLE.note("verify: " + verify.lastLine());
        TABLE.row(
                "`verify` beside the running server",
                watch + ", exit " + exit + ", " + verify.memory(),
                "exit 0",
                exit == 0);
    }

    @Test
    @Order(9)
    void one_changed_byte_is_found() {
        LedgerDatabase database = LedgerDatabase.of(FOLDER);
        long position = EVENTS / 2;
        String was = database.psql("select payload from event where position = " + position);
        String flipped = "overlay(payload placing chr(ascii(substr(payload, 40, 1)) # 1) from 40 for 1)";
        database.psql("update event set payload = " + flipped + " where position = " + position);
        assertThat(database.psql("select payload from event where position = " + position))
                .isNotEqualTo(was);
        LargeProcess verify = LargeProcess.command(HEAP, FOLDER, "verify");
        Stopwatch watch = new Stopwatch();
        int exit = verify.end();
        String said = verify.console();
        TABLE.note("verify: " + verify.lastLine());
        database.psql("update event set payload = " + flipped + " where position = " + position);
        assertThat(database.psql("select payload from event where position = " + position))
                .isEqualTo(was);
        TABLE.row(
                "`verify` after one byte of one event was changed with psql",
                watch + ", exit " + exit + ", " + verify.memory(),
                "exit 1, names the event",
                exit == 1 && said.contains(String.valueOf(position)));
    }

    @Test
    @Order(10)
    void a_copy_is_equal() throws IOException {
        LargeProcess export = LargeProcess.command(HEAP, FOLDER, "export", BACKUP.toString());
        Stopwatch watch = new Stopwatch();
        int exit = export.end();
        TABLE.note("export: " + export.lastLine());
        TABLE.row(
                "`export` beside the running server",
                "%s, exit %d, %,d MB, %s"
                        .formatted(rate(watch, EVENTS), exit, Files.size(BACKUP) >> 20, export.memory()),
                "exit 0",
                exit == 0);
        Map<String, String> here = LedgerDatabase.of(FOLDER).digests(LedgerDatabase.ALL);
        head = api.get(200, "/api/ledger/head").text("head");
        server.close();
        LargeProcess load = LargeProcess.command(HEAP, COPY, "import", BACKUP.toString());
        Stopwatch again = new Stopwatch();
        exit = load.end();
        TABLE.note("import: " + load.lastLine());
        TABLE.row(
                "`import` into an empty ledger",
                rate(again, EVENTS) + ", exit " + exit + ", " + load.memory(),
                "exit 0",
                exit == 0);
        server = LargeProcess.server(HEAP, COPY, "--devledger.ticktick.mode=off");
        api = server.api();
        Map<String, String> there = LedgerDatabase.of(COPY).digests(LedgerDatabase.ALL);
        Map<String, String> differing = new LinkedHashMap<>(there);
        differing.entrySet().removeAll(here.entrySet());
        TABLE.row(
                "Tables of the copy that differ: " + LedgerDatabase.ALL.size() + " compared",
                differing.size() + " " + differing.keySet(),
                "0",
                differing.isEmpty());
        String copied = api.get(200, "/api/ledger/head").text("head");
        TABLE.row(
                "The head of the chain, here and there",
                copied.equals(head) ? "equal" : head + ", " + copied,
                "equal",
                copied.equals(head));
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private static void replay(Path folder) {
        api.post(202, "/api/projections/all/replay", null);
        Wait.until(Duration.ofMinutes(30), "the replay is done", () -> api.read("/api/projections/projects")
                .at("/replay/state")
                .asString()
                .equals("done"));
        assertThat(LedgerDatabase.of(folder).psql("select count(*) from parked_event"))
                .isEqualTo("0");
    }

    private static long versionOf(String task) {
        return api.read("/api/tasks/" + task).path("version").asLong();
    }

    private static Instant somewhen(Random random) {
        long seconds = Duration.between(FROM, UNTIL).toSeconds();
        return FROM.plusSeconds(seconds / 10 + random.nextLong(seconds * 8 / 10));
    }

    private static JsonNode newest(String filter) {
        return api.read("/api/history?limit=1&" + filter).at("/items/0");
    }

    private static String rate(Stopwatch watch, long events) {
        Duration taken = watch.taken();
        return "%.1f s (%,d events/s)".formatted(taken.toMillis() / 1e3, events * 1000 / Math.max(1, taken.toMillis()));
    }

    private static void times(String what, Integer goal, IntFunction<String> path) {
        List<Double> taken = new ArrayList<>();
        int bytes = 0;
        for (int i = 0; i < READS + 5; i++) {
            String read = path.apply(i % SIZE.projects());
            long begun = System.nanoTime();
            Answer answer = api.get(200, read);
            if (i >= 5) {
                taken.add((System.nanoTime() - begun) / 1e6);
                bytes = Math.max(bytes, answer.body().length());
            }
        }
        taken.sort(null);
        double p50 = taken.get(taken.size() / 2);
        double p95 = taken.get(taken.size() * 95 / 100);
        String measured = "p50 %.1f ms, p95 %.1f ms, at most %,d kB".formatted(p50, p95, (bytes + 1023) / 1024);
        if (goal == null) {
            TABLE.row(what, measured, "");
        } else {
            TABLE.row(what, measured, "p95 under " + goal + " ms", p95 < goal);
        }
    }
}
