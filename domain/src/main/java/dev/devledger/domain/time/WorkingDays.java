package dev.devledger.domain.time;

import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds gaps and overlaps in the time entries of one person.
 *
 * @param from the first day; {@code to} is the last
 * @param begin the start of each day's working hours; {@code end} is their end, where midnight is the end of the day
 */
public record WorkingDays(LocalDate from, LocalDate to, LocalTime begin, LocalTime end, ZoneId zone) {

    /** @param agent the agent that worked for the person; null if the person did */
    public record LoggedEntry(
            TimeEntryKey key,
            Instant start,
            Instant end,
            @Nullable String agent) {
        /** An entry on which the person worked. */
        public LoggedEntry(TimeEntryKey key, Instant start, Instant end) {
            this(key, start, end, null);
        }
    }

    public record Gap(LocalDate day, Instant start, Instant end) {}

    /** The time span that two entries share. */
    public record Overlap(TimeEntryKey one, TimeEntryKey other, Instant start, Instant end) {}

    /** Returns the parts of each day's working hours without an entry. Gaps of no length are left out. */
    public List<Gap> gaps(List<LoggedEntry> entries) {
        List<LoggedEntry> sorted = sorted(entries);
        List<Gap> gaps = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Instant free = day.atTime(begin).atZone(zone).toInstant();
            Instant over = (end.equals(LocalTime.MIDNIGHT) ? day.plusDays(1).atStartOfDay() : day.atTime(end))
                    .atZone(zone)
                    .toInstant();
            for (LoggedEntry each : sorted) {
                if (each.start().isAfter(free)) {
                    add(gaps, day, free, each.start().isBefore(over) ? each.start() : over);
                }
                free = each.end().isAfter(free) ? each.end() : free;
            }
            add(gaps, day, free, over);
        }
        return List.copyOf(gaps);
    }

    private static void add(List<Gap> gaps, LocalDate day, Instant start, Instant end) {
        if (start.isBefore(end)) {
            gaps.add(new Gap(day, start, end));
        }
    }

    /**
     * Returns each overlapping pair once, the entry that starts first in front. A person and each agent may work at the
     * same time.
     */
    public static List<Overlap> overlaps(List<LoggedEntry> entries) {
        List<LoggedEntry> open = new ArrayList<>();
        List<Overlap> overlaps = new ArrayList<>();
        for (LoggedEntry each : sorted(entries)) {
            open.removeIf(before -> !before.end().isAfter(each.start()));
            for (LoggedEntry before : open) {
                Instant end = before.end().isBefore(each.end()) ? before.end() : each.end();
                if (each.start().isBefore(end) && Objects.equals(before.agent(), each.agent())) {
                    overlaps.add(new Overlap(before.key(), each.key(), each.start(), end));
                }
            }
            open.add(each);
        }
        return List.copyOf(overlaps);
    }

    private static List<LoggedEntry> sorted(List<LoggedEntry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(LoggedEntry::start)
                        .thenComparingLong(each -> each.key().number()))
                .toList();
    }
}
