package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues.WireTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a card's page, as the browser sends them. {@code day} and {@code time} are the due date; without a time
 * it is all day. The start is set only if it is another moment.
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

    /** Builds the update, from the fields as the user saw them and as the user left them. */
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

    /** Returns the first field that cannot be read, with a message. */
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

    /** The dates in a card's form. With a new zone, their local times stay the same. */
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
                        .ifPresent(local -> change.put(
                                field, WireTime.write(local.atZone(to).toInstant())));
        }

        private void due(ObjectNode change, ZoneId zone) {
            if (left.field("day").isEmpty()) {
                change.putNull("dueDate");
                change.putNull("startDate");
                return;
            }
            String due = instant("day", "time", zone);
            change.put("dueDate", due);
            // A start that was only set because of the new zone would make the dates a span.
            change.remove("startDate");
            // Without this, a new due date alone would also move the start.
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

    /**
     * A refused input. Its form is shown again, with the reason.
     *
     * @param input the input's id on the page; empty if the reason is not about one input
     * @param typed the text in the input
     * @param message the reason; empty if nothing is wrong
     */
    record Wrong(String input, String typed, String message) {
        static final Wrong NOTHING = new Wrong("", "", "");

        boolean isAt(String id) {
            return !message.isEmpty() && input.equals(id);
        }

        /** Returns the value of the input's {@code aria-invalid}. */
        @Nullable
        String invalid(String id) {
            return isAt(id) ? "true" : null;
        }

        /** Returns the value of the input's {@code aria-describedby}. */
        @Nullable
        String description(String id) {
            return isAt(id) ? "wrong" : null;
        }

        /** Returns the text that the input shows. */
        String value(String id, String otherwise) {
            return isAt(id) ? typed : otherwise;
        }
    }
}
