package dev.devledger.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.domain.shared.Rejection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundingTest {

    @ParameterizedTest
    @CsvSource({
        "15m, 449, 0",
        "15m, 450, 900",
        "15m, 900, 900",
        "15m:nearest, 1349, 900",
        "15m:up, 1, 900",
        "15m:up, 0, 0",
        "15m:up, 900, 900",
        "15m:down, 1799, 900",
        "1h:up, 3601, 7200",
        "6m, 180, 360",
    })
    void each_entry_is_rounded_to_whole_steps(String rounding, long seconds, long expected) {
        assertThat(Rounding.parse(rounding).round(seconds)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 59, 86_399})
    void without_steps_all_stays(long seconds) {
        assertThat(Rounding.NONE.round(seconds)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15", "0m", "-5m", "25h", "15m:sideways", "15M", "1441m", "99999m"})
    void all_else_is_refused_with_what_is_allowed(String text) {
        assertThatThrownBy(() -> Rounding.parse(text))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("15m:up");
    }
}
