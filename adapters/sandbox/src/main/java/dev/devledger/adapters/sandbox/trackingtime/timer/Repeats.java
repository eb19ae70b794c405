package dev.devledger.adapters.sandbox.trackingtime.timer;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.common.Given;
import dev.devledger.adapters.sandbox.trackingtime.common.WallTime;
import dev.devledger.adapters.sandbox.trackingtime.events.Event;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Entries that repeat: each time is an entry of its own, and all are of one group. */
final class Repeats {
    private static final int MOST = 400;

    private Repeats() {}

    static List<Event> of(Event first, Given given, ZoneId zone, LongSupplier ids) {
        String kind = given.text("repeat").orElse("");
        if (kind.isEmpty() || !given.has("end_repeat")) return List.of(first);
        String frequency = kind.equals("CUSTOM")
                ? given.text("frequency").orElse("DAILY")
                : kind.toUpperCase(Locale.ROOT).replace("EVERY_", "");
        long every = given.number("repeat_every").orElse(1L);
        LocalDate last = WallTime.day(given.needed("end_repeat").substring(0, 10));
        ObjectNode repeat = first.body().putObject("repeat");
        repeat.put("kind", kind).put("frequency", frequency).put("every", every);
        List<Event> all = new ArrayList<>();
        Event.Span span = first.span();
        LocalDateTime end = Objects.requireNonNull(span.end());
        Period step = step(frequency, Math.toIntExact(Math.max(1, every)));
        for (Period later = Period.ZERO; all.size() < MOST; later = later.plus(step)) {
            LocalDateTime start = span.start().plus(later);
            if (start.toLocalDate().isAfter(last)) break;
            Event.Span own =
                    new Event.Span(start, end.plus(later), zone.getRules().getOffset(start));
            all.add(new Event(
                    all.isEmpty() ? first.id() : ids.getAsLong(),
                    first.of(),
                    own,
                    first.seconds(),
                    new Event.Marks(first.marks().billable(), first.marks().billed(), false, first.id()),
                    first.dates(),
                    Json.stored(first.body().toString())));
        }
        return all.isEmpty() ? List.of(first) : all;
    }

    private static Period step(String frequency, int every) {
        return switch (frequency) {
            case "WEEK", "WEEKLY" -> Period.ofWeeks(every);
            case "MONTH", "MONTHLY" -> Period.ofMonths(every);
            default -> Period.ofDays(every);
        };
    }
}
