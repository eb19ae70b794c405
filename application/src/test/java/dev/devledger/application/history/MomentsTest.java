package dev.devledger.application.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.history.Moments.SettledHead;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final Instant NOW = Instant.parse("2020-01-01T00:00:00Z");

    private final AtomicInteger asked = new AtomicInteger();
    private final Moments moments = new Moments(head(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void a_time_that_is_far_ahead_of_the_clock_is_not_waited_for() {
        assertThatThrownBy(() -> moments.at("as_of", NOW.plusSeconds(60)))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("as_of");
        assertThat(asked).hasValue(1);
    }

    private SettledHead head() {
        return new SettledHead() {
            @Override
            public Head now() {
                return new Head(0, Instant.EPOCH, 0);
            }

            @Override
            public boolean end(Instant time) {
                asked.incrementAndGet();
                return false;
            }

            @Override
            public long positionAt(Instant time) {
                return 0;
            }
        };
    }
}
