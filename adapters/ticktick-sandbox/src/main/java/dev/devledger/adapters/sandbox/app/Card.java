package dev.devledger.adapters.sandbox.app;

import dev.devledger.adapters.sandbox.common.PagePaths;
import dev.devledger.adapters.sandbox.common.WireTime;
import dev.devledger.adapters.sandbox.common.Zones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A task as a person looks at it. */
public record Card(ObjectNode body) {
    static final int LONGEST = 500;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" HH:mm", Locale.ENGLISH);

    /** A line of the checklist, at the address where it is ticked. */
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

    /** What its box shows. */
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

    /** A checklist's note is another field than that of a text. */
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

    /** Where it begins before it is due. */
    Optional<ZonedDateTime> otherStart() {
        return WireTime.of(body, "startDate")
                .map(at -> at.atZone(zone()))
                .filter(start -> due().filter(due -> !due.isEqual(start)).isPresent());
    }

    boolean isOverdue(Instant now) {
        ZonedDateTime local = now.atZone(zone());
        return isOpen()
                && due().filter(due ->
                                isAllDay() ? due.toLocalDate().isBefore(local.toLocalDate()) : due.isBefore(local))
                        .isPresent();
    }

    String dueInWords(Instant now) {
        return due().map(due -> inWords(due, now)).orElse("");
    }

    private String inWords(ZonedDateTime due, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone());
        String time = isAllDay() ? "" : TIME.format(due);
        if (due.toLocalDate().equals(today)) return "Today" + time;
        if (due.toLocalDate().equals(today.plusDays(1))) return "Tomorrow" + time;
        return (due.getYear() == today.getYear() ? DAY : DAY_OF_YEAR).format(due) + time;
    }

    private String text(String field) {
        return body.path(field).asString("");
    }
}
