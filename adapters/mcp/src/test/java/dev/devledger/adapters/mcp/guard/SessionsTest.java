package dev.devledger.adapters.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.MovedClock;
import dev.devledger.adapters.mcp.guard.Sessions.Place;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Duration TOO_LONG = Sessions.IDLE.plusSeconds(1);

    private final MovedClock clock = new MovedClock();
    private final Sessions sessions = new Sessions(clock);

    private void open(String principal, String id) {
        assertThat(sessions.reserve(principal)).isEqualTo(new Place(true, List.of()));
        sessions.opened(principal, null, false, id);
    }

    private void openAndStay(String principal, String id) {
        open(principal, id);
        assertThat(sessions.enter(id, principal)).isTrue();
    }

    private void hasNoPlaceFor(String principal) {
        assertThat(sessions.reserve(principal)).isEqualTo(new Place(false, List.of()));
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
            openAndStay("one", "one-" + i);
        }
        assertThat(sessions.reserve("one").free()).isTrue();
        hasNoPlaceFor("one");
        assertThat(sessions.reserve("two").free()).isTrue();
        sessions.opened("one", null, false, null);
        assertThat(sessions.reserve("one").free())
                .as("the one before came to nothing")
                .isTrue();
        sessions.opened("one", null, false, "one-50");
        sessions.enter("one-50", "one");
        hasNoPlaceFor("one");
        sessions.drop("one-1");
        assertThat(sessions.reserve("one").free()).isTrue();
    }

    @Test
    void of_fifty_the_one_that_is_idle_longest_gives_way() {
        open("two", "longer than all");
        for (int i = 1; i <= Sessions.MOST_OF_ONE; i++) {
            clock.pass(Duration.ofSeconds(1));
            open("one", "one-" + i);
        }
        clock.pass(Duration.ofSeconds(1));
        sessions.enter("one-1", "one");
        sessions.leave("one-1");
        sessions.enter("one-2", "one");
        assertThat(sessions.reserve("one"))
                .as("the first was just used, in the second something runs, and the other one's is not touched")
                .isEqualTo(new Place(true, List.of("one-3")));
        sessions.opened("one", null, false, "one-51");
        assertThat(sessions.enter("one-3", "one")).isFalse();
        assertThat(sessions.reserve("one").gone()).containsExactly("one-4");
        assertThat(sessions.isOpen("longer than all")).isTrue();
    }

    @Test
    void ten_thousand_that_are_forgotten_leave_fifty() {
        Set<String> open = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            clock.pass(Duration.ofMillis(1));
            Place place = sessions.reserve("one");
            assertThat(place.free()).isTrue();
            sessions.opened("one", null, false, "session " + i);
            open.add("session " + i);
            place.gone().forEach(open::remove);
        }
        assertThat(open).hasSize(Sessions.MOST_OF_ONE).contains("session 9999", "session 9950");
        assertThat(open).allMatch(sessions::isOpen);
    }

    @Test
    void there_are_a_thousand_at_most() {
        for (int i = 0; i < Sessions.MOST; i++) {
            openAndStay("principal " + i / Sessions.MOST_OF_ONE, "session " + i);
        }
        hasNoPlaceFor("another");
        sessions.leave("session 7");
        assertThat(sessions.reserve("another").gone()).containsExactly("session 7");
        sessions.opened("another", null, false, null);
        for (int i = 0; i < Sessions.MOST; i++) {
            sessions.leave("session " + i);
        }
        clock.pass(TOO_LONG);
        assertThat(sessions.dropIdle()).hasSize(Sessions.MOST - 1);
        open("another", "at last");
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
