package dev.devledger.adapters.dashboard.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.ShownInstant.TimedText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;

class TimedWordsTest {
    @Test
    void where_programs_find_more_is_left_out() {
        assertTold("30 changes wait for your approval: GET /api/sync/approvals", "30 changes wait for your approval");
        assertTold("it waits for your decision: GET /api/sync/conflicts; more", "it waits for your decision; more");
        assertTold("it waits for an approval; see GET /api/sync/approvals", "it waits for an approval");
    }

    @Test
    void instants_are_times() {
        TimedText told = TimedText.of("Devledger goes on at 2026-11-27T09:17:32Z; try later");
        assertThat(told.parts())
                .containsExactly(
                        new TimedText.Part("Devledger goes on at ", null),
                        new TimedText.Part("2026-11-27 09:17:32", Instant.parse("2026-11-27T09:17:32Z")),
                        new TimedText.Part("; try later", null));
    }

    @Test
    void times_are_in_the_zone_of_the_ledger() {
        LocaleContextHolder.setLocaleContext(
                new SimpleTimeZoneAwareLocaleContext(Locale.ENGLISH, TimeZone.getTimeZone("Asia/Kathmandu")));
        try {
            assertTold("until 2026-11-27T23:17:32Z", "until 2026-11-28 05:02:32");
            assertThat(new ShownInstant(Instant.parse("2026-11-27T23:17:32Z"), Instant.EPOCH).clock())
                    .isEqualTo("05:02");
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    @Test
    void a_zone_has_the_name_that_browsers_know() {
        assertThat(Stream.of("Europe/Zurich", "Z", "UTC", "Etc/UTC", "UTC+02:00")
                        .map(ZoneId::of)
                        .map(ShownInstant::nameOf))
                .containsExactly("Europe/Zurich", "UTC", "UTC", "UTC", "+02:00");
    }

    @Test
    void what_only_looks_like_an_instant_stays_as_it_is() {
        assertTold("ended at 0000-00-00T00:00:00Z; try later", "ended at 0000-00-00T00:00:00Z; try later");
        assertTold("at 2026-11-27T09:17:32.1234567891Z", "at 2026-11-27T09:17:32.1234567891Z");
    }

    private static void assertTold(String words, String told) {
        assertThat(TimedText.of(words).parts().stream()
                        .map(TimedText.Part::words)
                        .collect(Collectors.joining()))
                .isEqualTo(told);
    }
}
