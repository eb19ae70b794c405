package dev.devledger.adapters.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.health.SyncGauges.Looks;
import dev.devledger.application.sync.memory.PendingWork.SyncLag.Lag;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LooksTest {
    private long nanos = Long.MAX_VALUE; // such a clock may start anywhere, and goes over to negative values
    private int asked;
    private boolean away;

    private final Looks looks = new Looks(
            () -> {
                asked++;
                if (away) {
                    nanos += Duration.ofSeconds(5).toNanos();
                    throw new IllegalStateException("away");
                }
                return new Looks.Look(new Lag(asked, Duration.ZERO, 0, null), List.of());
            },
            () -> nanos);

    @Test
    void one_look_serves_a_whole_scrape_and_no_other() {
        assertThat(pending()).isEqualTo(1);
        nanos += Looks.GOOD_FOR.toNanos() - 1;
        assertThat(pending()).isEqualTo(1);
        nanos += 1;
        assertThat(pending()).isEqualTo(2);
    }

    @Test
    void a_scrape_waits_once_for_a_database_that_is_away() {
        away = true;
        assertThat(looks.newest()).isEmpty();
        assertThat(looks.newest()).isEmpty();
        assertThat(asked).isEqualTo(1);

        away = false;
        nanos += Looks.GOOD_FOR.toNanos();
        assertThat(pending()).isEqualTo(2);
    }

    private int pending() {
        return looks.newest().orElseThrow().lag().pending();
    }
}
