package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.common.WireTime;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The dates of a card's form. In another zone, the clock shows the same. */
record CardDates(CardForm seen, CardForm left, Card card) {
    ObjectNode changes() {
        ObjectNode change = Json.object();
        Optional<ZoneId> newZone =
                left.edited(seen, "zone").filter(name -> !name.isBlank()).map(ZoneId::of);
        ZoneId zone = newZone.orElse(card.zone());
        newZone.ifPresent(to -> rezoned(change, to));
        boolean due = isEdited("day", "time");
        boolean start = isEdited("startDay", "startTime");
        if (due) due(change, zone);
        if (start && !left.field("day").isEmpty()) start(change, zone);
        if ((due || start) && !left.field("day").isEmpty())
            change.put(
                    "isAllDay",
                    left.field("time").isEmpty() && left.field("startTime").isEmpty());
        return change;
    }

    private boolean isEdited(String... names) {
        return Stream.of(names).anyMatch(name -> left.edited(seen, name).isPresent());
    }

    private void rezoned(ObjectNode change, ZoneId to) {
        change.put("timeZone", to.getId());
        for (String field : List.of("startDate", "dueDate"))
            WireTime.of(card.body(), field)
                    .map(at -> LocalDateTime.ofInstant(at, card.zone()))
                    .ifPresent(local ->
                            change.put(field, WireTime.write(local.atZone(to).toInstant())));
    }

    private void due(ObjectNode change, ZoneId zone) {
        if (left.field("day").isEmpty()) {
            change.putNull("dueDate");
            change.putNull("startDate");
            return;
        }
        String due = instant("day", "time", zone);
        change.put("dueDate", due);
        // The start that only the change of zone put there would make a span.
        change.remove("startDate");
        // A due date alone would take the start along.
        card.otherStart()
                .map(at -> at.withZoneSameLocal(zone).toInstant())
                .filter(at -> at.isBefore(WireTime.read(due).orElseThrow()))
                .ifPresent(at -> change.put("startDate", WireTime.write(at)));
    }

    private void start(ObjectNode change, ZoneId zone) {
        boolean none = left.field("startDay").isEmpty();
        change.put("startDate", none ? instant("day", "time", zone) : instant("startDay", "startTime", zone));
    }

    private String instant(String day, String time, ZoneId zone) {
        LocalTime at = left.field(time).isEmpty() ? LocalTime.MIN : LocalTime.parse(left.field(time));
        return WireTime.write(
                LocalDate.parse(left.field(day)).atTime(at).atZone(zone).toInstant());
    }
}
