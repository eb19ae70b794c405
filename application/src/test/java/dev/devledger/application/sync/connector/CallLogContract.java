package dev.devledger.application.sync.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.CallLog.EndedCall;
import dev.devledger.application.sync.connector.CallLog.Limits;
import dev.devledger.application.sync.connector.CallLog.RemoteBudget.Use;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.CallLog.Slot;
import dev.devledger.application.sync.connector.CallLog.Slot.TakenSlot;
import dev.devledger.application.sync.connector.CallLog.Slot.Wait;
import dev.devledger.application.sync.connector.CallLog.Window;
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

    private CallLog log;
    private CallLog other;

    /** Returns one more client of the same log, which is empty when a test begins. */
    protected abstract CallLog client();

    @BeforeEach
    void twoClients() {
        log = client();
        other = client();
    }

    @Test
    void a_full_window_lets_nobody_through() {
        Limits three = limits(new Window(MINUTE, 3));
        assertThat(take(log, Share.INTERACTIVE, three)).isInstanceOf(TakenSlot.class);
        assertThat(take(other, Share.INTERACTIVE, three)).isInstanceOf(TakenSlot.class);
        assertThat(take(log, Share.INTERACTIVE, three)).isInstanceOf(TakenSlot.class);
        for (CallLog client : List.of(log, other)) {
            assertThat(wait(take(client, Share.INTERACTIVE, three)))
                    .isBetween(Duration.ofMillis(1), MINUTE.plus(LONGEST_CALL));
        }
        assertThat(other.use(List.of(new Window(FIVE_MINUTES, 9), new Window(MINUTE, 3))))
                .containsExactly(new Use(FIVE_MINUTES, 9, 3), new Use(MINUTE, 3, 3));
    }

    @Test
    void a_call_counts_until_a_window_after_its_end() {
        Limits one = limits(new Window(MINUTE, 1));
        TakenSlot call = (TakenSlot) take(log, Share.INTERACTIVE, one);
        assertThat(wait(take(other, Share.INTERACTIVE, one)))
                .as("it may be under way")
                .isGreaterThan(MINUTE);
        assertThat(wait(other.take(Share.INTERACTIVE, one, ended(call, Duration.ofSeconds(10)))))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(50));
        assertThat(other.take(Share.INTERACTIVE, one, ended(call, MINUTE))).isInstanceOf(TakenSlot.class);
    }

    @Test
    void every_window_has_to_have_room() {
        Limits limits = limits(new Window(Duration.ofSeconds(1), 1), new Window(MINUTE, 2));
        TakenSlot first = (TakenSlot) take(log, Share.INTERACTIVE, limits);
        Duration gone = Duration.ofSeconds(2);
        TakenSlot second = (TakenSlot) log.take(Share.INTERACTIVE, limits, ended(first, gone));
        assertThat(wait(log.take(Share.INTERACTIVE, limits, ended(second, gone))))
                .isBetween(Duration.ofSeconds(30), MINUTE);
    }

    @Test
    void the_sync_may_use_all_but_the_part_of_those_who_wait() {
        Limits limits = limits(new Window(FIVE_MINUTES, 285));
        assertThat(takeAll(Share.WRITE, limits)).isEqualTo(260);
        assertThat(takeAll(Share.READ, limits)).isZero();
        assertThat(takeAll(Share.INTERACTIVE, limits)).isEqualTo(25);
    }

    @Test
    void those_who_wait_may_use_everything() {
        assertThat(takeAll(Share.INTERACTIVE, limits(new Window(FIVE_MINUTES, 285))))
                .isEqualTo(285);
    }

    @Test
    void what_those_who_wait_have_used_is_not_kept_for_them_twice() {
        Limits limits = limits(new Window(FIVE_MINUTES, 285));
        for (int i = 0; i < 25; i++) {
            assertThat(take(log, Share.INTERACTIVE, limits)).isInstanceOf(TakenSlot.class);
        }
        assertThat(takeAll(Share.READ, limits)).isEqualTo(260);
    }

    /** 95 of 285: 8 for those who wait, so 87 for the sync. */
    @Test
    void the_shorter_window_is_shared_in_proportion() {
        assertThat(takeAll(Share.READ, REAL)).isEqualTo(87);
        assertThat(takeAll(Share.INTERACTIVE, REAL)).isEqualTo(8);
    }

    @Test
    void what_was_borrowed_goes_back_to_whose_it_is() {
        Limits limits = limits(new Window(FIVE_MINUTES, 285));
        List<TakenSlot> writes = new ArrayList<>();
        while (take(log, Share.WRITE, limits) instanceof TakenSlot write) {
            writes.add(write);
        }
        assertThat(take(other, Share.READ, limits)).isInstanceOf(Wait.class);
        assertThat(log.take(Share.WRITE, limits, ended(writes.get(0), FIVE_MINUTES)))
                .as("over its share, and a read waits")
                .isInstanceOf(Wait.class);
        assertThat(take(other, Share.READ, limits)).isInstanceOf(TakenSlot.class);
        assertThat(log.take(Share.WRITE, limits, ended(writes.get(1), FIVE_MINUTES)))
                .as("nobody waits any more")
                .isInstanceOf(TakenSlot.class);
    }

    @Test
    void a_pause_holds_for_all() {
        assertThat(log.exceeded(MINUTE, FIVE_MINUTES)).isBetween(Duration.ofSeconds(30), MINUTE);
        for (Share share : Share.values()) {
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
        while (take(log, Share.READ, REAL) instanceof Wait(var time)) {
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
            for (CallLog client : List.of(log, other, log, other, log, other)) {
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

    private static void call(CallLog client, Limits limits, Queue<Long> counted, long until) {
        List<EndedCall> ended = List.of();
        long endedAt = 0;
        Share[] shares = Share.values();
        while (System.nanoTime() < until || counted.size() <= 30) {
            Share share = shares[ThreadLocalRandom.current().nextInt(shares.length)];
            long since = endedAt;
            List<EndedCall> told = ended.stream()
                    .map(each -> new EndedCall(each.call(), Duration.ofNanos(System.nanoTime() - since)))
                    .toList();
            Slot slot = client.take(share, limits, told);
            ended = List.of();
            if (slot instanceof TakenSlot(var call)) {
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

    private int takeAll(Share share, Limits limits) {
        int taken = 0;
        while (take(taken % 2 == 0 ? log : other, share, limits) instanceof TakenSlot) {
            taken++;
        }
        return taken;
    }

    private static Slot take(CallLog log, Share share, Limits limits) {
        return log.take(share, limits, List.of());
    }

    private static List<EndedCall> ended(TakenSlot call, Duration ago) {
        return List.of(new EndedCall(call.call(), ago));
    }

    private static Duration wait(Slot slot) {
        assertThat(slot).isInstanceOf(Wait.class);
        return ((Wait) slot).time();
    }

    private static Limits limits(Window... windows) {
        return new Limits(List.of(windows), LONGEST_CALL);
    }
}
