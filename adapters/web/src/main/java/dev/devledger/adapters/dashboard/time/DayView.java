package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.application.project.ProjectView;
import dev.devledger.domain.time.WorkingDays;
import dev.devledger.domain.time.WorkingDays.Gap;
import dev.devledger.domain.time.WorkingDays.Logged;
import dev.devledger.domain.time.WorkingDays.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A day: its picture, what is missing and doubled in it, and its entries.
 *
 * @param asOf the address of this page as it is now, to stay so; null of one of the past
 * @param projects to log time on; none in the past
 */
record DayView(
        Frame frame,
        @Nullable String asOf,
        CalendarDay day,
        List<DayEntry> rows,
        DayStrip strip,
        List<Gap> gaps,
        List<Overlap> overlaps,
        Worked total,
        List<ProjectView> projects) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final LocalTime BEGIN = LocalTime.of(9, 0);
    private static final LocalTime END = LocalTime.of(17, 0);

    static DayView of(
            Frame frame,
            @Nullable String asOf,
            CalendarDay day,
            List<DayEntry> rows,
            List<Logged> whole,
            List<ProjectView> projects,
            Instant now) {
        List<Logged> logged = whole.stream().map(day::part).toList();
        List<Gap> gaps = new WorkingDays(day.date(), day.date(), BEGIN, END, day.zone())
                .gaps(logged).stream().flatMap(each -> until(each, now)).toList();
        List<Overlap> overlaps = WorkingDays.overlaps(logged);
        return new DayView(
                frame,
                asOf,
                day,
                rows,
                DayStrip.of(day, logged, gaps, overlaps),
                gaps,
                overlaps,
                total(logged),
                projects);
    }

    /** What is still to come is not missing, and less than a minute is nobody's gap. */
    private static Stream<Gap> until(Gap gap, Instant now) {
        Instant end = gap.end().isAfter(now) ? now : gap.end();
        boolean isShort = Duration.between(gap.start(), end).compareTo(SHORTEST) < 0;
        return isShort ? Stream.empty() : Stream.of(new Gap(gap.day(), gap.start(), end));
    }

    private static Worked total(List<Logged> logged) {
        return new Worked(logged.stream()
                .mapToLong(each -> Duration.between(each.start(), each.end()).toSeconds())
                .sum());
    }

    Stretch stretch(Gap gap) {
        return new Stretch(gap.start(), gap.end(), day.zone());
    }

    Stretch stretch(Overlap overlap) {
        return new Stretch(overlap.start(), overlap.end(), day.zone());
    }

    CalendarDay before() {
        return new CalendarDay(day.date().minusDays(1), day.zone());
    }

    CalendarDay after() {
        return new CalendarDay(day.date().plusDays(1), day.zone());
    }

    String week() {
        return "/time?week=" + day.date();
    }

    /** What a new entry begins with: the first gap, else the first hour of work. */
    Stretch suggested() {
        return gaps.isEmpty()
                ? new Stretch(
                        day.date().atTime(BEGIN).atZone(day.zone()).toInstant(),
                        day.date().atTime(BEGIN.plusHours(1)).atZone(day.zone()).toInstant(),
                        day.zone())
                : stretch(gaps.getFirst());
    }
}
