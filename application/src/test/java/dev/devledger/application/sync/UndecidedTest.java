package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.ConnectorOutages.UndecidedReads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndecidedTest {
    private static final Instant START = Instant.parse("2026-03-31T09:00:00Z");

    private final UndecidedReads undecided = new UndecidedReads(Duration.ofMinutes(3));

    private static Instant after(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void what_two_looks_leave_open_is_told_with_the_thing_and_since_when() {
        undecided.looked(List.of("\"A\" is not shown"), START);
        assertThat(undecided.told()).as("a first look proves little").isNull();
        undecided.looked(List.of("\"B\" is not shown", "\"A\" is not shown"), after(3));
        assertThat(undecided.told()).isEqualTo("undecided since 2026-03-31T09:00:00Z: \"A\" is not shown");
        undecided.looked(List.of("\"A\" is not shown", "\"B\" is not shown"), after(6));
        assertThat(undecided.told()).isEqualTo("undecided since 2026-03-31T09:00:00Z: \"A\" is not shown; and 1 more");
        undecided.looked(List.of(), after(9));
        assertThat(undecided.told()).isNull();
    }

    @Test
    void what_was_decided_in_between_is_new_when_it_is_open_again() {
        undecided.looked(List.of("A"), START);
        undecided.looked(List.of(), after(2));
        undecided.looked(List.of("A"), after(4));
        assertThat(undecided.told()).isNull();
    }

    @Test
    void two_looks_at_once_are_one() {
        undecided.looked(List.of("A"), START);
        undecided.looked(List.of("A"), START);
        undecided.looked(List.of("A"), after(2));
        assertThat(undecided.told()).as("they prove no more than the first").isNull();
        undecided.looked(List.of("A"), after(3));
        assertThat(undecided.told()).isNotNull();
    }

    @Test
    void no_two_looks_are_so_close_that_one_is_told() {
        UndecidedReads atOnce = new UndecidedReads(Duration.ZERO);
        atOnce.looked(List.of("A"), START);
        assertThat(atOnce.told()).isNull();
        atOnce.looked(List.of("A"), after(1));
        assertThat(atOnce.told()).isNotNull();
    }
}
