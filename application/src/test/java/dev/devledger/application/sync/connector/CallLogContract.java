package dev.devledger.application.sync.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage.Use;
import dev.devledger.application.sync.connector.SharedCallBudget.CallDecision;
import dev.devledger.application.sync.connector.SharedCallBudget.CallDecision.Allowed;
import dev.devledger.application.sync.connector.SharedCallBudget.CallDecision.Delayed;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.application.sync.connector.SharedCallBudget.EndedCall;
import dev.devledger.application.sync.connector.SharedCallBudget.Limits;
import dev.devledger.application.sync.connector.SharedCallBudget.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behaviour that the request budget relies on, for every call log. */
public abstract class CallLogContract {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);
    private static final Limits REAL = limits(new Window(MINUTE, 95), new Window(FIVE_MINUTES, 285));

    private SharedCallBudget log;
    private SharedCallBudget other;

    /** Returns one more client of the same log, which is empty when a test begins. */
    protected abstract SharedCallBudget client();

    @BeforeEach
    void twoClients() {
        log = client();
        other = client();
    }

    @Test
    void a_full_window_lets_nobody_through() {
        Limits three = limits(new Window(MINUTE, 3));
        assertThat(take(log, CallPurpose.INTERACTIVE, three)).isInstanceOf(Allowed.class);
        assertThat(take(other, CallPurpose.INTERACTIVE, three)).isInstanceOf(Allowed.class);
        assertThat(take(log, CallPurpose.INTERACTIVE, three)).isInstanceOf(Allowed.class);
        for (SharedCallBudget client : List.of(log, other)) {
            assertThat(wait(take(client, CallPurpose.INTERACTIVE, three)))
                    .isBetween(Duration.ofMillis(1), MINUTE.plus(LONGEST_CALL));
        }
        assertThat(other.use(List.of(new Window(FIVE_MINUTES, 9), new Window(MINUTE, 3))))
                .containsExactly(new Use(FIVE_MINUTES, 9, 3), new Use(MINUTE, 3, 3));
    }

    @Test
    void a_call_counts_until_a_window_after_its_end() {
        Limits one = limits(new Window(MINUTE, 1));
        Allowed call = (Allowed) take(log, CallPurpose.INTERACTIVE, one);
        assertThat(wait(take(other, CallPurpose.INTERACTIVE, one)))
                .as("it may be under way")
                .isGreaterThan(MINUTE);
        assertThat(wait(other.take(CallPurpose.INTERACTIVE, one, ended(call, Duration.ofSeconds(10)))))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(50));
        assertThat(other.take(CallPurpose.INTERACTIVE, one, ended(call, MINUTE)))
                .isInstanceOf(Allowed.class);
    }

    @Test
    void every_window_has_to_have_room() {
        Limits limits = limits(new Window(Duration.ofSeconds(1), 1), new Window(MINUTE, 2));
        Allowed first = (Allowed) take(log, CallPurpose.INTERACTIVE, limits);
        Duration gone = Duration.ofSeconds(2);
        Allowed second = (Allowed) log.take(CallPurpose.INTERACTIVE, limits, ended(first, gone));
        assertThat(wait(log.take(CallPurpose.INTERACTIVE, limits, ended(second, gone))))
                .isBetween(Duration.ofSeconds(30), MINUTE);
    }

    @Test
    void the_sync_may_use_all_but_the_part_of_those_who_wait() {
        Limits limits = limits(new Window(FIVE_MINUTES, 285));
        assertThat(takeAll(CallPurpose.WRITE, limits)).isEqualTo(260);
        assertThat(takeAll(CallPurpose.READ, limits)).isZero();
        assertThat(takeAll(CallPurpose.INTERACTIVE, limits)).isEqualTo(25);
    }

    @Test
    void those_who_wait_may_use_everything() {
        assertThat(takeAll(CallPurpose.INTERACTIVE, limits(new Window(FIVE_MINUTES, 285))))
                .isEqualTo(285);
    }

    @Test
    void what_those_who_wait_have_used_is_not_kept_for_them_twice() {
        Limits limits = limits(new Window(FIVE_MINUTES, 285));
        for (int i = 0; i < 25; i++) {
            assertThat(take(log, CallPurpose.INTERACTIVE, limits)).isInstanceOf(Allowed.class);
        }
        assertThat(takeAll(CallPurpose.READ, limits)).isEqualTo(260);
    }

    /** 95 of 285: 8 for those who wait, so 87 for the sync. */
    @Test
    void the_shorter_window_is_shared_in_proportion() {
        assertThat(takeAll(CallPurpose.READ, REAL)).isEqualTo(87);
        assertThat(takeAll(CallPurpose.INTERACTIVE, REAL)).isEqualTo(8);
    }

    @Test
    void what_was_borrowed_goes_back_to_whose_it_is() {
        Limits limits = limits(new Window(FIVE_MINUTES, 285));
        List<Allowed> writes = new ArrayList<>();
        while (take(log, CallPurpose.WRITE, limits) instanceof Allowed write) {
            writes.add(write);
        }
        assertThat(take(other, CallPurpose.READ, limits)).isInstanceOf(Delayed.class);
        assertThat(log.take(CallPurpose.WRITE, limits, ended(writes.get(0), FIVE_MINUTES)))
                .as("over its share, and a read waits")
                .isInstanceOf(Delayed.class);
        assertThat(take(other, CallPurpose.READ, limits)).isInstanceOf(Allowed.class);
        assertThat(log.take(CallPurpose.WRITE, limits, ended(writes.get(1), FIVE_MINUTES)))
                .as("nobody waits any more")
                .isInstanceOf(Allowed.class);
    }

    @Test
    void a_pause_holds_for_all() {
        assertThat(log.exceeded(MINUTE, FIVE_MINUTES)).isBetween(Duration.ofSeconds(30), MINUTE);
        for (CallPurpose share : CallPurpose.values()) {
            assertThat(wait(take(other, share, REAL))).isBetween(Duration.ofSeconds(30), MINUTE);
        }
        assertThat(other.exceeded(MINUTE, FIVE_MINUTES))
                .as("told to another call under way")
                .isBetween(Duration.ofSeconds(30), MINUTE);
        assertThat(other.pauseLeft()).as("whoever was told of it").isBetween(Duration.ofSeconds(30), MINUTE);
        assertThat(log.use(REAL.windows())).containsExactly(new Use(MINUTE, 95, 0), new Use(FIVE_MINUTES, 285, 0));
    }

    @Test
    void a_pause_soon_after_another_is_a_long_one() {
        assertThat(log.pauseLeft()).isZero();
        log.exceeded(Duration.ofMillis(1), FIVE_MINUTES);
        while (take(log, CallPurpose.READ, REAL) instanceof Delayed(var time)) {
            LockSupport.parkNanos(time.toNanos());
        }
        assertThat(other.exceeded(MINUTE, FIVE_MINUTES)).isBetween(Duration.ofMinutes(4), FIVE_MINUTES);
    }

    /** A call is counted there after it was let through and before its end is told. */
    @Test
    void no_window_ever_holds_more_than_its_limit() throws Exception {
        List<Window> windows =
                List.of(new Window(Duration.ofMillis(400), 12), new Window(Duration.ofMillis(1_500), 30));
        Limits limits = new Limits(windows, LONGEST_CALL);
        Queue<Long> counted = new ConcurrentLinkedQueue<>();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> callers = new ArrayList<>();
            for (SharedCallBudget client : List.of(log, other, log, other, log, other)) {
                callers.add(threads.submit(() -> call(client, limits, counted, until)));
            }
            for (Future<?> caller : callers) {
                caller.get(2, TimeUnit.MINUTES);
            }
        }
        List<Long> times = counted.stream().sorted().toList();
        assertThat(times).as("more than one longer window").hasSizeGreaterThan(30);
        windows.forEach(window -> assertKept(window, times));
    }

    private static void call(SharedCallBudget client, Limits limits, Queue<Long> counted, long until) {
        List<EndedCall> ended = List.of();
        long endedAt = 0;
        CallPurpose[] shares = CallPurpose.values();
        while (System.nanoTime() < until || counted.size() <= 30) {
            CallPurpose share = shares[ThreadLocalRandom.current().nextInt(shares.length)];
            long since = endedAt;
            List<EndedCall> told = ended.stream()
                    .map(each -> new EndedCall(each.call(), Duration.ofNanos(System.nanoTime() - since)))
                    .toList();
            CallDecision slot = client.take(share, limits, told);
            ended = List.of();
            if (slot instanceof Allowed(var call)) {
                counted.add(System.nanoTime());
                endedAt = System.nanoTime();
                ended = List.of(new EndedCall(call, Duration.ZERO));
            }
        }
    }

    private static void assertKept(Window window, List<Long> times) {
        for (int i = window.limit(); i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - window.limit()))
                    .as("%s calls and one more", window.limit())
                    .isGreaterThanOrEqualTo(window.length().toNanos());
        }
    }

    private int takeAll(CallPurpose share, Limits limits) {
        int taken = 0;
        while (take(taken % 2 == 0 ? log : other, share, limits) instanceof Allowed) {
            taken++;
        }
        return taken;
    }

    private static CallDecision take(SharedCallBudget log, CallPurpose share, Limits limits) {
        return log.take(share, limits, List.of());
    }

    private static List<EndedCall> ended(Allowed call, Duration ago) {
        return List.of(new EndedCall(call.call(), ago));
    }

    private static Duration wait(CallDecision slot) {
        assertThat(slot).isInstanceOf(Delayed.class);
        return ((Delayed) slot).time();
    }

    private static Limits limits(Window... windows) {
        return new Limits(List.of(windows), LONGEST_CALL);
    }
}
