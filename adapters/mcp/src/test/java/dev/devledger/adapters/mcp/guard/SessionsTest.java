package dev.devledger.adapters.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.MovedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Duration TOO_LONG = Sessions.IDLE.plusSeconds(1);

    private final MovedClock clock = new MovedClock();
    private final Sessions sessions = new Sessions(clock);

    private void open(String principal, String id) {
        assertThat(sessions.reserve(principal)).isTrue();
        sessions.opened(principal, id);
    }

    @Test
    void only_who_opened_it_enters() {
        open("one", "a");
        assertThat(sessions.enter("a", "one")).isTrue();
        assertThat(sessions.enter("a", "two")).isFalse();
        assertThat(sessions.enter("b", "one")).isFalse();
    }

    @Test
    void it_is_idle_thirty_minutes_after_it_was_last_used() {
        open("one", "a");
        clock.pass(Sessions.IDLE);
        assertThat(sessions.enter("a", "one")).isTrue();
        sessions.leave("a");
        clock.pass(Sessions.IDLE);
        assertThat(sessions.dropIdle()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(sessions.enter("a", "one")).isFalse();
        assertThat(sessions.dropIdle()).containsExactly("a");
        assertThat(sessions.dropIdle()).isEmpty();
    }

    @Test
    void it_is_not_idle_while_something_runs_in_it() {
        open("one", "a");
        sessions.enter("a", "one");
        sessions.enter("a", "one");
        sessions.leave("a");
        clock.pass(TOO_LONG);
        assertThat(sessions.dropIdle()).isEmpty();
        sessions.leave("a");
        assertThat(sessions.dropIdle()).as("it was just used").isEmpty();
        clock.pass(TOO_LONG);
        assertThat(sessions.dropIdle()).containsExactly("a");
    }

    @Test
    void one_has_fifty_at_most_those_included_that_are_being_opened() {
        for (int i = 1; i < Sessions.MOST_OF_ONE; i++) {
            open("one", "one-" + i);
        }
        assertThat(sessions.reserve("one")).isTrue();
        assertThat(sessions.reserve("one")).isFalse();
        assertThat(sessions.reserve("two")).isTrue();
        sessions.opened("one", null);
        assertThat(sessions.reserve("one")).as("the one before came to nothing").isTrue();
        sessions.opened("one", "one-50");
        sessions.drop("one-1");
        assertThat(sessions.reserve("one")).isTrue();
    }

    @Test
    void there_are_a_thousand_at_most() {
        for (int i = 0; i < Sessions.MOST; i++) {
            open("principal " + i / Sessions.MOST_OF_ONE, "session " + i);
        }
        assertThat(sessions.reserve("another")).isFalse();
        clock.pass(TOO_LONG);
        assertThat(sessions.dropIdle()).hasSize(Sessions.MOST);
        assertThat(sessions.reserve("another")).isTrue();
    }

    @Test
    void who_leaves_what_has_ended_does_no_harm() {
        open("one", "a");
        sessions.enter("a", "one");
        sessions.drop("a");
        sessions.leave("a");
        assertThat(sessions.enter("a", "one")).isFalse();
    }
}
