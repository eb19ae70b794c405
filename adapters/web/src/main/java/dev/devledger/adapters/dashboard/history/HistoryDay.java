package dev.devledger.adapters.dashboard.history;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What happened on one day of the ledger's zone, newest first. */
record HistoryDay(String name, List<RunView> runs) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    /** @param sets newest first */
    static List<HistoryDay> of(List<ChangeSetView> sets, LocalDate today, ZoneId zone) {
        Map<LocalDate, List<ChangeSetView>> days = new LinkedHashMap<>();
        for (ChangeSetView set : sets) {
            LocalDate day = LocalDate.ofInstant(set.at().instant(), zone);
            days.computeIfAbsent(day, first -> new ArrayList<>()).add(set);
        }
        return days.entrySet().stream()
                .map(each -> new HistoryDay(name(each.getKey(), today), RunView.of(each.getValue())))
                .toList();
    }

    private static String name(LocalDate day, LocalDate today) {
        if (day.equals(today)) {
            return "Today";
        }
        return day.equals(today.minusDays(1)) ? "Yesterday" : DAY.format(day);
    }
}
