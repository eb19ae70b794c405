package dev.devledger.adapters.services.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.sync.connector.AwayCallLog;
import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage.Use;
import dev.devledger.application.sync.connector.SharedCallBudget.CallDecision;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CallBudgetTest {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);

    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofMinutes(1).toNanos());

    @Test
    void the_window_slides() {
        CallBudget budget = budget("2/10s");
        assertThat(call(budget)).isZero();
        pass(Duration.ofSeconds(4));
        assertThat(call(budget)).isZero();
        assertThat(call(budget)).isEqualTo(Duration.ofSeconds(6));
        pass(Duration.ofSeconds(6));
        assertThat(call(budget)).isZero();
        assertThat(call(budget)).isEqualTo(Duration.ofSeconds(4));
        assertThat(budget.use()).containsExactly(new Use(Duration.ofSeconds(10), 2, 2));
        assertThat(budget.sent()).isEqualTo(3);
    }

    @Test
    void a_call_counts_until_a_window_after_its_end() {
        CallBudget budget = budget("1/10s");
        CallDecision.Allowed slot = (CallDecision.Allowed) budget.start(CallPurpose.INTERACTIVE);
        pass(Duration.ofSeconds(15));
        assertThat(budget.start(CallPurpose.INTERACTIVE))
                .as("5 s that it can still take, and a window")
                .isEqualTo(new CallDecision.Delayed(Duration.ofSeconds(15)));
        budget.ended(slot);
        pass(Duration.ofSeconds(9));
        assertThat(budget.start(CallPurpose.INTERACTIVE)).isEqualTo(new CallDecision.Delayed(Duration.ofSeconds(1)));
        pass(Duration.ofSeconds(1));
        assertThat(budget.start(CallPurpose.INTERACTIVE)).isInstanceOf(CallDecision.Allowed.class);
    }

    @Test
    void the_sync_leaves_a_share_to_those_who_wait() {
        CallBudget budget = budget("95/60s,285/300s");
        assertThat(manyCalls(budget, CallPurpose.WRITE)).isEqualTo(87);
        assertThat(manyCalls(budget, CallPurpose.INTERACTIVE)).isEqualTo(8);
        pass(Duration.ofSeconds(60));
        assertThat(manyCalls(budget, CallPurpose.WRITE)).isEqualTo(87);
        pass(Duration.ofSeconds(60));
        // 285 less the 182 so far and the 17 that are left of 25 for those who wait.
        assertThat(manyCalls(budget, CallPurpose.WRITE)).isEqualTo(86);
        assertThat(manyCalls(budget, CallPurpose.INTERACTIVE)).isEqualTo(9);
        pass(Duration.ofSeconds(60));
        assertThat(manyCalls(budget, CallPurpose.INTERACTIVE)).isEqualTo(285 - 182 - 95);
    }

    @Test
    void when_the_limit_is_exceeded_nobody_calls_for_a_minute_then_for_five() {
        CallBudget budget = budget("off");
        assertThat(budget.exceeded()).isEqualTo(Duration.ofMinutes(1));
        pass(Duration.ofSeconds(20));
        assertThat(budget.exceeded()).as("told to a second call under way").isEqualTo(Duration.ofSeconds(40));
        assertThat(call(budget)).isEqualTo(Duration.ofSeconds(40));
        pass(Duration.ofSeconds(40));
        assertThat(call(budget)).isZero();
        assertThat(budget.exceeded()).as("a minute was not enough").isEqualTo(Duration.ofMinutes(5));
        pass(Duration.ofMinutes(10));
        assertThat(budget.exceeded()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void where_windows_are_given_the_shortest_then_the_longest_is_waited_for() {
        CallBudget budget = budget("10/2s,20/7s");
        assertThat(budget.exceeded()).isEqualTo(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(2));
        assertThat(budget.exceeded()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void off_lets_all_through_and_counts_without_the_shared_log() {
        CallBudget budget = new CallBudget(" OFF ", LONGEST_CALL, new AwayCallLog(), nanos::get);
        for (int i = 0; i < 1000; i++) {
            assertThat(call(budget)).isZero();
        }
        assertThat(budget.use()).isEmpty();
        assertThat(budget.sent()).isEqualTo(1000);
        assertThat(budget.exceeded()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void nobody_calls_while_the_shared_log_is_away() {
        CallBudget budget = new CallBudget("95/60s,285/300s", LONGEST_CALL, new AwayCallLog(), nanos::get);
        assertThatThrownBy(() -> budget.start(CallPurpose.INTERACTIVE))
                .isInstanceOf(SharedCallBudget.Unavailable.class);
        assertThat(budget.sent()).isZero();
        assertThat(budget.exceeded()).as("kept here at least").isEqualTo(Duration.ofMinutes(1));
        assertThat(budget.start(CallPurpose.INTERACTIVE)).isEqualTo(new CallDecision.Delayed(Duration.ofMinutes(1)));
    }

    /** Its own is not used up by that: whoever waits is told whose limit it is. */
    @Test
    void a_pause_that_another_node_was_told_of_is_the_services_own_limit_here_too() {
        MemoryCallBudget shared = new MemoryCallBudget(nanos::get);
        CallBudget one = new CallBudget("2/10s", LONGEST_CALL, shared, nanos::get);
        CallBudget another = new CallBudget("2/10s", LONGEST_CALL, shared, nanos::get);
        one.exceeded(Duration.ofSeconds(30), Duration.ofMinutes(5));
        assertThat(another.start(CallPurpose.READ)).isEqualTo(new CallDecision.Delayed(Duration.ofSeconds(30)));
        assertThat(another.isLimitedByService()).isTrue();
        pass(Duration.ofSeconds(30));
        assertThat(another.isLimitedByService()).isFalse();
        assertThat(call(another)).isZero();
        assertThat(call(another)).isZero();
        assertThat(call(another)).isPositive();
        assertThat(another.isLimitedByService()).as("that is our own budget").isFalse();
    }

    @Test
    void no_window_ever_holds_more_than_its_limit() {
        Random random = new Random(42);
        CallBudget budget = budget("5/1s, 12/4s");
        Deque<Long> calls = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            Duration wait = call(budget);
            if (wait.isZero()) {
                calls.addLast(nanos.get());
            } else if (random.nextInt(4) == 0) {
                pass(wait.minusNanos(1));
                assertThat(call(budget)).as("a call before the time told").isPositive();
                pass(Duration.ofNanos(1));
                assertThat(call(budget)).as("a call at the time told").isZero();
                calls.addLast(nanos.get());
            }
            pass(Duration.ofMillis(random.nextInt(120)));
            assertThat(within(calls, Duration.ofSeconds(1))).isLessThanOrEqualTo(5);
            assertThat(within(calls, Duration.ofSeconds(4))).isLessThanOrEqualTo(12);
        }
    }

    private void told(CallBudget budget, int limit, int remaining, long secondsUntilReset) {
        CallBudget.ServiceLimit told = new CallBudget.ServiceLimit(
                limit, remaining, Duration.ofMinutes(1), Duration.ofSeconds(secondsUntilReset));
        budget.learn(told, budget.sent());
    }

    @Test
    void a_lower_limit_than_ours_becomes_ours_and_a_higher_one_does_not() {
        CallBudget budget = budget("80/60s,200/120s,20/10s");
        told(budget, 1_000, 999, 60);
        assertThat(budget.use()).extracting(Use::limit).containsExactly(80, 200, 20);
        told(budget, 30, 29, 60);
        assertThat(budget.use()).extracting(Use::limit).containsExactly(30, 60, 20);
        told(budget, 100, 99, 60);
        assertThat(budget.use()).extracting(Use::limit).containsExactly(80, 200, 20);
    }

    @Test
    void what_others_used_up_is_not_there_for_us() {
        for (String setting : List.of("80/60s", "off")) {
            CallBudget budget = budget(setting);
            assertThat(call(budget)).isZero();
            told(budget, 100, 10, 40);
            assertThat(manyCalls(budget, CallPurpose.READ))
                    .as("8 are for those who wait")
                    .isEqualTo(2);
            assertThat(manyCalls(budget, CallPurpose.INTERACTIVE)).isEqualTo(8);
            assertThat(call(budget)).isEqualTo(Duration.ofSeconds(40));
            pass(Duration.ofSeconds(40));
            assertThat(call(budget)).as("it counts anew").isZero();
        }
    }

    @Test
    void an_answer_that_was_overtaken_gives_nothing_back() {
        CallBudget budget = budget("80/60s");
        assertThat(call(budget)).isZero();
        told(budget, 100, 0, 40);
        told(budget, 100, 1, 40);
        assertThat(call(budget)).isEqualTo(Duration.ofSeconds(40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "95", "95/60", "95/60s;285/300s", "95/60s,", "0/60s", "5/0s", "-1/60s", "a/60s"})
    void what_is_no_budget_is_said_to_be_none(String budget) {
        assertThatThrownBy(() -> budget(budget))
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

    private static int manyCalls(CallBudget budget, CallPurpose share) {
        int calls = 0;
        while (budget.start(share) instanceof CallDecision.Allowed slot) {
            budget.ended(slot);
            calls++;
        }
        return calls;
    }

    private static Duration call(CallBudget budget) {
        return switch (budget.start(CallPurpose.INTERACTIVE)) {
            case CallDecision.Delayed(var time) -> time;
            case CallDecision.Allowed slot -> {
                budget.ended(slot);
                yield Duration.ZERO;
            }
        };
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private CallBudget budget(String budget) {
        return new CallBudget(budget, LONGEST_CALL, new MemoryCallBudget(nanos::get), nanos::get);
    }
}
