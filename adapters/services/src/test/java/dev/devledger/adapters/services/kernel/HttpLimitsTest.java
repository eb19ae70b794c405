package dev.devledger.adapters.services.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpLimitsTest {
    /** With five seconds to connect, two requests take 50 of the 60 seconds that a lease lasts. */
    @Test
    void an_answer_may_take_twenty_seconds_and_no_longer() {
        assertThat(HttpLimits.STANDARD.answeringWithin(Duration.ofSeconds(20)).call())
                .isEqualTo(Duration.ofSeconds(25));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpLimits.STANDARD.answeringWithin(Duration.ofMillis(20_001)))
                .withMessage("the time limit must be 20s at most,"
                        + " as two requests have to end before another node may take over");
    }

    @Test
    void no_limit_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpLimits.STANDARD.answeringWithin(Duration.ZERO))
                .withMessageContaining("a millisecond at least");
    }
}
