package dev.devledger.adapters.services.ticktick.json;

import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is written of a task (docs/ticktick.md, section 7): a create has all of it, an update what has changed. */
public final class TaskBodies {
    private static final String TEXT = "TEXT";

    private final ZoneId defaultZone;

    public TaskBodies(ZoneId defaultZone) {
        this.defaultZone = defaultZone;
    }

    /** What a create sends; always open, as status is no field of a create. Without items it is a TEXT by itself. */
    public ObjectNode create(String list, Canonical content) {
        ObjectNode body =
                Wire.JSON.createObjectNode().put("title", content.title()).put("projectId", list);
        boolean checklist = !content.checklist().isEmpty();
        if (!content.description().isEmpty()) {
            body.put(checklist ? "desc" : "content", content.description());
        }
        if (checklist) {
            body.set("items", ChecklistItems.write(content.checklist(), List.of()));
        }
        if (content.priority() != Priority.NONE) {
            body.put("priority", priority(content.priority()));
        }
        if (!content.tags().isEmpty()) {
            body.set("tags", tags(content.tags()));
        }
        if (content.dueDate() != null) {
            putDates(body, content);
        }
        if (content.parent() != null) {
            body.put("parentId", content.parent());
        }
        return body;
    }

    /**
     * The same for a batch, which unlike an update honours completing (docs/ticktick.md, section 9). It names the days
     * of an all-day task: some have seen an update take those away that it does not name, and the answer of a batch
     * does not show it.
     */
    public ObjectNode batched(RemoteTask current, CanonicalChanges changes) {
        ObjectNode body = merge(current, changes);
        if (hasDays(current.content()) && !changes.fields().contains(Field.DATES)) {
            putDates(body, current.content());
        }
        return changes.completes() ? body.put("status", TaskContent.COMPLETED) : body;
    }

    /** Days that it is sure of: what is only near must not be written over what is there. */
    public static boolean hasDays(Canonical content) {
        return content.dueDate() instanceof When.Day && content.oddDates() == null;
    }

    /** What an update sends: the task's own ids and the changed fields, as TickTick merges. Completing is not in it. */
    public ObjectNode merge(RemoteTask current, CanonicalChanges changes) {
        ObjectNode body = Wire.JSON
                .createObjectNode()
                .put("id", current.ref().id())
                .put("projectId", current.ref().list());
        Canonical content = changes.applyTo(current.content());
        for (Field field : changes.fields()) {
            switch (field) {
                case TITLE -> body.put("title", content.title());
                case DESCRIPTION -> body.put(current.checklistKind() ? "desc" : "content", content.description());
                case PRIORITY -> body.put("priority", priority(content.priority()));
                case TAGS -> body.set("tags", tags(content.tags()));
                case DATES -> putDates(body, content);
                case CHECKLIST -> body.set("items", ChecklistItems.write(content.checklist(), current.items()));
                case STATUS -> putStatus(body, content.status());
                case PARENT ->
                    body.put("parentId", Objects.requireNonNullElse(content.parent(), "")); // null is ignored
                case STAGE, ESTIMATE, ASSIGNEES, BLOCKED_BY, CUSTOMER, SERVICE -> {} // it has none
            }
        }
        if (changes.checklist() != null
                && current.checklistKind() == content.checklist().isEmpty()) {
            putOtherKind(body, content);
        }
        return body;
    }

    /** The first item makes a checklist of a text, the last one a text of a checklist: kind and both texts go along. */
    private static void putOtherKind(ObjectNode body, Canonical content) {
        boolean checklist = !content.checklist().isEmpty();
        body.put("kind", checklist ? TaskContent.CHECKLIST : TEXT);
        body.put("content", checklist ? "" : content.description());
        body.put("desc", checklist ? content.description() : "");
    }

    private static void putStatus(ObjectNode body, RemoteStatus status) {
        switch (status) {
            case OPEN, PLANNED, PAUSED, BLOCKED -> // only OPEN is given: the others come as a tag
                body.put("status", TaskContent.OPEN);
            case ABANDONED -> body.put("status", TaskContent.ABANDONED);
            case COMPLETED -> {} // a plain update is not known to honour it: it is a call of its own, or a batch
        }
    }

    /** Both dates always: a due date alone would take the start of a span along, and null clears. */
    private void putDates(ObjectNode body, Canonical content) {
        When due = content.dueDate();
        When start = content.startDate() == null ? due : content.startDate();
        ZoneId zone = Objects.requireNonNullElse(content.timeZone(), defaultZone);
        body.put("startDate", TickTickDates.write(start, zone));
        body.put("dueDate", TickTickDates.write(due, zone));
        if (due != null) {
            body.put("isAllDay", due instanceof When.Day);
        }
        if (due instanceof When.Day) {
            body.put("timeZone", zone.getId()); // else TickTick takes the account's, and the day may be another
        }
    }

    private static ArrayNode tags(SortedSet<String> tags) {
        ArrayNode array = Wire.JSON.createArrayNode();
        tags.forEach(array::add);
        return array;
    }

    private static int priority(Priority priority) {
        return switch (priority) {
            case NONE -> 0;
            case LOW -> 1;
            case MEDIUM -> 3;
            case HIGH -> 5;
        };
    }
}
