package dev.devledger.adapters.ticktick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.ticktick.CallBudget.Caller;
import dev.devledger.application.sync.RemoteBudget.Use;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimitTest {
    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofMinutes(1).toNanos());

    @Test
    void the_window_slides() {
        RateLimit limit = limit("2/10s");
        assertThat(call(limit)).isZero();
        pass(Duration.ofSeconds(4));
        assertThat(call(limit)).isZero();
        assertThat(call(limit)).isEqualTo(Duration.ofSeconds(6));
        pass(Duration.ofSeconds(6));
        assertThat(call(limit)).isZero();
        assertThat(call(limit)).isEqualTo(Duration.ofSeconds(4));
        assertThat(limit.use()).containsExactly(new Use(Duration.ofSeconds(10), 2, 2));
        assertThat(limit.sent()).isEqualTo(3);
    }

    @Test
    void a_call_counts_until_a_window_after_its_end() {
        RateLimit limit = limit("1/10s");
        assertThat(limit.start(Caller.INTERACTIVE)).isEmpty();
        pass(Duration.ofSeconds(30));
        assertThat(limit.start(Caller.INTERACTIVE)).contains(Duration.ofSeconds(10));
        limit.ended();
        pass(Duration.ofSeconds(9));
        assertThat(limit.start(Caller.INTERACTIVE)).contains(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(limit.start(Caller.INTERACTIVE)).isEmpty();
    }

    @Test
    void the_sync_leaves_a_share_to_those_who_wait() {
        RateLimit limit = limit("95/60s,285/300s");
        assertThat(manyCalls(limit, Caller.BACKGROUND)).isEqualTo(87);
        assertThat(manyCalls(limit, Caller.INTERACTIVE)).isEqualTo(8);
        pass(Duration.ofSeconds(60));
        assertThat(manyCalls(limit, Caller.BACKGROUND)).isEqualTo(87);
        pass(Duration.ofSeconds(60));
        assertThat(manyCalls(limit, Caller.BACKGROUND)).isEqualTo(285 - 25 - 95 - 87);
        assertThat(manyCalls(limit, Caller.INTERACTIVE)).isEqualTo(95 - (285 - 25 - 95 - 87));
    }

    @Test
    void when_the_limit_is_exceeded_nobody_calls_for_a_minute_then_for_five() {
        RateLimit limit = limit("off");
        assertThat(limit.exceeded()).isEqualTo(Duration.ofMinutes(1));
        pass(Duration.ofSeconds(20));
        assertThat(limit.exceeded()).as("told to a second call under way").isEqualTo(Duration.ofSeconds(40));
        assertThat(call(limit)).isEqualTo(Duration.ofSeconds(40));
        pass(Duration.ofSeconds(40));
        assertThat(call(limit)).isZero();
        assertThat(limit.exceeded()).as("a minute was not enough").isEqualTo(Duration.ofMinutes(5));
        pass(Duration.ofMinutes(10));
        assertThat(limit.exceeded()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void where_windows_are_given_the_shortest_then_the_longest_is_waited_for() {
        RateLimit limit = limit("10/2s,20/7s");
        assertThat(limit.exceeded()).isEqualTo(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(2));
        assertThat(limit.exceeded()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void off_lets_all_through_and_counts() {
        RateLimit limit = limit(" OFF ");
        for (int i = 0; i < 1000; i++) {
            assertThat(call(limit)).isZero();
        }
        assertThat(limit.use()).isEmpty();
        assertThat(limit.sent()).isEqualTo(1000);
    }

    @Test
    void no_window_ever_holds_more_than_its_limit() {
        Random random = new Random(42);
        RateLimit limit = limit("5/1s, 12/4s");
        Deque<Long> calls = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            Duration wait = call(limit);
            if (wait.isZero()) {
                calls.addLast(nanos.get());
            } else if (random.nextInt(4) == 0) {
                pass(wait.minusNanos(1));
                assertThat(call(limit)).as("a call before the time told").isPositive();
                pass(Duration.ofNanos(1));
                assertThat(call(limit)).as("a call at the time told").isZero();
                calls.addLast(nanos.get());
            }
            pass(Duration.ofMillis(random.nextInt(120)));
            assertThat(within(calls, Duration.ofSeconds(1))).isLessThanOrEqualTo(5);
            assertThat(within(calls, Duration.ofSeconds(4))).isLessThanOrEqualTo(12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "95", "95/60", "95/60s;285/300s", "95/60s,", "0/60s", "5/0s", "-1/60s", "a/60s"})
    void what_is_no_budget_is_said_to_be_none(String budget) {
        assertThatThrownBy(() -> limit(budget))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("budget");
    }

    private long within(Deque<Long> calls, Duration window) {
        while (!calls.isEmpty()
                && nanos.get() - calls.getFirst() >= Duration.ofSeconds(4).toNanos()) {
            calls.removeFirst();
        }
        return calls.stream().filter(at -> nanos.get() - at < window.toNanos()).count();
    }

    private static int manyCalls(RateLimit limit, Caller caller) {
        int calls = 0;
        while (limit.start(caller).isEmpty()) {
            limit.ended();
            calls++;
        }
        return calls;
    }

    private static Duration call(RateLimit limit) {
        Duration wait = limit.start(Caller.INTERACTIVE).orElse(Duration.ZERO);
        if (wait.isZero()) {
            limit.ended();
        }
        return wait;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private RateLimit limit(String budget) {
        return new RateLimit(budget, nanos::get);
    }
}
