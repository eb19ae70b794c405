package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** The numbers of the sync with ClickUp, measured on the sandbox. {@code trials/clickup} runs it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClickUpTrial {
    private static final int LISTS = 20;
    private static final int TASKS = 1_000;
    private static final int EDITS = 200;
    private static final int WARM_UP = 20;
    private static final int MOST_OF_A_POLL = 4;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final TrialTable TABLE = new TrialTable("clickup-trial.md");

    private static RunningDevledger devledger;
    private static Api api;
    private static Ledger ledger;
    private static ClickUpThere clickup;

    @BeforeAll
    static void start() {
        devledger = SharedDevledger.start(
                SharedDevledger.newFolder(),
                "devledger.ticktick.mode=off",
                "devledger.clickup.mode=sandbox",
                "devledger.clickup.budget=off",
                "devledger.clickup.poll-interval=" + POLL.toSeconds() + "s");
        api = devledger.api();
        ledger = new Ledger(api);
        clickup = new ClickUpThere(api);
        ledger.card(ledger.project("First", ""));
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    @Test
    @Order(1)
    void an_edit_is_there_soon() {
        String task = ledger.task(ledger.project("Edited", ""), "Edited", "");
        String path = ClickUpThere.API + "/task/" + ledger.subtask(task);
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < WARM_UP + EDITS; i++) {
            String title = "Edited " + i;
            long begun = System.nanoTime();
            ledger.patchTask(task, "{\"title\":\"" + title + "\"}");
            while (!api.get(200, path).text("name").equals(title)) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
            if (i >= WARM_UP) {
                millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            }
        }
        Collections.sort(millis);
        long p95 = millis.get(EDITS * 95 / 100 - 1);
        String what = "From the request of an edit until ClickUp has it, %d edits: ".formatted(EDITS);
        TABLE.row(what + "p50, most (ms)", millis.get(EDITS / 2 - 1) + ", " + millis.getLast(), "");
        TABLE.row(what + "p95 (ms)", p95, "under 3,000", p95 < 3_000);
    }

    @Test
    @Order(2)
    void a_first_export_is_a_request_for_each_task() {
        IntStream.range(0, LISTS).forEach(i -> ledger.project("Exported " + i, ""));
        ledger.idle();
        clickup.calm();
        long begun = System.nanoTime();
        String lines = IntStream.range(0, TASKS)
                .mapToObj(i ->
                        "{\"task\":{\"project\":\"Exported %d\",\"title\":\"Task %04d\"}}%n".formatted(i % LISTS, i))
                .reduce("", String::concat);
        api.post(200, "/api/import", lines, "Content-Type", "application/x-ndjson");
        Instant end = Instant.now().plus(LONGEST);
        while (ledger.syncStatus().path("pending").asInt() > 0) {
            assertThat(Instant.now()).as("still: " + ledger.syncStatus()).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        int writes = clickup.writes().size();
        long reads = clickup.calls().size() - (long) writes;
        String what = "First export of %,d tasks in %d lists: ".formatted(TASKS, LISTS);
        TABLE.row(what + "seconds, reads (with those of the polls and of this trial)", seconds + ", " + reads, "");
        TABLE.row(what + "writes", writes, "%,d".formatted(TASKS), writes == TASKS);
        List<String> titles = lists().stream()
                .flatMap(list -> clickup.titles(text(list, "id")).stream())
                .filter(title -> title.startsWith("Task "))
                .toList();
        long doubles = titles.size() - titles.stream().distinct().count();
        TABLE.row(what + "doubles", doubles, "0", doubles == 0);
    }

    private static List<JsonNode> lists() {
        return clickup.lists().stream()
                .filter(list -> text(list, "name").startsWith("Exported "))
                .toList();
    }

    @Test
    @Order(3)
    void a_quiet_poll_is_a_few_reads() {
        ledger.idle();
        LockSupport.parkNanos(
                Duration.ofMinutes(6).toNanos()); // what was written is told again for one, and once or twice later
        clickup.calm();
        Instant from = Instant.now();
        LockSupport.parkNanos(POLL.multipliedBy(20).toNanos());
        int calls = clickup.calls().size();
        int writes = clickup.writes().size();
        long polls = Samples.all(api, "/api/sync/cycles?limit=200").stream()
                .filter(cycle -> Instant.parse(text(cycle, "startedAt")).isAfter(from.minus(POLL)))
                .count();
        String what = "Quiet polls of %d lists: ".formatted(LISTS);
        TABLE.row(what + "polls, requests", polls + ", " + calls, "");
        TABLE.row(what + "writes", writes, "0", writes == 0);
        TABLE.row(
                what + "requests for each",
                "%.1f".formatted((double) calls / polls),
                "at most " + MOST_OF_A_POLL,
                calls <= MOST_OF_A_POLL * polls);
    }
}
