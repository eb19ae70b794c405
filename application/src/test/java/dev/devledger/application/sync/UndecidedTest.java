package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndecidedTest {
    private static final Instant START = Instant.parse("2026-03-31T09:00:00Z");

    private final Undecided undecided = new Undecided(Duration.ofMinutes(3));

    private static Instant after(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void what_look_after_look_leaves_open_is_told_with_the_thing_and_since_when() {
        undecided.looked(List.of("\"A\" is not shown"), START);
        assertThat(undecided.told(after(1))).isNull();
        undecided.looked(List.of("\"B\" is not shown", "\"A\" is not shown"), after(4));
        assertThat(undecided.told(after(4))).isEqualTo("undecided since 2026-03-31T09:00:00Z: \"A\" is not shown");
        undecided.looked(List.of("\"A\" is not shown", "\"B\" is not shown"), after(8));
        assertThat(undecided.told(after(8)))
                .isEqualTo("undecided since 2026-03-31T09:00:00Z: \"A\" is not shown; and 1 more");
        undecided.looked(List.of(), after(9));
        assertThat(undecided.told(after(60))).isNull();
    }

    @Test
    void what_is_open_again_begins_anew() {
        undecided.looked(List.of("A"), START);
        undecided.looked(List.of(), after(2));
        undecided.looked(List.of("A"), after(4));
        assertThat(undecided.told(after(6))).isNull();
    }
}
