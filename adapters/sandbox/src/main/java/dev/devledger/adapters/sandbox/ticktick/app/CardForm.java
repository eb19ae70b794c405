package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.sandbox.kernel.Json;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a card's page, as the words that the browser sends. {@code day} and {@code time} are when it is due;
 * the start is there only where it is another moment. No time means all day.
 */
public record CardForm(Map<String, String> fields) {
    private static final List<String> NAMES =
            List.of("title", "note", "day", "time", "startDay", "startTime", "zone", "priority", "tags", "repeat");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    public static CardForm of(Card card) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("title", card.title());
        fields.put("note", card.note());
        card.due().ifPresent(due -> {
            fields.put("day", due.toLocalDate().toString());
            fields.put("time", card.isAllDay() ? "" : TIME.format(due));
        });
        card.otherStart().ifPresent(start -> {
            fields.put("startDay", start.toLocalDate().toString());
            fields.put("startTime", card.isAllDay() ? "" : TIME.format(start));
        });
        fields.put("zone", card.zone().getId());
        fields.put("priority", String.valueOf(card.priority()));
        fields.put("tags", String.join(" ", card.tags()));
        fields.put("repeat", card.repeat());
        return sent(name -> fields.getOrDefault(name, ""));
    }

    static CardForm sent(UnaryOperator<String> parameter) {
        Map<String, String> fields = new LinkedHashMap<>();
        NAMES.forEach(name -> fields.put(name, parameter.apply(name)));
        return new CardForm(fields);
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The update that turns what the person saw into what they left. */
    ObjectNode changes(CardForm seen, Card card) {
        ObjectNode change = Json.object();
        edited(seen, "title").ifPresent(title -> change.put("title", title.strip()));
        edited(seen, "note").ifPresent(note -> change.put(card.noteField(), note));
        edited(seen, "priority").ifPresent(priority -> change.put("priority", Integer.parseInt(priority)));
        edited(seen, "tags").ifPresent(tags -> {
            ArrayNode list = change.putArray("tags");
            Stream.of(tags.split("[\\s,#]+", -1)).filter(tag -> !tag.isEmpty()).forEach(list::add);
        });
        edited(seen, "repeat").ifPresent(rule -> change.put("repeatFlag", rule));
        change.setAll(new CardDates(seen, this, card).changes());
        return change;
    }

    /** What cannot be read of it, in words. */
    Wrong wrong(CardForm seen) {
        if (edited(seen, "title").filter(String::isBlank).isPresent()) return at("title", "Enter a title.");
        for (String day : List.of("day", "startDay"))
            if (!reads(LocalDate::parse, day)) return at(day, "Enter a day such as 2026-11-30.");
        for (String time : List.of("time", "startTime"))
            if (!reads(LocalTime::parse, time)) return at(time, "Enter a time such as 09:30.");
        if (!reads(ZoneId::of, "zone")) return at("zone", "Enter a time zone such as Europe/Berlin.");
        boolean startAlone =
                edited(seen, "startDay").filter(day -> !day.isEmpty()).isPresent()
                        && field("day").isEmpty();
        return startAlone ? at("day", "Enter a due day too. A card has no start day alone.") : Wrong.NOTHING;
    }

    private Wrong at(String name, String message) {
        return new Wrong(name, field(name), message);
    }

    private boolean reads(Function<String, ?> reading, String name) {
        try {
            return field(name).isEmpty() || reading.apply(field(name)) != null;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    Optional<String> edited(CardForm seen, String name) {
        return Optional.of(field(name)).filter(value -> !value.equals(seen.field(name)));
    }
}
