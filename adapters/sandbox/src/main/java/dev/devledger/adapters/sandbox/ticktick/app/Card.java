package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.common.Call.PagePaths;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues.WireTime;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues.WireTime.Zones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A task as a user sees it. */
public record Card(ObjectNode body) {
    static final int LONGEST = 500;

    /** An item of the checklist, with the path that ticks it. */
    record Item(String id, String path, String title, boolean isDone) {
        String look() {
            return isDone ? "done" : "";
        }
    }

    String id() {
        return text("id");
    }

    String path() {
        return PagePaths.card(id());
    }

    String look() {
        return isOpen() ? "" : isAbandoned() ? "abandoned" : "done";
    }

    /** Returns the sign in the card's checkbox. */
    String mark() {
        return isOpen() ? "" : isAbandoned() ? "×" : "✓";
    }

    String listId() {
        return text("projectId");
    }

    String parentId() {
        return text("parentId");
    }

    String title() {
        return text("title");
    }

    boolean isOpen() {
        return body.path("status").intValue() == 0;
    }

    boolean isAbandoned() {
        return body.path("status").intValue() < 0;
    }

    int priority() {
        return body.path("priority").intValue();
    }

    boolean repeats() {
        return !repeat().isEmpty();
    }

    String repeat() {
        return text("repeatFlag");
    }

    /** Returns the field that holds the note: it differs between checklists and texts. */
    String noteField() {
        return text("kind").equals("CHECKLIST") ? "desc" : "content";
    }

    String note() {
        return text(noteField());
    }

    List<String> tags() {
        return body.path("tags").valueStream().map(JsonNode::stringValue).toList();
    }

    List<JsonNode> items() {
        return body.path("items").valueStream().toList();
    }

    List<Item> checklist() {
        return items().stream().map(this::item).toList();
    }

    private Item item(JsonNode item) {
        String id = item.path("id").asString("");
        return new Item(
                id,
                path() + "/items/" + id,
                item.path("title").asString(""),
                item.path("status").intValue() != 0);
    }

    boolean isAllDay() {
        return body.path("isAllDay").booleanValue();
    }

    ZoneId zone() {
        return Zones.orUtc(text("timeZone"));
    }

    Optional<ZonedDateTime> due() {
        return WireTime.of(body, "dueDate")
                .or(() -> WireTime.of(body, "startDate"))
                .map(at -> at.atZone(zone()));
    }

    /** Returns the start, unless it is the same moment as the due date. */
    Optional<ZonedDateTime> otherStart() {
        return WireTime.of(body, "startDate")
                .map(at -> at.atZone(zone()))
                .filter(start -> due().filter(due -> !due.isEqual(start)).isPresent());
    }

    boolean isOverdue(Instant now) {
        return isOpen() && dueDate().filter(due -> due.isOver(now)).isPresent();
    }

    String dueInWords(Instant now) {
        return dueDate().map(due -> due.inWords(now)).orElse("");
    }

    private Optional<DueDate> dueDate() {
        return due().map(due -> new DueDate(due, isAllDay()));
    }

    private String text(String field) {
        return body.path(field).asString("");
    }

    /** The due date of a card, in the form for users. */
    record DueDate(ZonedDateTime at, boolean isAllDay) {
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
        private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" HH:mm", Locale.ENGLISH);

        boolean isOver(Instant now) {
            return isAllDay
                    ? at.toLocalDate().isBefore(today(now))
                    : at.toInstant().isBefore(now);
        }

        String inWords(Instant now) {
            String time = isAllDay ? "" : TIME.format(at);
            if (at.toLocalDate().equals(today(now))) return "Today" + time;
            if (at.toLocalDate().equals(today(now).plusDays(1))) return "Tomorrow" + time;
            return (at.getYear() == today(now).getYear() ? DAY : DAY_OF_YEAR).format(at) + time;
        }

        private LocalDate today(Instant now) {
            return LocalDate.ofInstant(now, at.getZone());
        }
    }

    /** The checklist of a card while a user edits it. */
    record CardItems(List<ObjectNode> items) {
        static CardItems of(Card card) {
            return new CardItems(card.items().stream()
                    .map(item -> (ObjectNode) item.deepCopy())
                    .toList());
        }

        CardItems with(String title) {
            return new CardItems(
                    Stream.concat(items.stream(), Stream.of(Json.object().put("title", title)))
                            .toList());
        }

        CardItems without(String id) {
            return new CardItems(items.stream().filter(item -> !has(id, item)).toList());
        }

        CardItems renamed(String id, String title) {
            return each(id, item -> item.put("title", title.strip()));
        }

        CardItems ticked(String id) {
            return each(id, item -> item.put("status", item.path("status").intValue() == 0 ? 1 : 0));
        }

        private CardItems each(String id, Function<ObjectNode, ObjectNode> change) {
            return new CardItems(items.stream()
                    .map(item -> has(id, item) ? change.apply(item) : item)
                    .toList());
        }

        private static boolean has(String id, ObjectNode item) {
            return item.path("id").asString("").equals(id);
        }

        /**
         * Builds the update. The first item makes a text a checklist, and without items a checklist becomes a text; the
         * note is then in another field.
         */
        ObjectNode change(Card card) {
            ObjectNode change = Json.object();
            boolean wasChecklist = card.noteField().equals("desc");
            if (!items.isEmpty() && !wasChecklist)
                change.put("kind", "CHECKLIST").put("desc", card.note()).put("content", "");
            if (items.isEmpty() && wasChecklist)
                change.put("kind", "TEXT").put("content", card.note()).put("desc", "");
            change.putArray("items").addAll(items);
            return change;
        }
    }
}
