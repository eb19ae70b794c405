package dev.devledger.adapters.services.ticktick.json;

import dev.devledger.adapters.services.ticktick.json.TickTickJson.TaskContent;
import dev.devledger.adapters.services.ticktick.json.Wire.TickTickDates;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the bodies for tasks (docs/ticktick.md, section 7): a create with all fields, an update with the changed
 * fields.
 */
public final class TaskBodies {
    private static final String TEXT = "TEXT";

    private final ZoneId defaultZone;

    public TaskBodies(ZoneId defaultZone) {
        this.defaultZone = defaultZone;
    }

    /**
     * Builds a new task. The task is always open, as a create cannot set a status. TickTick itself makes a task without
     * items a TEXT.
     */
    public ObjectNode create(String list, CanonicalContent content) {
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
     * As {@link #merge}, for a batch, which unlike an update can complete a task (docs/ticktick.md, section 9). The
     * body always names the days of an all-day task: clients have seen an update remove days that it did not name, and
     * the answer to a batch would not show that.
     */
    public ObjectNode batched(RemoteTask current, CanonicalChanges changes) {
        ObjectNode body = merge(current, changes);
        if (hasDays(current.content()) && !changes.fields().contains(Field.DATES)) {
            putDates(body, current.content());
        }
        return changes.completes() ? body.put("status", TaskContent.COMPLETED) : body;
    }

    /** True if the task has days that are certain: an uncertain day must not be written over the remote one. */
    public static boolean hasDays(CanonicalContent content) {
        return content.dueDate() instanceof When.Day && content.oddDates() == null;
    }

    /**
     * Builds an update with the task's ids and the changed fields: TickTick keeps all other fields. The update does not
     * complete the task.
     */
    public ObjectNode merge(RemoteTask current, CanonicalChanges changes) {
        ObjectNode body = Wire.JSON
                .createObjectNode()
                .put("id", current.ref().id())
                .put("projectId", current.ref().list());
        CanonicalContent content = changes.applyTo(current.content());
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
                    body.put("parentId", Objects.requireNonNullElse(content.parent(), "")); // null would be ignored
                case STAGE, ESTIMATE, ASSIGNEES, BLOCKED_BY, CUSTOMER, SERVICE -> {} // TickTick has no such field
            }
        }
        if (changes.checklist() != null
                && current.checklistKind() == content.checklist().isEmpty()) {
            putOtherKind(body, content);
        }
        return body;
    }

    /**
     * Puts the kind and both of its texts: the first item turns a text into a checklist, and without its last item a
     * checklist becomes a text.
     */
    private static void putOtherKind(ObjectNode body, CanonicalContent content) {
        boolean checklist = !content.checklist().isEmpty();
        body.put("kind", checklist ? TaskContent.CHECKLIST : TEXT);
        body.put("content", checklist ? "" : content.description());
        body.put("desc", checklist ? content.description() : "");
    }

    private static void putStatus(ObjectNode body, RemoteStatus status) {
        switch (status) {
            case OPEN, PLANNED, PAUSED, BLOCKED -> // only OPEN is possible here: the other three come as a tag
                body.put("status", TaskContent.OPEN);
            case ABANDONED -> body.put("status", TaskContent.ABANDONED);
            case COMPLETED -> {} // not known to work in an update: completing takes a call of its own, or a batch
        }
    }

    /** Puts both dates, always: a due date alone would move the start of a span, and null clears a date. */
    private void putDates(ObjectNode body, CanonicalContent content) {
        When due = content.dueDate();
        When start = content.startDate() == null ? due : content.startDate();
        ZoneId zone = Objects.requireNonNullElse(content.timeZone(), defaultZone);
        body.put("startDate", TickTickDates.write(start, zone));
        body.put("dueDate", TickTickDates.write(due, zone));
        if (due != null) {
            body.put("isAllDay", due instanceof When.Day);
        }
        if (due instanceof When.Day) {
            body.put("timeZone", zone.getId()); // without it TickTick uses the account's zone, and the day may change
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

    /**
     * The items of a task. A write replaces all items (docs/ticktick.md, section 7), so each kept item is sent with its
     * id and the fields that are not synchronized, such as its own date and zone.
     */
    static final class ChecklistItems {
        /**
         * The distance between the sort orders of two items, which lets the app put another item between them without
         * renumbering.
         */
        private static final long STEP = 1L << 20;

        private static final Set<String> MAPPED = Set.of("id", "title", "status", "sortOrder");

        private ChecklistItems() {}

        static List<Item> read(@Nullable List<@Nullable ObjectNode> items) {
            if (items == null) {
                return List.of();
            }
            List<ObjectNode> ordered = new ArrayList<>();
            for (ObjectNode item : items) {
                if (item != null) {
                    ordered.add(item);
                }
            }
            if (ordered.stream().allMatch(item -> item.path("sortOrder").isNumber())) {
                ordered.sort(
                        Comparator.comparingLong(item -> item.path("sortOrder").asLong(0)));
            }
            return ordered.stream().map(ChecklistItems::item).toList();
        }

        /** True if each item shows its text and its status. */
        static boolean areShown(@Nullable List<@Nullable ObjectNode> items) {
            return items == null
                    || items.stream()
                            .filter(Objects::nonNull)
                            .allMatch(item -> item.hasNonNull("title") && item.hasNonNull("status"));
        }

        private static Item item(ObjectNode item) {
            boolean done = item.path("status").asInt(0) != 0; // items have 0 and 1, tasks have 0 and 2
            ObjectNode rest = item.deepCopy().without(MAPPED);
            return new Item(item.path("id").asString(""), item.path("title").asString(""), done, rest.toString());
        }

        static ArrayNode write(List<ChecklistEntry> wanted, List<Item> present) {
            ArrayNode items = Wire.JSON.createArrayNode();
            List<@Nullable Item> kept = match(wanted, present);
            for (int i = 0; i < wanted.size(); i++) {
                items.add(item(wanted.get(i), kept.get(i), i * STEP));
            }
            return items;
        }

        private static ObjectNode item(ChecklistEntry check, @Nullable Item kept, long order) {
            ObjectNode item = Wire.JSON.createObjectNode();
            if (kept != null) {
                item.setAll(unmapped(kept, check));
                if (!kept.id().isEmpty()) {
                    item.put("id", kept.id());
                }
            }
            return item.put("title", check.title())
                    .put("status", check.done() ? 1 : 0)
                    .put("sortOrder", order);
        }

        private static ObjectNode unmapped(Item kept, ChecklistEntry check) {
            if (kept.unmapped().isEmpty()) {
                return Wire.JSON.createObjectNode();
            }
            JsonNode rest = Wire.JSON.readTree(kept.unmapped());
            ObjectNode fields = rest instanceof ObjectNode object ? object : Wire.JSON.createObjectNode();
            return kept.done() == check.done()
                    ? fields
                    : fields.without("completedTime"); // the item is open again, or new
        }

        /**
         * Finds the remote item of each item of the ledger: by id, else by title, else, if the ledger has no id of its
         * own for the item, by its position among the remaining items.
         */
        private static List<@Nullable Item> match(List<ChecklistEntry> wanted, List<Item> present) {
            List<@Nullable Item> left = new ArrayList<>(present);
            List<@Nullable Item> kept = new ArrayList<>();
            for (ChecklistEntry check : wanted) {
                kept.add(take(left, item -> item.id().equals(check.remoteId())));
            }
            for (int i = 0; i < wanted.size(); i++) {
                if (kept.get(i) == null) {
                    String title = wanted.get(i).title();
                    kept.set(i, take(left, item -> item.title().equals(title)));
                }
            }
            for (int i = 0; i < Math.min(wanted.size(), left.size()); i++) {
                if (kept.get(i) == null && wanted.get(i).ledgerId() == null) {
                    kept.set(i, left.set(i, null));
                }
            }
            return kept;
        }

        private static @Nullable Item take(List<@Nullable Item> left, Predicate<Item> wanted) {
            for (int i = 0; i < left.size(); i++) {
                Item item = left.get(i);
                if (item != null && wanted.test(item)) {
                    return left.set(i, null);
                }
            }
            return null;
        }
    }
}
