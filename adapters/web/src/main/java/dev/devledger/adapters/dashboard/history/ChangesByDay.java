package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.application.history.HistoryCounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How much changed on each of the last days, the oldest first; as high as the fullest of them. */
record ChangesByDay(List<Day> days) {
    static final int HEIGHT = 56;

    private static final long SHOWN = HistoryCounts.FURTHEST.toDays();

    /** @param y where its bar begins, from above */
    record Day(String date, long changes, String x, String width, long y, long height, String href) {
        String words() {
            return date + ": " + (changes == 1 ? "1 change" : changes + " changes");
        }
    }

    /** The first day on which something is counted. */
    static LocalDate first(LocalDate today) {
        return today.minusDays(SHOWN - 1);
    }

    static ChangesByDay of(Map<LocalDate, Long> changes, LocalDate today, Asked asked) {
        long most = changes.values().stream().mapToLong(Long::longValue).max().orElse(0);
        List<Day> days = new ArrayList<>();
        for (int i = 0; i < SHOWN; i++) {
            LocalDate day = first(today).plusDays(i);
            String date = day.toString();
            long count = changes.getOrDefault(day, 0L);
            long height = count == 0 ? 0 : Math.max(2, count * HEIGHT / most);
            days.add(new Day(date, count, percent(i), percent(0.8), HEIGHT - height, height, href(asked, date)));
        }
        return new ChangesByDay(days);
    }

    private static String percent(double days) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * days / SHOWN);
    }

    private static String href(Asked asked, String date) {
        Map<String, String> all = new TreeMap<>(asked.parameters());
        all.put("since", date);
        return new Asked(asked.path(), all).with("until", date);
    }

    boolean isEmpty() {
        return days.stream().allMatch(day -> day.changes() == 0);
    }

    /** Those on which something changed, the newest first. */
    List<Day> full() {
        return days.reversed().stream().filter(day -> day.changes() > 0).toList();
    }
}
