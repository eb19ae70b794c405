package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.ticktick.common.WireTime;
import dev.devledger.adapters.sandbox.ticktick.common.Zones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What completing one occurrence of a repeating task leaves: the same task, later. */
final class Recurrence {
    private static final String FROM_COMPLETION = "1";
    private static final String CALENDAR = "2";

    private Recurrence() {}

    /** The task with its next dates, or empty when this occurrence was the last one or the task does not repeat. */
    static Optional<ObjectNode> next(ObjectNode task, Instant now) {
        Optional<Instant> start = WireTime.of(task, "startDate").or(() -> WireTime.of(task, "dueDate"));
        Optional<Repetition> rule = Repetition.read(task.path("repeatFlag").asString(""));
        return start.flatMap(from -> rule.flatMap(current -> current.afterOne()
                .flatMap(left -> nextDay(task, current, from, now).map(day -> moved(task, left, from, day)))));
    }

    private static Optional<LocalDate> nextDay(ObjectNode task, Repetition rule, Instant from, Instant now) {
        ZonedDateTime start = from.atZone(zone(task));
        ZonedDateTime today = now.atZone(zone(task));
        return switch (task.path("repeatFrom").asString(CALENDAR)) {
            case FROM_COMPLETION -> rule.next(today.toLocalDate(), today.toLocalDate());
            case CALENDAR, "" -> rule.next(start.toLocalDate(), notExpired(task, start, today));
            default -> rule.next(start.toLocalDate(), start.toLocalDate());
        };
    }

    /** By the calendar, occurrences that are over are skipped; one of today is over when its time is. */
    private static LocalDate notExpired(ObjectNode task, ZonedDateTime start, ZonedDateTime today) {
        boolean allDay = task.path("isAllDay").asBoolean(false);
        boolean over = !allDay && start.toLocalTime().isBefore(today.toLocalTime());
        return over ? today.toLocalDate().plusDays(1) : today.toLocalDate();
    }

    private static ObjectNode moved(ObjectNode task, Repetition left, Instant from, LocalDate day) {
        ObjectNode next = task.deepCopy();
        long days = ChronoUnit.DAYS.between(from.atZone(zone(task)).toLocalDate(), day);
        for (String field : List.of("startDate", "dueDate"))
            WireTime.of(task, field)
                    .ifPresent(at -> next.put(
                            field,
                            WireTime.write(at.atZone(zone(task)).plusDays(days).toInstant())));
        next.put("repeatFlag", left.toString());
        if (task.path("repeatFrom").asString("").isEmpty()) next.put("repeatFrom", CALENDAR);
        Checklist.untick(next);
        return next;
    }

    private static ZoneId zone(ObjectNode task) {
        return Zones.orUtc(task.path("timeZone").asString("UTC"));
    }
}
