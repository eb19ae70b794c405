package dev.devledger.adapters.ticktick.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TickTickSettingsTest {
    private final TickTickSettings settings =
            TickTickSettings.of(TickTickSettings.DEFAULT_BUDGET, "1.2", ZoneOffset.UTC);

    /** With five seconds to connect, two requests take 50 of the 60 seconds that a lease lasts. */
    @Test
    void an_answer_may_take_twenty_seconds_and_no_longer() {
        assertThat(settings.answeringWithin(Duration.ofSeconds(20)).callLimit()).isEqualTo(Duration.ofSeconds(25));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.answeringWithin(Duration.ofMillis(20_001)))
                .withMessage("the time limit must be 20s at most,"
                        + " as two requests have to end before another node may take over");
    }

    @Test
    void no_limit_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.answeringWithin(Duration.ZERO))
                .withMessageContaining("a millisecond at least");
    }
}
