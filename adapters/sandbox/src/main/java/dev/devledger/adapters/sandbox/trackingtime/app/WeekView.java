package dev.devledger.adapters.sandbox.trackingtime.app;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A week: what was worked on, and how long on each of its days. */
record WeekView(LocalDate monday, List<Line> lines, List<String> totals, String total) {
    private static final int DAYS = 7;

    record Line(String what, List<String> days, String total) {}

    static WeekView of(LocalDate day, Entries entries) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        Map<String, long[]> worked = new LinkedHashMap<>();
        long[] sums = new long[DAYS];
        for (Entries.Row row : entries.of(monday, monday.plusDays(DAYS - 1))) {
            int weekday = row.event().span().start().getDayOfWeek().getValue() - 1;
            String what =
                    row.project().isEmpty() || row.task().isEmpty() ? row.what() : row.project() + " – " + row.task();
            worked.computeIfAbsent(what, each -> new long[DAYS])[weekday] += row.seconds();
            sums[weekday] += row.seconds();
        }
        List<Line> lines = new ArrayList<>();
        worked.forEach((what, days) -> lines.add(new Line(what, shown(days), sum(days))));
        return new WeekView(monday, lines, shown(sums), sum(sums));
    }

    private static List<String> shown(long[] days) {
        return IntStream.range(0, DAYS)
                .mapToObj(day -> days[day] == 0 ? "" : Entries.hours(days[day]))
                .toList();
    }

    private static String sum(long[] days) {
        return Entries.hours(
                IntStream.range(0, DAYS).mapToLong(day -> days[day]).sum());
    }

    List<LocalDate> days() {
        return IntStream.range(0, DAYS).mapToObj(monday::plusDays).toList();
    }
}
