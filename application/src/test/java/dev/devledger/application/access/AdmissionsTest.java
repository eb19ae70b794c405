package dev.devledger.application.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.access.RequestLimiter.Admission;
import dev.devledger.application.access.RequestLimiter.Admission.In;
import dev.devledger.application.access.RequestLimiter.Admission.Kind;
import dev.devledger.application.access.RequestLimiter.Admission.TooMany;
import dev.devledger.application.access.RequestLimiter.Limit;
import dev.devledger.application.access.RequestLimiter.Limit.CallerLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionsTest {
    private static final String CALLER = "a token";

    /** The time now, at the beginning of a slot. */
    private final AtomicLong now = new AtomicLong(Duration.ofDays(1).toNanos());

    private final MemoryPermits permits = new MemoryPermits(now::get);
    private final List<RequestLimiter> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(RequestLimiter::close);
    }

    private RequestLimiter on(MemoryPermits.Node node, String requests, String atOnce) {
        CallerLimits limits = new CallerLimits(Limit.of(requests), Limit.of(atOnce));
        RequestLimiter admissions = new RequestLimiter(limits, node, now::get, Duration.ZERO);
        open.add(admissions);
        return admissions;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static boolean runs(RequestLimiter node) {
        if (node.admit(CALLER) instanceof In in) {
            in.close();
            return true;
        }
        return false;
    }

    private static int runs(RequestLimiter node, int many) {
        int in = 0;
        for (int i = 0; i < many; i++) {
            in += runs(node) ? 1 : 0;
        }
        return in;
    }

    @Test
    void a_thousand_requests_in_a_row_cost_few_steps_among_the_nodes() {
        MemoryPermits.Node node = permits.node();
        assertThat(runs(on(node, "1200", "20"), 1_000)).isEqualTo(1_000);
        assertThat(node.steps).hasValueLessThanOrEqualTo(25);
    }

    @Test
    void who_comes_steadily_costs_a_step_in_ten_seconds() {
        MemoryPermits.Node node = permits.node();
        RequestLimiter steady = on(node, "1200", "20");
        for (int i = 0; i < 60; i++) {
            assertThat(runs(steady, 10)).isEqualTo(10);
            steady.tidy();
            pass(Duration.ofSeconds(1));
        }
        assertThat(node.steps).as("the renewals of its place are steps as well").hasValueLessThanOrEqualTo(30);
    }

    @Test
    void two_nodes_let_in_what_one_would() {
        RequestLimiter one = on(permits.node(), "60", "off");
        RequestLimiter two = on(permits.node(), "60", "off");
        int in = 0;
        for (int i = 0; i < 100; i++) {
            in += runs(i % 2 == 0 ? one : two) ? 1 : 0;
        }
        assertThat(in).isEqualTo(60);
        TooMany refused = (TooMany) one.admit(CALLER);
        assertThat(refused.kind()).isEqualTo(Kind.REQUESTS);
        assertThat(refused.limit().most()).isEqualTo(60);
        assertThat(refused.after()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
        assertThat(one.admit("another token")).isInstanceOf(In.class);
    }

    @Test
    void in_no_minute_are_there_more_than_allowed() {
        RequestLimiter one = on(permits.node(), "60", "off");
        RequestLimiter two = on(permits.node(), "60", "off");
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            if (runs(i % 3 == 0 ? one : two)) {
                times.add(now.get());
            }
            pass(Duration.ofMillis(97 + i % 7));
        }
        for (int i = 60; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 60))
                    .isGreaterThan(Duration.ofMinutes(1).toNanos());
        }
        assertThat(times.size())
                .as("of five minutes, of which each may be ten seconds longer")
                .isGreaterThan(240);
    }

    @Test
    void who_goes_on_in_spite_of_a_refusal_costs_a_step_a_second_and_is_told_to_wait_for_less() {
        MemoryPermits.Node node = permits.node();
        RequestLimiter busy = on(node, "10", "off");
        assertThat(runs(busy, 20)).isEqualTo(10);
        TooMany first = (TooMany) busy.admit(CALLER);
        int steps = node.steps.get();
        pass(Duration.ofMillis(500));
        assertThat(runs(busy, 100)).isZero();
        assertThat(node.steps).hasValue(steps);
        assertThat(((TooMany) busy.admit(CALLER)).after())
                .isEqualTo(first.after().minusMillis(500));
        pass(first.after());
        assertThat(runs(busy)).isTrue();
    }

    @Test
    void as_many_at_once_as_allowed_on_all_nodes_together() {
        RequestLimiter one = on(permits.node(), "off", "2");
        RequestLimiter two = on(permits.node(), "off", "2");
        In first = (In) one.admit(CALLER);
        In second = (In) two.admit(CALLER);
        TooMany refused = (TooMany) two.admit(CALLER);
        assertThat(refused.kind()).isEqualTo(Kind.AT_ONCE);
        assertThat(refused.after()).isEqualTo(Duration.ofSeconds(1));
        first.close();
        assertThat(one.admit(CALLER)).as("the place is still here").isInstanceOf(In.class);
        second.close();
        second.close();
        assertThat(two.admit(CALLER)).isInstanceOf(In.class);
        assertThat(two.admit(CALLER)).isInstanceOf(TooMany.class);
    }

    @Test
    void an_idle_place_goes_back() {
        RequestLimiter one = on(permits.node(), "off", "2");
        RequestLimiter two = on(permits.node(), "off", "2");
        In first = (In) one.admit(CALLER);
        In second = (In) one.admit(CALLER);
        first.close();
        assertThat(one.tidy()).isTrue();
        assertThat(two.admit(CALLER)).as("it was just used").isInstanceOf(TooMany.class);
        pass(CallerLimitState.IDLE);
        assertThat(one.tidy()).isTrue();
        assertThat(two.admit(CALLER)).isInstanceOf(In.class);
        second.close();
        pass(CallerLimitState.IDLE);
        assertThat(one.tidy()).as("whether it holds anything").isFalse();
    }

    @Test
    void a_place_in_use_is_kept_however_long_it_takes_and_that_of_a_node_that_died_is_free_again() {
        MemoryPermits.Node alive = permits.node();
        RequestLimiter one = on(alive, "off", "2");
        RequestLimiter dead = on(permits.node(), "off", "2");
        RequestLimiter other = on(permits.node(), "off", "2");
        assertThat(one.admit(CALLER)).isInstanceOf(In.class);
        assertThat(dead.admit(CALLER)).isInstanceOf(In.class);
        for (int i = 0; i < 15; i++) {
            pass(Duration.ofSeconds(1));
            assertThat(one.tidy()).isTrue();
        }
        assertThat(alive.steps).as("renewed each five seconds").hasValue(4);
        assertThat(other.admit(CALLER))
                .as("that of the one that said nothing more")
                .isInstanceOf(In.class);
        assertThat(other.admit(CALLER)).isInstanceOf(TooMany.class);
    }

    @Test
    void a_node_that_stops_gives_all_back() {
        RequestLimiter one = on(permits.node(), "off", "2");
        assertThat(one.admit(CALLER)).isInstanceOf(In.class);
        assertThat(permits.held(CALLER)).isEqualTo(1);
        one.close();
        assertThat(permits.held(CALLER)).isZero();
    }

    @Test
    void who_waits_gets_the_place_of_one_who_leaves() {
        CallerLimits one = new CallerLimits(Limit.OFF, new Limit(1));
        RequestLimiter node = new RequestLimiter(one, permits.node(), now::get, Duration.ofMinutes(1));
        open.add(node);
        In first = (In) node.admit(CALLER);
        CompletableFuture<Admission> waiting = CompletableFuture.supplyAsync(() -> node.admit(CALLER));
        first.close();
        assertThat(waiting.join()).isInstanceOf(In.class);
    }

    @Test
    void while_nobody_can_be_asked_all_come_in() {
        RequestLimiter node = on(permits.node(), "1", "1");
        permits.away = true;
        for (int i = 0; i < 10; i++) {
            assertThat(node.admit(CALLER)).isInstanceOf(In.class);
        }
        permits.away = false;
        assertThat(node.admit(CALLER)).as("for a second nobody is asked").isInstanceOf(In.class);
        pass(Duration.ofSeconds(1));
        assertThat(node.admit(CALLER)).isInstanceOf(TooMany.class);
    }

    @Test
    void what_is_off_costs_nothing() {
        MemoryPermits.Node node = permits.node();
        assertThat(runs(on(node, "off", "off"), 100)).isEqualTo(100);
        assertThat(node.steps).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "many", "1234567890", "OFF"})
    void a_limit_that_is_none(String text) {
        assertThatThrownBy(() -> Limit.of(text)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Limit.of("60")).isEqualTo(new Limit(60)).hasToString("60");
        assertThat(Limit.of("off")).isEqualTo(Limit.OFF).hasToString("off");
    }
}
