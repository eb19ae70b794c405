package dev.devledger.adapters.services.ticktick.json;

import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.Canonical.Check;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a task of TickTick says, field by field (docs/ticktick.md, section 5). */
record TaskContent(ZoneId defaultZone) {
    static final String CHECKLIST = "CHECKLIST";
    static final int OPEN = 0;
    static final int COMPLETED = 2;
    static final int ABANDONED = -1;

    /** Names of the time zone database that not every Java knows. */
    private static final Map<String, String> OLD_ZONES =
            Map.of("EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu", "ROC", "Asia/Taipei");

    Canonical of(Wire.Task task, List<Item> items, boolean checklistKind) {
        boolean allDay = Boolean.TRUE.equals(task.isAllDay());
        String start = Wire.said(task.startDate());
        String due = Wire.said(task.dueDate());
        boolean dated = start != null || due != null;
        ZoneId zone = allDay ? zone(task.timeZone(), dated) : defaultZone;
        return new Canonical(
                        Wire.text(task.title()),
                        Wire.text(checklistKind ? task.desc() : task.content()),
                        priority(task.priority()),
                        tags(task.tags()),
                        TickTickDates.read(start, allDay, zone),
                        TickTickDates.read(due, allDay, zone),
                        zone,
                        items.stream()
                                .map(item -> new Check(item.title(), item.done()))
                                .toList(),
                        status(task.status()),
                        Wire.given(task.parentId())) // "" after it was detached
                .withOddDates(odd(start, due))
                .withOneDate();
    }

    private static SortedMap<String, String> odd(@Nullable String start, @Nullable String due) {
        SortedMap<String, String> odd = new TreeMap<>();
        if (start != null && TickTickDates.isOdd(start)) {
            odd.put("startDate", start);
        }
        if (due != null && TickTickDates.isOdd(due)) {
            odd.put("dueDate", due);
        }
        return odd;
    }

    /**
     * The days that this date may be, where the answer does not tell whether it is one, or in which zone: a midnight
     * somewhere is that of one of two days.
     */
    Set<When> days(Wire.Task task, @Nullable JsonNode date) {
        boolean told = task.isAllDay() != null && (!task.isAllDay() || Wire.given(task.timeZone()) != null);
        String said = Wire.said(date);
        if (told || said == null || TickTickDates.isOdd(said)) {
            return Set.of();
        }
        Instant instant = TickTickDates.instant(said);
        if (Wire.given(task.timeZone()) != null) {
            return Set.of(new When.Day(LocalDate.ofInstant(instant, zone(task.timeZone(), true))));
        }
        LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return Set.of(new When.Day(day), new When.Day(day.plusDays(1)));
    }

    /** {@code needed} where there is a day that only the zone tells. */
    private ZoneId zone(@Nullable String id, boolean needed) {
        if (id == null || id.isBlank()) {
            return defaultZone;
        }
        try {
            return ZoneId.of(id, OLD_ZONES);
        } catch (DateTimeException e) {
            if (!needed) {
                return defaultZone;
            }
            throw new Unreadable("a task of TickTick has an unknown time zone, so its day is not known");
        }
    }

    /** 2 and 4 do not exist; a number that comes later must not stop the sync of a task. */
    private static Priority priority(@Nullable Integer number) {
        return switch (number) {
            case 1 -> Priority.LOW;
            case 3 -> Priority.MEDIUM;
            case 5 -> Priority.HIGH;
            case null, default -> Priority.NONE;
        };
    }

    /** An unknown one is not guessed: taking a finished task for an open one would reopen it here. */
    private static RemoteStatus status(@Nullable Integer number) {
        return switch (number) {
            case null -> RemoteStatus.OPEN;
            case OPEN -> RemoteStatus.OPEN;
            case COMPLETED -> RemoteStatus.COMPLETED;
            case ABANDONED -> RemoteStatus.ABANDONED;
            default -> throw new Unreadable("a task of TickTick has the unknown status " + number);
        };
    }

    private static NavigableSet<String> tags(@Nullable List<@Nullable String> tags) {
        NavigableSet<String> set = new TreeSet<>();
        for (String tag : tags == null ? List.<@Nullable String>of() : tags) {
            if (tag != null && !tag.isBlank()) {
                set.add(tag);
            }
        }
        return set;
    }
}
