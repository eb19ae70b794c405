package dev.devledger.adapters.dashboard.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.Frame.TimerView;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;

class TimerViewTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:30:00Z");

    @BeforeEach
    void in_berlin() {
        LocaleContextHolder.setTimeZone(TimeZone.getTimeZone("Europe/Berlin"));
    }

    @AfterEach
    void anywhere() {
        LocaleContextHolder.resetLocaleContext();
    }

    private static TimerView since(String start) {
        return new TimerView("T-4", "Parse", null, Instant.parse(start), NOW);
    }

    /** The second one began at half past midnight in Berlin, the third one half an hour before it. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-25T08:05:01Z, since 09:05, 1:24:59",
        "2026-11-24T23:30:00Z, since 00:30, 10:00:00",
        "2026-11-24T22:30:00Z, since 24 Nov 23:30, 11:00:00",
        "2026-11-25T09:31:00Z, since 10:31, 0:00:00"
    })
    void it_says_since_when_and_how_long_it_runs(String start, String since, String elapsed) {
        assertThat(since(start).since()).isEqualTo(since);
        assertThat(since(start).elapsed()).isEqualTo(elapsed);
    }

    @Test
    void it_leads_to_what_it_runs_on() {
        assertThat(since("2026-11-25T08:00:00Z").href()).isEqualTo("/tasks/T-4");
        assertThat(new TimerView("P-2", null, null, NOW, NOW).href()).isEqualTo("/projects/P-2");
        assertThat(new TimerView("E-9", null, "Mail", NOW, NOW).href()).isEqualTo("/time");
    }
}
