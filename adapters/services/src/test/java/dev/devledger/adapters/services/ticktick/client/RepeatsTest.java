package dev.devledger.adapters.services.ticktick.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Denied;
import dev.devledger.adapters.services.ticktick.client.Outcome.NoReadableAnswer;
import dev.devledger.adapters.services.ticktick.client.Outcome.NotFound;
import dev.devledger.adapters.services.ticktick.client.Outcome.NothingDone;
import dev.devledger.adapters.services.ticktick.client.TickTickClient.Repeats;
import dev.devledger.adapters.services.ticktick.client.TickTickClient.TickTickApi;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RepeatsTest {
    private static final Endpoint READ = TickTickApi.task("p1", "t1");
    private static final Endpoint DELETE = TickTickApi.deleteTask("p1", "t1");
    private static final Answered DONE = new Answered("");
    private static final NoReadableAnswer PASSING = new NoReadableAnswer("", "no answer", true);
    private static final NoReadableAnswer LASTING =
            new NoReadableAnswer("unknown_exception", "TickTick answered 500", false);
    private static final NothingDone AWAY = NothingDone.unreachable("no connection");
    private static final NothingDone LIMITED =
            new NothingDone(NotSentReason.RATE_LIMITED, "the budget is used up", Duration.ofMinutes(1));

    private final Repeats repeats = new Repeats(tries -> 0L, Duration.ofMinutes(1));
    private final Deque<Outcome> outcomes = new ArrayDeque<>();

    @AfterEach
    void notInterrupted() {
        Thread.interrupted();
    }

    @Test
    void a_read_is_tried_three_times() {
        assertThat(call(READ, PASSING, AWAY, DONE)).isEqualTo(DONE);
        assertThat(call(READ, PASSING, AWAY, PASSING, DONE)).isEqualTo(NothingDone.unreachable("no answer"));
        assertThat(outcomes).containsExactly(DONE);
    }

    @Test
    void what_will_not_pass_is_not_tried_again() {
        for (Outcome outcome : List.of(DONE, LASTING, LIMITED, new NotFound(), new Denied("x", "no"))) {
            assertThat(call(READ, outcome, DONE)).isEqualTo(outcome);
            assertThat(outcomes).hasSize(1);
        }
        assertThat(call(READ, PASSING, LIMITED, DONE)).isEqualTo(LIMITED);
    }

    @Test
    void an_absolute_write_is_tried_again() {
        for (Endpoint endpoint : List.of(DELETE, TickTickApi.move(), TickTickApi.deleteProject("p1"))) {
            assertThat(call(endpoint, PASSING, AWAY, DONE)).isEqualTo(DONE);
            assertThat(outcomes).isEmpty();
        }
    }

    @Test
    void what_an_earlier_try_may_have_done_stays_open() {
        assertThat(call(DELETE, PASSING, AWAY, AWAY)).isEqualTo(PASSING);
        assertThat(call(DELETE, PASSING, LIMITED)).isEqualTo(PASSING);
        assertThat(call(DELETE, AWAY, PASSING, new Denied("x", "no"))).isEqualTo(PASSING);
        assertThat(call(DELETE, PASSING, new NotFound())).isEqualTo(PASSING);
        assertThat(call(DELETE, AWAY, AWAY, AWAY)).isEqualTo(AWAY);
        assertThat(call(DELETE, AWAY, LIMITED)).isEqualTo(LIMITED);
    }

    static Stream<Endpoint> once() {
        return Stream.of(
                TickTickApi.createTask(),
                TickTickApi.updateTask("t1"),
                TickTickApi.completeTask("p1", "t1"),
                TickTickApi.batch(),
                TickTickApi.createProject(),
                TickTickApi.updateProject("p1"));
    }

    @ParameterizedTest
    @MethodSource("once")
    void any_other_write_is_sent_once(Endpoint endpoint) {
        assertThat(call(endpoint, PASSING, DONE)).isEqualTo(PASSING);
        assertThat(call(endpoint, AWAY, DONE)).isEqualTo(AWAY);
    }

    @Test
    void the_time_of_one_call_is_all_there_is() {
        Repeats hasty = new Repeats(tries -> 0L, Duration.ofNanos(1));
        outcomes.addAll(List.of(PASSING, DONE));
        assertThat(hasty.call(READ, outcomes::remove)).isEqualTo(NothingDone.unreachable("no answer"));
    }

    @Test
    void an_interrupt_ends_the_tries() {
        Repeats patient = new Repeats(tries -> 60_000L, Duration.ofMinutes(1));
        outcomes.addAll(List.of(PASSING, DONE));
        Thread.currentThread().interrupt();
        assertThat(patient.call(READ, outcomes::remove)).isEqualTo(NothingDone.unreachable("no answer"));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        outcomes.clear();
        outcomes.addAll(List.of(PASSING, DONE));
        assertThat(patient.call(DELETE, outcomes::remove)).isEqualTo(PASSING);
    }

    private Outcome call(Endpoint endpoint, Outcome... inOrder) {
        outcomes.clear();
        outcomes.addAll(List.of(inOrder));
        return repeats.call(endpoint, outcomes::remove);
    }
}
