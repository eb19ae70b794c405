package dev.devledger.domain.time;

import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Splits and merges time entries; the result has as many seconds as the entries before. */
public final class EntrySplitMerge {
    private EntrySplitMerge() {}

    /** A time entry as the caller saw it. */
    public record ReadEntry(TimeEntryId entry, TimeEntryKey key, TimeEntryDetails details, long version) {}

    /** Splits an entry at {@code from}: the entry keeps the time before, and the new entry gets the time after. */
    public static List<TimeEntryCommand> split(
            ReadEntry seen, Instant from, TimeEntryId newEntry, TimeEntryKey newKey, Instant at) {
        TimeEntryDetails whole = seen.details();
        requireNotBilled(seen);
        Instant end = whole.end() == null ? at : whole.end();
        if (!from.isAfter(whole.start()) || !from.isBefore(end)) {
            throw Rejection.invalid("at", "must be between " + whole.start() + " and " + end);
        }
        return List.of(
                new TimeEntryCommand.Edit(seen.entry(), Patch.of(TimeEntryDetails.END, from), true, seen.version(), at),
                new TimeEntryCommand.Create(newEntry, newKey, whole.from(from), true, at));
    }

    /**
     * Merges all entries into the first, which gets the sum of their lengths; the others are deleted. Pauses are not
     * counted, and overlapping time is counted as often as it was logged.
     */
    public static List<TimeEntryCommand> merge(Collection<ReadEntry> entries, Instant at) {
        List<ReadEntry> parts = entries.stream()
                .sorted(Comparator.comparing((ReadEntry each) -> each.details().start())
                        .thenComparingLong(each -> each.key().number()))
                .toList();
        if (parts.stream().map(ReadEntry::entry).distinct().count() < 2) {
            throw Rejection.invalid("ids", "names fewer than two entries; at least two can be merged");
        }
        parts.forEach(EntrySplitMerge::requireNotBilled);
        same(parts, "person", TimeEntryDetails::person);
        same(parts, "agent", TimeEntryDetails::agent);
        same(parts, "task", TimeEntryDetails::task);
        same(parts, "project", TimeEntryDetails::project);
        same(parts, "billable", TimeEntryDetails::billable);
        ReadEntry first = parts.getFirst();
        List<TimeEntryCommand> commands = new ArrayList<>();
        commands.add(new TimeEntryCommand.Edit(first.entry(), together(parts), false, first.version(), at));
        parts.stream()
                .skip(1)
                .map(each -> new TimeEntryCommand.Delete(each.entry(), each.version(), at))
                .forEach(commands::add);
        return List.copyOf(commands);
    }

    private static Patch<TimeEntryDetails> together(List<ReadEntry> parts) {
        long seconds =
                parts.stream().mapToLong(each -> length(each).toSeconds()).sum();
        if (seconds > TimeEntryDetails.LONGEST.toSeconds()) {
            throw Rejection.invalid("ids", "are more than 24 hours together; merge fewer of them");
        }
        Instant end = parts.getFirst().details().start().plusSeconds(seconds);
        return Patch.of(TimeEntryDetails.END, end)
                .set(TimeEntryDetails.NOTE, notes(parts))
                .set(TimeEntryDetails.TAGS, tags(parts));
    }

    private static Duration length(ReadEntry part) {
        Instant end = part.details().end();
        if (end == null) {
            throw Rejection.of(Code.CONFLICT_STATE, part.key() + " still runs. Stop it first.");
        }
        return end.isBefore(part.details().start())
                ? Duration.ZERO
                : Duration.between(part.details().start(), end);
    }

    private static @Nullable String notes(List<ReadEntry> parts) {
        String notes = parts.stream()
                .map(each -> each.details().note())
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("\n"));
        return notes.isEmpty() ? null : notes;
    }

    /** Compares tags in lower case; the first spelling stays. */
    private static SortedSet<String> tags(List<ReadEntry> parts) {
        Map<String, String> tags = new HashMap<>();
        parts.stream()
                .flatMap(each -> each.details().tags().stream())
                .forEach(tag -> tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag));
        return new TreeSet<>(tags.values());
    }

    private static void same(List<ReadEntry> parts, String field, Function<TimeEntryDetails, @Nullable Object> value) {
        Object first = value.apply(parts.getFirst().details());
        for (ReadEntry part : parts) {
            if (!Objects.equals(first, value.apply(part.details()))) {
                throw Rejection.of(
                        Code.CONFLICT_STATE,
                        parts.getFirst().key() + " and " + part.key() + " differ in " + field
                                + ". Only entries of one person or agent, task or project that are all billable or not can be"
                                + " merged; change one of them first.");
            }
        }
    }

    private static void requireNotBilled(ReadEntry seen) {
        if (seen.details().billed()) {
            throw Rejection.of(Code.CONFLICT_STATE, seen.key() + " is billed. Mark it as not billed first.");
        }
    }
}
