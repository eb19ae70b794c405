package dev.devledger.adapters.dashboard.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.ShownInstant.ShownDuration;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {
    private static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 min",
        "PT59S, 0 min",
        "PT60S, 1 min",
        "PT59M59S, 59 min",
        "PT1H, 1 h",
        "PT23H59M, 23 h",
        "P1D, 1 d",
        "P41DT5H, 41 d"
    })
    void a_time_is_told_in_its_largest_unit(Duration time, String words) {
        assertThat(ShownDuration.between(NOW.minus(time), NOW)).hasToString(words);
    }

    @Test
    void a_clock_that_was_set_back_makes_no_time_below_nothing() {
        assertThat(ShownDuration.between(NOW.plusSeconds(90), NOW)).hasToString("0 min");
        assertThat(new ShownInstant(NOW.plusSeconds(90), NOW).ago()).isEqualTo("just now");
    }

    @Test
    void so_many_days_are_longer_than_as_many_days_only_by_a_second_more() {
        assertThat(new ShownDuration(7 * 86_400).isLongerThanDays(7)).isFalse();
        assertThat(new ShownDuration(7 * 86_400 + 1).isLongerThanDays(7)).isTrue();
    }
}
