package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.StatusPeriodView.PeriodScale;
import dev.devledger.adapters.dashboard.frame.ShownInstant.DayWord;
import dev.devledger.adapters.dashboard.frame.ShownInstant.WorkTime;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping.By;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import dev.devledger.domain.time.Rounding;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The time worked on a project, as a strip below the chart of the project's stays, in the same scale: a bar for each
 * day, or for each week or month if there would be too many bars.
 *
 * @param every the period of a bar
 * @param outside the time worked before the first stay or planned after the last stay, which has no place in the chart
 */
record WorkedTimeChart(By every, List<Bar> bars, WorkTime outside) {
    static final int HEIGHT = 28;

    /** The most bars that a user would go through by keyboard. */
    private static final long MANY = 60;

    private static final long WEEK = 7;

    /** The smallest width of a bar, the same as for a stay. */
    private static final double LEAST_WIDTH = 0.5;

    private static final int LEAST = 3;
    private static final double WHOLE = 100;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    /** @param when the day, the week by its first day, or the month */
    record Bar(String when, WorkTime time, String x, String width, int height) {
        int y() {
            return HEIGHT - height;
        }

        String words() {
            return when + ": worked " + time.words();
        }
    }

    private record Time(Instant from, Instant to, String when) {}

    /** Returns the strip; null if no time was worked. An entry over midnight is split between both days. */
    static @Nullable WorkedTimeChart of(UUID project, TimeEntryQueries entries, PeriodScale scale, ZoneId zone) {
        By every = every(Duration.between(scale.begin(), scale.until()).toDays());
        TimeEntryFilter all = TimeEntryFilter.ALL.with(to -> {
            to.project = project.toString();
            to.split = true;
        });
        TimeSummary worked = entries.summary(new TimeGrouping(List.of(every), Rounding.NONE, zone, true), all);
        return worked.total().seconds() == 0 ? null : of(every, worked.items(), scale, zone);
    }

    static By every(long days) {
        if (days <= MANY) {
            return By.DAY;
        }
        return days <= MANY * WEEK ? By.WEEK : By.MONTH;
    }

    private static WorkedTimeChart of(By every, List<TimeSummary.Item> items, PeriodScale scale, ZoneId zone) {
        long most = items.stream().mapToLong(TimeSummary.Item::seconds).max().orElse(1);
        List<Bar> bars = new ArrayList<>();
        long outside = 0;
        for (TimeSummary.Item item : items) {
            Time time =
                    time(every, String.valueOf(item.group().values().iterator().next()), zone);
            if (item.seconds() > 0
                    && time.to().isAfter(scale.begin())
                    && time.from().isBefore(scale.until())) {
                bars.add(bar(time, item.seconds(), most, scale));
            } else {
                outside += item.seconds();
            }
        }
        return new WorkedTimeChart(every, List.copyOf(bars), new WorkTime(outside));
    }

    private static Bar bar(Time time, long seconds, long most, PeriodScale scale) {
        double x = Math.min(scale.x(time.from()), WHOLE - LEAST_WIDTH);
        double width = Math.max(LEAST_WIDTH, scale.x(time.to()) - x);
        return new Bar(
                time.when(),
                new WorkTime(seconds),
                StatusPeriodView.percent(x),
                StatusPeriodView.percent(width),
                Math.max(LEAST, Math.toIntExact(seconds * HEIGHT / most)));
    }

    private static Time time(By every, String group, ZoneId zone) {
        if (every == By.MONTH) {
            YearMonth month = YearMonth.parse(group);
            return time(month.atDay(1), month.plusMonths(1).atDay(1), MONTH.format(month), zone);
        }
        LocalDate day = LocalDate.parse(group);
        return every == By.WEEK
                ? time(day, day.plusDays(WEEK), "week of " + DayWord.of(day), zone)
                : time(day, day.plusDays(1), DayWord.of(day), zone);
    }

    private static Time time(LocalDate from, LocalDate to, String when, ZoneId zone) {
        return new Time(
                from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant(), when);
    }

    /** Returns the period of a bar, such as "day". */
    String each() {
        return switch (every) {
            case WEEK -> "week";
            case MONTH -> "month";
            default -> "day";
        };
    }

    /** Describes facts that the chart does not show: about its bars, and about the time outside of the chart. */
    String words() {
        List<String> words = new ArrayList<>();
        Bar highest = highest();
        if (!bars.isEmpty()) {
            words.add("The lower bars show the time worked each " + each() + ", on the same time scale.");
        }
        if (highest != null) {
            words.add("The highest bar is " + highest.time().words() + " (" + highest.when() + ").");
        }
        if (outside.seconds() > 0) {
            words.add(outside.words() + " of work was before the first status or after the last one, outside of this"
                    + " chart.");
        }
        return String.join(" ", words);
    }

    /** Returns the bar that is as high as the strip; null without bars. */
    @Nullable
    Bar highest() {
        return bars.stream().filter(bar -> bar.height() == HEIGHT).findFirst().orElse(null);
    }
}
