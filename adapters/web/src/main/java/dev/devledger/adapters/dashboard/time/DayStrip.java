package dev.devledger.adapters.dashboard.time;

import dev.devledger.domain.time.WorkingDays.Gap;
import dev.devledger.domain.time.WorkingDays.Logged;
import dev.devledger.domain.time.WorkingDays.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The picture of a day. What overlaps stands below each other, and positions are shares of the width, so that the picture
 * stretches and its text does not.
 *
 * @param begin what it begins with: seven in the morning, or the hour of the first entry
 */
record DayStrip(Instant begin, Instant end, List<Bar> bars, List<Bar> gaps, List<Bar> overlaps, List<Hour> hours) {
    static final int LANE = 26;
    private static final int TOP = 8;
    private static final int MORNING = 7;
    private static final int EVENING = 19;

    /** A word needs so much of the width. */
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

    static DayStrip of(CalendarDay day, List<Logged> logged, List<Gap> gaps, List<Overlap> overlaps) {
        List<Logged> within = logged.stream()
                .map(day::part)
                .sorted(Comparator.comparing(Logged::start))
                .toList();
        Scale scale = Scale.of(day, within);
        List<Instant> lanes = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        for (Logged each : within) {
            bars.add(scale.bar(each.key().toString(), each.key() + ": ", each.start(), each.end(), lane(lanes, each)));
        }
        return new DayStrip(
                scale.begin(),
                scale.end(),
                bars,
                gaps.stream()
                        .map(each -> scale.bar("", "Nothing logged: ", each.start(), each.end(), 0))
                        .toList(),
                overlaps.stream()
                        .map(each ->
                                scale.bar("", each.one() + " and " + each.other() + ": ", each.start(), each.end(), 0))
                        .toList(),
                scale.hours());
    }

    /** The first one that is free then. */
    private static int lane(List<Instant> ends, Logged each) {
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
        static Scale of(CalendarDay day, List<Logged> sorted) {
            ZonedDateTime begin = day.date().atTime(MORNING, 0).atZone(day.zone());
            ZonedDateTime end = day.date().atTime(EVENING, 0).atZone(day.zone());
            for (Logged each : sorted) {
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
            return new Bar(key, words + new Stretch(from, to, zone).words(), share(begin, from), share(from, to), lane);
        }

        /** Each second one, so that there is room for them on a phone. */
        List<Hour> hours() {
            List<Hour> hours = new ArrayList<>();
            for (ZonedDateTime at = begin.atZone(zone); at.toInstant().isBefore(end); at = at.plusHours(2)) {
                hours.add(new Hour(String.format("%02d", at.getHour()), percent(share(begin, at.toInstant()))));
            }
            return hours;
        }
    }
}
