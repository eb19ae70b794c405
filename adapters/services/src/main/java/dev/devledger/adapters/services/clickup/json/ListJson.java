package dev.devledger.adapters.services.clickup.json;

import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.Gaps;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list of ClickUp in the words of the sync, and back. Its text is plain: as markdown it would be answered without its
 * marks. Its status is a colour, and no matter of the ledger's.
 *
 * @param around of the account
 */
public record ListJson(Surroundings around) {
    private static final Set<String> READ_ONLY = Set.of("read", "comment");

    /** @param archived whether it was asked for as one of those */
    public RemoteList read(JsonNode list, boolean archived) {
        String right = Wire.text(list, "permission_level");
        boolean writable =
                !archived && !Wire.isTrue(list, "archived") && !READ_ONLY.contains(right == null ? "" : right);
        Gaps gaps = new Gaps(unshown(list), Set.of(), ClickUpDates.readings(list, "due_date", around, null), List.of());
        return new RemoteList(Wire.id(list, "list"), content(list), writable, gaps);
    }

    /** Each of these every documented answer shows, as null or "" where there is nothing of it. */
    private static Set<Field> unshown(JsonNode list) {
        Set<Field> unshown = EnumSet.noneOf(Field.class);
        if (Wire.given(list, "name") == null) {
            unshown.add(Field.TITLE);
        }
        if (!list.has("content")) {
            unshown.add(Field.DESCRIPTION);
        }
        JsonNode priority = list.path("priority");
        if (!priority.isNull() && Wire.given(priority, "priority") == null && Wire.given(priority, "id") == null) {
            unshown.add(Field.PRIORITY);
        }
        if (!list.has("due_date")) {
            unshown.add(Field.DATES);
        }
        return unshown;
    }

    private Canonical content(JsonNode list) {
        String name = Wire.text(list, "name");
        String text = Wire.text(list, "content");
        return new Canonical(
                        name == null ? "" : name,
                        text == null || text.isBlank() ? "" : text,
                        priority(list.path("priority")),
                        new TreeSet<>(),
                        null,
                        ClickUpDates.read(list, "due_date", around),
                        null,
                        List.of(),
                        RemoteStatus.OPEN,
                        null)
                .withOddDates(ClickUpDates.odd(list));
    }

    /** Of a list the word is told, and the number may not be. Urgent reads as high. */
    private static Priority priority(JsonNode priority) {
        String word = Wire.text(priority, "priority");
        return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
            case "urgent", "high" -> Priority.HIGH;
            case "normal" -> Priority.MEDIUM;
            case "low" -> Priority.LOW;
            default -> TaskJson.priority(priority);
        };
    }

    /** What of it has changed, and nothing else. */
    public ObjectNode update(CanonicalChanges changes) {
        ObjectNode body = Wire.object();
        Canonical then = changes.applyTo(Canonical.list(""));
        for (Field field : changes.fields()) {
            switch (field) {
                case TITLE -> body.put("name", then.title());
                case DESCRIPTION -> body.put("content", then.description().isEmpty() ? " " : then.description());
                case PRIORITY -> body.put("priority", TaskBodies.priority(then.priority()));
                case DATES -> putDue(body, then.dueDate());
                default -> throw new IllegalArgumentException("a list of ClickUp has no " + field);
            }
        }
        return body;
    }

    private void putDue(ObjectNode body, @Nullable When due) {
        if (due == null) {
            body.putNull("due_date");
        } else {
            body.put("due_date", ClickUpDates.write(due, around.zone()));
        }
        body.put("due_date_time", due instanceof When.Moment);
    }
}
