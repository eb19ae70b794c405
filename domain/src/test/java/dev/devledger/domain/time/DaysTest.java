package dev.devledger.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaysTest {

    @ParameterizedTest
    @CsvSource({
        "Europe/Madrid, 2026-03-29, PT23H",
        "Europe/Madrid, 2026-10-25, PT25H",
        "America/Los_Angeles, 2026-03-08, PT23H",
        "America/Los_Angeles, 2026-11-01, PT25H",
        "Australia/Lord_Howe, 2026-10-04, PT23H30M",
        "Australia/Lord_Howe, 2026-04-05, PT24H30M",
        "Europe/Madrid, 2026-03-30, PT24H",
    })
    void a_day_is_as_long_as_it_is(String zone, LocalDate day, Duration length) {
        Days days = new Days(ZoneId.of(zone));
        assertThat(days.length(day)).isEqualTo(length);
        assertThat(days.parts(days.begin(day), days.begin(day.plusDays(1))))
                .containsExactly(new Days.Part(day, days.begin(day), days.begin(day.plusDays(1))));
    }

    @Test
    void a_night_is_on_two_days() {
        Instant evening = Instant.parse("2026-03-28T22:30:00Z");
        Instant midnight = Instant.parse("2026-03-28T23:00:00Z");
        Instant morning = Instant.parse("2026-03-29T01:30:00Z");
        assertThat(new Days(ZoneId.of("Europe/Madrid")).parts(evening, morning))
                .containsExactly(
                        new Days.Part(LocalDate.of(2026, 3, 28), evening, midnight),
                        new Days.Part(LocalDate.of(2026, 3, 29), midnight, morning));
    }

    @Test
    void no_time_is_on_the_day_on_which_it_starts() {
        Instant noon = Instant.parse("2026-03-28T12:00:00Z");
        Days days = new Days(ZoneId.of("Europe/Madrid"));
        assertThat(days.parts(noon, noon)).extracting(Days.Part::seconds).containsExactly(0L);
        assertThat(days.parts(noon, noon.minusSeconds(5)))
                .extracting(Days.Part::seconds)
                .containsExactly(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Madrid", "America/Los_Angeles", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"})
    void the_days_of_a_time_have_all_its_seconds(String zone) {
        Days days = new Days(ZoneId.of(zone));
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Instant start = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(31_536_000));
            Instant end = start.plusSeconds(random.nextInt(400_000));
            List<Days.Part> parts = days.parts(start, end);
            assertThat(parts.stream().mapToLong(Days.Part::seconds).sum())
                    .isEqualTo(Duration.between(start, end).toSeconds());
            for (Days.Part part : parts) {
                assertThat(LocalDate.ofInstant(part.start(), days.zone())).isEqualTo(part.day());
                assertThat(Duration.ofSeconds(part.seconds())).isLessThanOrEqualTo(days.length(part.day()));
            }
        }
    }
}
