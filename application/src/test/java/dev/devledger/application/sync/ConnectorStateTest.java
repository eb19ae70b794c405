package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConnectorStateTest {
    private static final Instant NOW = Instant.parse("2026-03-31T09:00:00Z");

    private static ConnectorState until(Duration fromNow) {
        return new ConnectorState(ConnectorCondition.RATE_LIMITED, "wait", NOW.plus(fromNow), 1);
    }

    @Test
    void a_connector_is_held_until_its_time() {
        assertThat(until(Duration.ofMinutes(5)).pausedUntil(NOW)).isEqualTo(NOW.plusSeconds(300));
        assertThat(until(Duration.ZERO).pausedUntil(NOW)).isNull();
        assertThat(until(Duration.ofSeconds(-1)).pausedUntil(NOW)).isNull();
        assertThat(ConnectorState.IDLE.pausedUntil(NOW)).isNull();
    }

    @Test
    void a_clock_that_was_set_back_does_not_hold_it_for_ever() {
        assertThat(until(Duration.ofDays(2)).pausedUntil(NOW)).isNull();
    }
}
