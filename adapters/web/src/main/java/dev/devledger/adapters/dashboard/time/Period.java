package dev.devledger.adapters.dashboard.time;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.domain.shared.Rejection;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** From a day to a day, both in it. */
record Period(LocalDate from, LocalDate to) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    /** As the address says, else this week. One day alone stands for itself. */
    static Period asked(Asked asked, LocalDate today) {
        boolean none = asked.text("from") == null && asked.text("to") == null;
        if (none) {
            return week(today);
        }
        LocalDate from = CalendarDay.asked(asked, "from", CalendarDay.asked(asked, "to", today));
        LocalDate to = CalendarDay.asked(asked, "to", from.isAfter(today) ? from : today);
        if (to.isBefore(from)) {
            throw Rejection.invalid("to", "is before from");
        }
        return new Period(from, to);
    }

    static Map<String, Period> choices(LocalDate today) {
        Map<String, Period> choices = new LinkedHashMap<>();
        choices.put("This week", week(today));
        choices.put("Last week", week(today.minusWeeks(1)));
        choices.put("This month", month(today));
        choices.put("Last month", month(today.minusMonths(1)));
        return choices;
    }

    private static Period week(LocalDate day) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return new Period(monday, monday.plusDays(6));
    }

    private static Period month(LocalDate day) {
        return new Period(day.withDayOfMonth(1), day.with(TemporalAdjusters.lastDayOfMonth()));
    }

    String words() {
        if (equals(month(from))) {
            return MONTH.format(from);
        }
        return from.equals(to) ? DAY.format(from) : DAY.format(from) + " to " + DAY.format(to);
    }
}
