package dev.devledger.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.WorkingDays.Gap;
import dev.devledger.domain.time.WorkingDays.LoggedEntry;
import dev.devledger.domain.time.WorkingDays.Overlap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkingDaysTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 29); // the clock is set from 02:00 to 03:00
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private static Instant at(String time) {
        return DAY.atTime(LocalTime.parse(time)).atZone(MADRID).toInstant();
    }

    private static LoggedEntry logged(long key, String start, String end) {
        return new LoggedEntry(new TimeEntryKey(key), at(start), at(end));
    }

    private static WorkingDays day(String begin, String end) {
        return new WorkingDays(DAY, DAY, LocalTime.parse(begin), LocalTime.parse(end), MADRID);
    }

    @Test
    void what_is_missing_is_in_the_hours_of_work() {
        assertThat(day("09:00", "17:00")
                        .gaps(List.of(
                                logged(3, "16:00", "18:00"),
                                logged(1, "08:00", "10:00"),
                                logged(2, "09:30", "12:00"),
                                logged(4, "12:00", "12:30"))))
                .containsExactly(new Gap(DAY, at("12:30"), at("16:00")));
        assertThat(day("09:00", "17:00").gaps(List.of())).containsExactly(new Gap(DAY, at("09:00"), at("17:00")));
        assertThat(day("09:00", "17:00").gaps(List.of(logged(1, "18:00", "19:00"))))
                .containsExactly(new Gap(DAY, at("09:00"), at("17:00")));
    }

    @Test
    void a_whole_day_may_have_23_hours() {
        Gap gap = day("00:00", "00:00").gaps(List.of()).getFirst();
        assertThat(gap.start()).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
        assertThat(gap.end()).isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
    }

    @Test
    void each_two_that_overlap_are_told_with_what_they_have_in_common() {
        assertThat(WorkingDays.overlaps(List.of(
                        logged(1, "09:00", "12:00"),
                        logged(2, "10:00", "11:00"),
                        logged(3, "11:00", "13:00"),
                        logged(4, "13:00", "14:00"),
                        logged(5, "13:30", "13:30"))))
                .containsExactly(
                        new Overlap(new TimeEntryKey(1), new TimeEntryKey(2), at("10:00"), at("11:00")),
                        new Overlap(new TimeEntryKey(1), new TimeEntryKey(3), at("11:00"), at("12:00")));
    }
}
