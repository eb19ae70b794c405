package dev.devledger.adapters.dashboard.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.time.DayView.CalendarDay;
import dev.devledger.adapters.dashboard.time.DayView.DayStrip;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.WorkingDays.LoggedEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayStripTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final CalendarDay DAY = new CalendarDay(LocalDate.parse("2026-11-25"), BERLIN);

    /** By the clock of Berlin. */
    private static LoggedEntry logged(int key, String from, String to) {
        return new LoggedEntry(new TimeEntryKey(key), at(from), at(to));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    private static DayStrip strip(CalendarDay day, LoggedEntry... logged) {
        return DayStrip.of(day, List.of(logged), List.of(), List.of());
    }

    @Test
    void a_day_is_shown_from_seven_to_seven() {
        DayStrip strip = strip(DAY, logged(1, "2026-11-25T10:00:00", "2026-11-25T13:00:00"));
        assertThat(strip.bars().getFirst().x()).isEqualTo("25.000%");
        assertThat(strip.bars().getFirst().share()).isEqualTo("25.000%");
        assertThat(strip.bars().getFirst().words()).isEqualTo("E-1: 10:00–13:00 (3 h)");
        assertThat(strip.hours().stream().map(DayStrip.Hour::word)).containsExactly("07", "09", "11", "13", "15", "17");
    }

    @Test
    void what_overlaps_stands_below_each_other_and_what_does_not_stands_in_a_line() {
        DayStrip strip = strip(
                DAY,
                logged(3, "2026-11-25T11:00:00", "2026-11-25T12:00:00"),
                logged(1, "2026-11-25T08:00:00", "2026-11-25T10:00:00"),
                logged(2, "2026-11-25T09:00:00", "2026-11-25T11:30:00"));
        assertThat(strip.bars().stream().map(DayStrip.Bar::key)).containsExactly("E-1", "E-2", "E-3");
        assertThat(strip.bars().stream().map(DayStrip.Bar::lane)).containsExactly(0, 1, 0);
        assertThat(strip.lanes()).isEqualTo(2);
    }

    @Test
    void of_a_night_only_the_part_of_this_day_is_shown() {
        DayStrip strip = strip(DAY, logged(1, "2026-11-24T23:00:00", "2026-11-25T02:30:00"));
        assertThat(strip.begin()).isEqualTo(at("2026-11-25T00:00:00"));
        assertThat(strip.bars().getFirst().x()).isEqualTo("0.000%");
        assertThat(strip.bars().getFirst().words()).isEqualTo("E-1: 00:00–02:30 (2 h 30 min)");
    }

    /** From one to four by the clock these are four hours, of nineteen that are shown. */
    @Test
    void an_hour_that_comes_twice_has_its_width_twice() {
        CalendarDay longer = new CalendarDay(LocalDate.parse("2026-10-25"), BERLIN);
        DayStrip strip = strip(longer, logged(1, "2026-10-25T01:00:00", "2026-10-25T04:00:00"));
        assertThat(strip.bars().getFirst().share()).isEqualTo("21.053%");
    }
}
