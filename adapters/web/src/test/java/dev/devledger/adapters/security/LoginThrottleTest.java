package dev.devledger.adapters.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private Instant now = Instant.EPOCH;
    private final LoginThrottle guesses = new LoginThrottle(() -> now);

    @Test
    void five_in_a_minute_are_enough() {
        for (int i = 0; i < 5; i++) {
            assertThat(guesses.toWait()).isZero();
            guesses.wrong();
            now = now.plusSeconds(1);
        }
        assertThat(guesses.toWait()).isEqualTo(Duration.ofSeconds(55));
        now = now.plusSeconds(55);
        assertThat(guesses.toWait()).isZero();
    }

    @Test
    void a_right_one_forgives() {
        for (int i = 0; i < 4; i++) {
            guesses.wrong();
        }
        guesses.right();
        guesses.wrong();
        assertThat(guesses.toWait()).isZero();
    }
}
