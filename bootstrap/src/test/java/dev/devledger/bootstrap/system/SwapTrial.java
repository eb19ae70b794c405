package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.config.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How long writers wait while the tables of a replay take the place of the live ones, on a ledger of some years.
 * {@code trials/swap} runs it.
 */
class SwapTrial {
    private static final int EVENTS = Integer.getInteger("devledger.test.events", 1_000_000);
    private static final int TASKS = Math.max(100, EVENTS / 50);
    private static final int SWAPS = Integer.getInteger("devledger.test.swaps", 5);
    private static final int WRITERS = 8;
    private static final long MOST_MILLIS = 300;
    private static final Instant UNTIL = Instant.parse("2026-11-01T00:00:00Z");

    /** A write that overlaps it may have waited for the swap, or for a try before it. */
    private static final Duration BEFORE = Duration.ofSeconds(2);

    private static final Duration AFTER = Duration.ofMillis(500);

    private record Write(Instant begun, Instant answered, int status) {
        double millis() {
            return Duration.between(begun, answered).toNanos() / 1e6;
        }

        boolean overlaps(Instant from, Instant to) {
            return begun.isBefore(to) && answered.isAfter(from);
        }
    }

    private static final java.nio.file.Path FOLDER = SharedDevledger.newFolder();
    private static final TrialTable TABLE = new TrialTable("swap-trial.md");
    private static LargeProcess server;
    private static Api api;

    @BeforeAll
    static void make() {
        LargeLedger ledger = new LargeLedger(
                new LargeLedger.Size(TASKS / 100, TASKS, EVENTS, EVENTS / 100),
                4,
                UNTIL.minus(Duration.ofDays(1_000)),
                UNTIL);
        try (RunningDevledger running = SharedDevledger.start(FOLDER, "devledger.ticktick.mode=off")) {
            ledger.write(running.bean(Configuration.class), new Tables(running).jdbc());
        }
        server = LargeProcess.server("-Xmx512m", FOLDER, "--devledger.ticktick.mode=off");
        api = server.api();
        replay();
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void writers_are_kept_out_for_a_moment() throws Exception {
        Queue<Write> writes = new ConcurrentLinkedQueue<>();
        List<Instant> swaps = new ArrayList<>();
        boolean[] stop = {false};
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Random random = new Random(i);
                writers.add(threads.submit(() -> {
                    while (!stop[0]) {
                        writes.add(write(random));
                    }
                }));
            }
            for (int i = 0; i < SWAPS; i++) {
                swaps.add(replay());
            }
            Thread.sleep(AFTER);
            stop[0] = true;
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        String ledger = "%,d events and %d writers".formatted(EVENTS, WRITERS);
        TABLE.row("Writes beside %d replays of all, %s".formatted(SWAPS, ledger), report(List.copyOf(writes)), "");
        List<Write> around = new ArrayList<>();
        for (Instant swap : swaps) {
            List<Write> met = writes.stream()
                    .filter(write -> write.overlaps(swap.minus(BEFORE), swap.plus(AFTER)))
                    .toList();
            TABLE.note("writes around the swap at %s: %s".formatted(swap, report(met)));
            around.addAll(met);
        }
        TABLE.row(
                "No write failed",
                writes.stream().filter(write -> write.status() >= 500).count() + " failed",
                "0",
                writes.stream().noneMatch(write -> write.status() >= 500));
        TABLE.row(
                "Writes around the swaps, %s".formatted(ledger),
                report(around),
                "p99 at most %d ms".formatted(MOST_MILLIS),
                percentile(around, 99) <= MOST_MILLIS);
    }

    private static Write write(Random random) {
        Instant begun = Instant.now();
        int status = api.patch(
                        "/api/tasks/T-" + (1 + random.nextInt(TASKS)),
                        "{\"title\":\"Meanwhile " + random.nextInt() + "\"}")
                .status();
        return new Write(begun, Instant.now(), status);
    }

    private static double percentile(List<Write> writes, int percent) {
        double[] sorted = writes.stream().mapToDouble(Write::millis).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static String report(List<Write> writes) {
        return "%,d writes, p50 %.1f ms, p99 %.1f ms, longest %.0f ms"
                .formatted(writes.size(), percentile(writes, 50), percentile(writes, 99), percentile(writes, 100));
    }

    /** Answers when the new tables were in place. */
    private static Instant replay() {
        api.post(202, "/api/projections/all/replay", null);
        Wait.until(Duration.ofMinutes(30), "the replay is done", () -> !api.read("/api/projections/all")
                .at("/replay/state")
                .asString()
                .equals("running"));
        LedgerDatabase database = LedgerDatabase.of(FOLDER);
        assertThat(database.psql("select state from projection_replay where name = 'all'"))
                .isEqualTo("done");
        return Instant.parse(database.psql(
                "select to_char(finished_at at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from projection_replay"
                        + " where name = 'all'"));
    }
}
