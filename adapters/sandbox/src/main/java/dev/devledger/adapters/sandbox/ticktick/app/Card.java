package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.sandbox.ticktick.common.PagePaths;
import dev.devledger.adapters.sandbox.ticktick.common.WireTime;
import dev.devledger.adapters.sandbox.ticktick.common.Zones;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A task as a person looks at it. */
public record Card(ObjectNode body) {
    static final int LONGEST = 500;

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
}
