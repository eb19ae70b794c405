package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.ShownInstant.WorkTime;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.time.TotalsPage.Group;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A week as a table of projects by days.
 *
 * @param asOf the address of this page fixed at the present moment; null on a page of the past
 * @param projects the projects on which time can be logged; none on a page of the past
 */
record WeekView(
        Frame frame,
        @Nullable String asOf,
        CalendarDay monday,
        List<Row> rows,
        TimeSummary summary,
        List<ProjectView> projects) {

    /** The time worked on a project on one day. */
    record Cell(Group group, CalendarDay day, WorkTime time) {}

    /** @param seconds the seconds on each day, from Monday on */
    record Row(Group group, List<Long> seconds) {
        WorkTime total() {
            return new WorkTime(seconds.stream().mapToLong(Long::longValue).sum());
        }

        List<Cell> cells(List<CalendarDay> days) {
            return IntStream.range(0, days.size())
                    .mapToObj(day -> new Cell(group, days.get(day), new WorkTime(seconds.get(day))))
                    .toList();
        }
    }

    static WeekView of(
            Frame frame,
            @Nullable String asOf,
            LocalDate monday,
            ZoneId zone,
            TimeSummary summary,
            List<ProjectView> projects) {
        List<String> days = IntStream.range(0, 7)
                .mapToObj(each -> monday.plusDays(each).toString())
                .toList();
        Map<Group, List<Long>> rows = new LinkedHashMap<>();
        for (TimeSummary.Item item : summary.items()) {
            List<Long> row = rows.computeIfAbsent(
                    Group.of("project", item.group()), group -> new ArrayList<>(Collections.nCopies(7, 0L)));
            int day = days.indexOf(String.valueOf(item.group().get("day")));
            if (day >= 0) {
                row.set(day, row.get(day) + item.seconds());
            }
        }
        List<Row> all = rows.entrySet().stream()
                .map(each -> new Row(each.getKey(), each.getValue()))
                .toList();
        return new WeekView(frame, asOf, new CalendarDay(monday, zone), all, summary, projects);
    }

    List<CalendarDay> days() {
        return IntStream.range(0, 7)
                .mapToObj(each -> new CalendarDay(monday.date().plusDays(each), monday.zone()))
                .toList();
    }

    List<WorkTime> sums() {
        return IntStream.range(0, 7)
                .mapToObj(day -> new WorkTime(
                        rows.stream().mapToLong(row -> row.seconds().get(day)).sum()))
                .toList();
    }

    WorkTime total() {
        return new WorkTime(summary.total().seconds());
    }

    String title() {
        CalendarDay sunday = days().getLast();
        return monday.name() + " – " + sunday.name() + " " + sunday.date().getYear();
    }

    String before() {
        return "/time?week=" + monday.date().minusWeeks(1);
    }

    String after() {
        return "/time?week=" + monday.date().plusWeeks(1);
    }

    String totals() {
        return "/time/totals?from=" + monday.date() + "&to=" + monday.date().plusDays(6);
    }
}
