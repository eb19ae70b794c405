package dev.devledger.adapters.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.SyncPage.CallHours;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.sync.memory.Cycles.HourOfCalls;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallHoursTest {
    private static final Instant NOW = Instant.parse("2026-11-22T17:20:00Z");

    private static HourOfCalls calls(String hour, long calls) {
        return new HourOfCalls("ticktick", Instant.parse(hour), calls);
    }

    private static Instant hour(String begin) {
        return Instant.parse(begin);
    }

    private static String page(CallHours calls) {
        return new String(Templates.render("dashboard/calls.jte", calls), StandardCharsets.UTF_8);
    }

    @Test
    void the_last_of_24_hours_is_the_one_that_runs_and_the_fullest_is_as_high_as_the_picture() {
        CallHours calls = CallHours.of(
                List.of(
                        calls("2026-11-21T18:00:00Z", 1),
                        calls("2026-11-22T03:00:00Z", 280),
                        calls("2026-11-22T17:00:00Z", 140)),
                NOW);

        assertThat(CallHours.first(NOW)).isEqualTo("2026-11-21T18:00:00Z");
        assertThat(calls.hours()).hasSize(24);
        assertThat(calls.hours().getFirst())
                .isEqualTo(new CallHours.Hour(hour("2026-11-21T18:00:00Z"), 1, "0.00%", "3.33%", 2));
        assertThat(calls.hours().getLast())
                .isEqualTo(new CallHours.Hour(hour("2026-11-22T17:00:00Z"), 140, "95.83%", "3.33%", 14));
        assertThat(calls.hours().get(9))
                .isEqualTo(new CallHours.Hour(hour("2026-11-22T03:00:00Z"), 280, "37.50%", "3.33%", 28));
        assertThat(calls.hours().get(9).y()).isZero();
        assertThat(calls.full()).extracting(CallHours.Hour::clock).containsExactly("17:00", "03:00", "18:00");
        assertThat(calls.words()).isEqualTo("421 calls in the last 24 hours. Busiest hour: 280 calls");
        assertThat(page(calls))
                .contains("<title>1 call from 18:00</title>", "<title>0 calls from 19:00</title>")
                .contains("280 calls, from <time datetime=\"2026-11-22T03:00:00Z\">03:00</time>.</p>")
                .contains("<th scope=\"row\"><time datetime=\"2026-11-22T03:00:00Z\">03:00</time></th><td>280</td>")
                .doesNotContain("<td>0</td>");
    }

    @Test
    void a_day_without_calls_is_told_and_has_no_picture() {
        assertThat(page(CallHours.of(List.of(), NOW)))
                .contains("No calls in the last 24 hours.")
                .doesNotContain("<svg", "<table");
    }
}
