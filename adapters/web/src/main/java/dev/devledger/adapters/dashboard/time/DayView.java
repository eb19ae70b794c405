package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.Avatar;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.ShownInstant.WorkTime;
import dev.devledger.adapters.dashboard.time.DayView.CalendarDay.LocalClock;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.time.TimeEntryQueries.Named;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.domain.time.WorkingDays;
import dev.devledger.domain.time.WorkingDays.Gap;
import dev.devledger.domain.time.WorkingDays.LoggedEntry;
import dev.devledger.domain.time.WorkingDays.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A day: the chart, the gaps and overlaps, and the entries.
 *
 * @param asOf the address of this page fixed at the present moment; null on a page of the past
 * @param projects the projects on which time can be logged; none on a page of the past
 */
record DayView(
        Frame frame,
        @Nullable String asOf,
        DayView.CalendarDay day,
        List<DayView.DayEntry> rows,
        DayView.DayStrip strip,
        List<Gap> gaps,
        List<Overlap> overlaps,
        WorkTime total,
        List<ProjectView> projects) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final LocalTime BEGIN = LocalTime.of(9, 0);
    private static final LocalTime END = LocalTime.of(17, 0);

    static DayView of(
            Frame frame,
            @Nullable String asOf,
            CalendarDay day,
            List<DayEntry> rows,
            List<LoggedEntry> whole,
            List<ProjectView> projects,
            Instant now) {
        List<LoggedEntry> logged = whole.stream().map(day::part).toList();
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

    /** Returns the part of a gap before now. Leaves out gaps that are in the future or shorter than a minute. */
    private static Stream<Gap> until(Gap gap, Instant now) {
        Instant end = gap.end().isAfter(now) ? now : gap.end();
        boolean isShort = Duration.between(gap.start(), end).compareTo(SHORTEST) < 0;
        return isShort ? Stream.empty() : Stream.of(new Gap(gap.day(), gap.start(), end));
    }

    private static WorkTime total(List<LoggedEntry> logged) {
        return new WorkTime(logged.stream()
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

    /** Returns the initial times of a new entry: the first gap, otherwise the first hour of work. */
    Stretch suggested() {
        return gaps.isEmpty()
                ? new Stretch(
                        day.date().atTime(BEGIN).atZone(day.zone()).toInstant(),
                        day.date().atTime(BEGIN.plusHours(1)).atZone(day.zone()).toInstant(),
                        day.zone())
                : stretch(gaps.getFirst());
    }

    /**
     * The chart of a day. Overlapping entries are below each other. Positions are shares of the width, so that the
     * chart stretches and its text does not.
     *
     * @param begin the left edge: seven in the morning, or the hour of the first entry if that is earlier
     */
    record DayStrip(Instant begin, Instant end, List<Bar> bars, List<Bar> gaps, List<Bar> overlaps, List<Hour> hours) {
        static final int LANE = 26;
        private static final int TOP = 8;
        private static final int MORNING = 7;
        private static final int EVENING = 19;

        /** The share of the width that a word needs. */
        private static final double ROOM = 6;

        record Bar(String key, String words, double left, double width, int lane) {
            String x() {
                return percent(left);
            }

            String share() {
                return percent(width);
            }

            int y() {
                return TOP + lane * LANE;
            }

            boolean hasRoom() {
                return width >= ROOM;
            }
        }

        record Hour(String word, String x) {}

        static DayStrip of(CalendarDay day, List<LoggedEntry> logged, List<Gap> gaps, List<Overlap> overlaps) {
            List<LoggedEntry> within = logged.stream()
                    .map(day::part)
                    .sorted(Comparator.comparing(LoggedEntry::start))
                    .toList();
            Scale scale = Scale.of(day, within);
            List<Instant> lanes = new ArrayList<>();
            List<Bar> bars = new ArrayList<>();
            for (LoggedEntry each : within) {
                bars.add(scale.bar(
                        each.key().toString(), each.key() + ": ", each.start(), each.end(), lane(lanes, each)));
            }
            return new DayStrip(
                    scale.begin(),
                    scale.end(),
                    bars,
                    gaps.stream()
                            .map(each -> scale.bar("", "No time logged: ", each.start(), each.end(), 0))
                            .toList(),
                    overlaps.stream()
                            .map(each -> scale.bar(
                                    "", each.one() + " and " + each.other() + ": ", each.start(), each.end(), 0))
                            .toList(),
                    scale.hours());
        }

        /** Returns the first lane that is free at the start of the entry. */
        private static int lane(List<Instant> ends, LoggedEntry each) {
            for (int lane = 0; lane < ends.size(); lane++) {
                if (!ends.get(lane).isAfter(each.start())) {
                    ends.set(lane, each.end());
                    return lane;
                }
            }
            ends.add(each.end());
            return ends.size() - 1;
        }

        int lanes() {
            return 1 + bars.stream().mapToInt(Bar::lane).max().orElse(0);
        }

        int bottom() {
            return TOP + lanes() * LANE;
        }

        int height() {
            return bottom() + 18;
        }

        private static String percent(double share) {
            return String.format(Locale.ROOT, "%.3f%%", share);
        }

        private record Scale(Instant begin, Instant end, ZoneId zone) {
            static Scale of(CalendarDay day, List<LoggedEntry> sorted) {
                ZonedDateTime begin = day.date().atTime(MORNING, 0).atZone(day.zone());
                ZonedDateTime end = day.date().atTime(EVENING, 0).atZone(day.zone());
                for (LoggedEntry each : sorted) {
                    ZonedDateTime start = each.start().atZone(day.zone()).truncatedTo(ChronoUnit.HOURS);
                    ZonedDateTime over = each.end().atZone(day.zone());
                    ZonedDateTime full = over.truncatedTo(ChronoUnit.HOURS);
                    ZonedDateTime hour = full.isBefore(over) ? full.plusHours(1) : full;
                    begin = start.isBefore(begin) ? start : begin;
                    end = hour.isAfter(end) ? hour : end;
                }
                return new Scale(begin.toInstant(), end.toInstant(), day.zone());
            }

            private double share(Instant from, Instant to) {
                return 100.0
                        * Duration.between(from, to).toSeconds()
                        / Duration.between(begin, end).toSeconds();
            }

            Bar bar(String key, String words, Instant from, Instant to, int lane) {
                return new Bar(
                        key, words + new Stretch(from, to, zone).words(), share(begin, from), share(from, to), lane);
            }

            /** Returns a label for every second hour, so that the labels have room on a phone. */
            List<Hour> hours() {
                List<Hour> hours = new ArrayList<>();
                for (ZonedDateTime at = begin.atZone(zone); at.toInstant().isBefore(end); at = at.plusHours(2)) {
                    hours.add(new Hour(String.format("%02d", at.getHour()), percent(share(begin, at.toInstant()))));
                }
                return hours;
            }
        }
    }

    /** A part of a day, in words and in the form of input fields. */
    record Stretch(Instant from, Instant to, ZoneId zone) {
        private static final DateTimeFormatter FIELD =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

        String words() {
            LocalClock clock = new LocalClock(zone);
            return clock.time(from) + "–" + clock.time(to) + " (" + time().words() + ")";
        }

        WorkTime time() {
            return new WorkTime(Duration.between(from, to).toSeconds());
        }

        String startField() {
            return FIELD.format(LocalDateTime.ofInstant(from, zone));
        }

        String endField() {
            return FIELD.format(LocalDateTime.ofInstant(to, zone));
        }
    }

    /** An entry in the table of a day. */
    record DayEntry(Named named, CalendarDay day) {
        TimeEntryView entry() {
            return named.entry();
        }

        /** Returns the sign of the agent that worked; null if the person did. */
        @Nullable
        Avatar avatar() {
            String agent = entry().agent();
            return agent == null ? null : Avatar.of(agent);
        }

        String start() {
            return clock(entry().start());
        }

        String end() {
            Instant end = entry().end();
            return end == null ? "runs" : clock(end);
        }

        private String clock(Instant at) {
            return new LocalClock(day.zone()).time(at, day.date());
        }

        /** Returns the time on this day, so that the rows add up to the shown sum. */
        WorkTime time() {
            Instant start = entry().start();
            return day.part(start, start.plusSeconds(entry().seconds())).time();
        }

        /** Returns the time on all days of the entry; null if the entry has no time on other days. */
        @Nullable
        WorkTime whole() {
            WorkTime whole = new WorkTime(entry().seconds());
            return whole.equals(time()) ? null : whole;
        }

        /** Returns the key of the task, or of the project without a task; empty without both. */
        String on() {
            String task = entry().taskKey();
            String project = entry().projectKey();
            return task != null ? task : project == null ? "" : project;
        }

        @Nullable
        String href() {
            String task = entry().taskKey();
            String project = entry().projectKey();
            return task != null ? "/tasks/" + task : project == null ? null : "/projects/" + project;
        }

        @Nullable
        String title() {
            return entry().taskKey() == null ? named.project() : named.task();
        }

        /** Returns the reason why the page cannot change the entry; null if it can. */
        @Nullable
        String fixed() {
            if (entry().billed()) {
                return "billed";
            }
            return entry().locked() ? "locked" : null;
        }
    }

    /** A day in a time zone. */
    record CalendarDay(LocalDate date, ZoneId zone) {
        private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
        private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

        /** Returns the day in a parameter, or the default. */
        static LocalDate asked(PageQuery asked, String name, LocalDate otherwise) {
            LocalDate day = asked.day(name);
            return day == null ? otherwise : day;
        }

        Instant begin() {
            return date.atStartOfDay(zone).toInstant();
        }

        /** Returns the start of the next day, as some days have 23 or 25 hours. */
        Instant end() {
            return date.plusDays(1).atStartOfDay(zone).toInstant();
        }

        /** Returns the part of a period within this day. */
        Stretch part(Instant start, Instant end) {
            return new Stretch(start.isBefore(begin()) ? begin() : start, end.isAfter(end()) ? end() : end, zone);
        }

        LoggedEntry part(LoggedEntry whole) {
            Stretch part = part(whole.start(), whole.end());
            return new LoggedEntry(whole.key(), part.from(), part.to(), whole.agent());
        }

        String title() {
            return LONG.format(date);
        }

        String name() {
            return SHORT.format(date);
        }

        String href() {
            return "/time?day=" + date;
        }

        /** Writes times of a time zone. In an hour that occurs twice, times have their offset, as in the API. */
        record LocalClock(ZoneId zone) {
            private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
            private static final DateTimeFormatter TIME_OF_TWO = DateTimeFormatter.ofPattern("HH:mm xxx", Locale.ROOT);
            private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM ", Locale.ENGLISH);

            String time(Instant at) {
                ZonedDateTime local = at.atZone(zone);
                boolean twice =
                        zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
                return (twice ? TIME_OF_TWO : TIME).format(local);
            }

            /** Returns the time, with its day if it is not on the given day. */
            String time(Instant at, LocalDate on) {
                ZonedDateTime local = at.atZone(zone);
                return local.toLocalDate().equals(on) ? time(at) : DAY.format(local) + time(at);
            }
        }
    }
}
