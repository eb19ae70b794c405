package dev.devledger.adapters.services.clickup.json;

import dev.devledger.adapters.services.clickup.json.ListJson.Status;
import dev.devledger.adapters.services.clickup.json.Wire.AccountContext;
import dev.devledger.adapters.services.clickup.json.Wire.ClickUpDates;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.kernel.UnreadableAnswer.Unshown;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.content.UnshownParts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a task of ClickUp into the sync's types; {@link TaskBodies} writes it. */
public record TaskJson(AccountContext around) {
    /** The name of the checklist that is synchronized; other checklists of a task are not changed. */
    public static final String CHECKLIST = "Checklist";

    private static final int MINUTE = 60_000;
    private static final Status UNSHOWN = new Status("", Status.Type.OPEN);

    /**
     * Reads a task of a list, so that an unreadable task does not affect other tasks.
     *
     * @throws UnreadableAnswer if not even its id and its list can be read, so that it cannot count as existing
     */
    public LookupResult.Present row(JsonNode task) {
        RemoteRef ref = ref(task);
        try {
            return new LookupResult.Found(task(task, ref));
        } catch (UnreadableAnswer e) {
            return new LookupResult.Unreadable(new Quarantined(
                    ref,
                    String.valueOf(e.getMessage()),
                    Wire.text(task, "name"),
                    Wire.moment(task, "date_created"),
                    Wire.moment(task, "date_updated")));
        }
    }

    public RemoteTask task(JsonNode task) {
        return task(task, ref(task));
    }

    /** Returns the time of the task's last change, by ClickUp's clock; null if the answer has none. */
    public static @Nullable Instant writtenAt(JsonNode task) {
        return Wire.moment(task, "date_updated");
    }

    private static RemoteRef ref(JsonNode task) {
        String list = Wire.given(task.path("list"), "id");
        if (list == null) {
            throw new UnreadableAnswer("a task of ClickUp has no list");
        }
        return new RemoteRef(list, Wire.id(task, "task"));
    }

    private RemoteTask task(JsonNode task, RemoteRef ref) {
        List<Item> items = items(task);
        CanonicalContent content = content(task, items);
        return new RemoteTask(
                ref,
                content,
                items,
                false,
                false,
                Wire.moment(task, "date_created"),
                Wire.moment(task, "date_updated"),
                CustomFields.read(task, around),
                checklistId(task),
                new UnshownParts(
                        unshown(task, content),
                        ClickUpDates.readings(task, "start_date", around, content.dueDate()),
                        ClickUpDates.readings(task, "due_date", around, content.startDate()),
                        others(task)));
    }

    /**
     * Returns the fields that the answer does not show. According to the documentation every answer shows each of
     * these, an empty one as null or an empty list.
     */
    private Set<Field> unshown(JsonNode task, CanonicalContent content) {
        boolean isStanding = Wire.given(task.path("status"), "status") != null;
        boolean areTagsShown = all(task, "tags", "name");
        // The status alone is not enough: a tag may mark the task as abandoned.
        boolean isEnd = content.status() == RemoteStatus.COMPLETED;
        return Unshown.of(Field.class)
                .unless(Wire.given(task, "name") != null, Field.TITLE)
                .unless(isDescriptionShown(task), Field.DESCRIPTION)
                .unless(isPriorityShown(task.path("priority")), Field.PRIORITY)
                .unless(task.has("start_date") && task.has("due_date"), Field.DATES)
                .unless(task.has("time_estimate"), Field.ESTIMATE)
                .unless(task.has("parent"), Field.PARENT)
                .unless(areTagsShown, Field.TAGS)
                .unless(areAssigneesShown(task), Field.ASSIGNEES)
                .unless(all(task, "dependencies", "task_id", "depends_on"), Field.BLOCKED_BY)
                .unless(areItemsShown(task), Field.CHECKLIST)
                .unless(isStanding, Field.STAGE)
                .unless(isStanding && (areTagsShown || !isEnd), Field.STATUS)
                .fields();
    }

    /** True if {@code list} is a list, and each of its elements has these fields. */
    private static boolean all(JsonNode of, String list, String... fields) {
        return of.path(list).isArray()
                && Wire.all(of, list).stream()
                        .allMatch(each -> Stream.of(fields).allMatch(each::hasNonNull));
    }

    /**
     * True if the answer shows the description. Without the markdown form the marks of a text are missing, so then only
     * an empty description counts as shown.
     */
    private static boolean isDescriptionShown(JsonNode task) {
        if (task.has("markdown_description")) {
            return true;
        }
        return (task.has("description") || task.has("text_content"))
                && Wire.given(task, "description") == null
                && Wire.given(task, "text_content") == null;
    }

    private static boolean areAssigneesShown(JsonNode task) {
        return task.path("assignees").isArray()
                && Wire.all(task, "assignees").stream()
                        .allMatch(each -> Wire.given(each, "id") != null || Wire.given(each, "email") != null);
    }

    private static boolean isPriorityShown(JsonNode priority) {
        return priority.isNull()
                || Wire.given(priority, "id") != null
                || (priority.isValueNode() && !priority.isMissingNode());
    }

    private static boolean areItemsShown(JsonNode task) {
        return all(task, "checklists", "id")
                && Wire.all(task, "checklists").stream().allMatch(TaskJson::areItemsOf);
    }

    /** True if the checklist shows its items. */
    public static boolean areItemsOf(JsonNode checklist) {
        return all(checklist, "items", "id", "name", "resolved");
    }

    /** Returns the checklists that are not synchronized. */
    private static List<UnshownParts.Checklist> others(JsonNode task) {
        JsonNode ours = checklist(task);
        return Wire.all(task, "checklists").stream()
                .filter(each -> !each.equals(ours) && areItemsOf(each) && Wire.given(each, "id") != null)
                .map(each -> new UnshownParts.Checklist(Wire.id(each, "checklist"), itemsOf(each)))
                .toList();
    }

    private CanonicalContent content(JsonNode task, List<Item> items) {
        Status status = task.path("status").isMissingNode() ? UNSHOWN : Status.read(task.path("status"));
        When start = dayBeside(task, "start_date", "due_date");
        When due = dayBeside(task, "due_date", "start_date");
        String name = Wire.text(task, "name");
        return new CanonicalContent(
                name == null ? "" : name,
                description(task),
                priority(task.path("priority")),
                tags(task),
                sameKind(task, "start_date", start, due),
                sameKind(task, "due_date", due, start),
                null,
                items.stream()
                        .map(item -> new ChecklistEntry(item.title(), item.done()))
                        .toList(),
                status(status, task),
                Wire.given(task, "parent"),
                status.type() == Status.Type.CUSTOM ? status.name().toLowerCase(Locale.ROOT) : null,
                estimate(task),
                assignees(task),
                blockedBy(task),
                null,
                null,
                ClickUpDates.odd(task));
    }

    private static String description(JsonNode task) {
        String markdown = Wire.text(task, "markdown_description");
        String text = markdown == null ? Wire.text(task, "description") : markdown;
        return text == null || text.isBlank() ? "" : text;
    }

    /**
     * Reads a date beside another date that is a day: if the answer does not say whether the time counts, the hour that
     * stood for a day in a former zone means a day.
     */
    private @Nullable When dayBeside(JsonNode task, String field, String other) {
        When date = ClickUpDates.read(task, field, around);
        return date instanceof When.Moment(var instant)
                        && !task.path(field + "_time").isBoolean()
                        && ClickUpDates.read(task, other, around) instanceof When.Day
                ? ClickUpDates.day(instant, around).<When>map(day -> day).orElse(date)
                : date;
    }

    /** Reads a day as a moment if the task's other date is a moment, so that both dates are of one kind. */
    private static @Nullable When sameKind(JsonNode task, String field, @Nullable When date, @Nullable When other) {
        Instant instant = Wire.moment(task, field);
        return date instanceof When.Day && other instanceof When.Moment && instant != null
                ? new When.Moment(instant)
                : date;
    }

    /** Reads a priority; urgent is read as high. */
    static Priority priority(JsonNode priority) {
        String id =
                priority.isObject() ? Wire.text(priority, "id") : priority.isValueNode() ? priority.asString("") : "";
        return switch (id == null ? "" : id) {
            case "1", "2" -> Priority.HIGH;
            case "3" -> Priority.MEDIUM;
            case "4" -> Priority.LOW;
            default -> Priority.NONE;
        };
    }

    private static NavigableSet<String> tags(JsonNode task) {
        NavigableSet<String> tags = new TreeSet<>();
        for (JsonNode tag : Wire.all(task, "tags")) {
            String name = Wire.given(tag, "name");
            if (name != null && !name.equalsIgnoreCase(AccountContext.TAG)) {
                tags.add(name);
            }
        }
        return tags;
    }

    private RemoteStatus status(Status status, JsonNode task) {
        if (!status.type().ends()) {
            return RemoteStatus.OPEN;
        }
        return around.isAbandoned(status.name()) || isTaggedAbandoned(task)
                ? RemoteStatus.ABANDONED
                : RemoteStatus.COMPLETED;
    }

    /** True if the task has the tag {@code abandoned}. */
    public static boolean isTaggedAbandoned(JsonNode task) {
        return Wire.all(task, "tags").stream()
                .anyMatch(each -> AccountContext.TAG.equalsIgnoreCase(Wire.text(each, "name")));
    }

    /**
     * Reads an estimate in minutes, rounded up. An estimate too large for an int becomes the largest int, which is
     * above the allowed maximum.
     */
    private static @Nullable Integer estimate(JsonNode task) {
        Long millis = Wire.number(task, "time_estimate");
        if (millis == null || millis <= 0) {
            return null;
        }
        return (int) Math.min(Math.ceilDiv(millis, MINUTE), Integer.MAX_VALUE);
    }

    /** Reads the assignees; people whose address is not visible are left out. */
    private SortedSet<String> assignees(JsonNode task) {
        SortedSet<String> addresses = new TreeSet<>();
        for (JsonNode person : Wire.all(task, "assignees")) {
            String told = Wire.given(person, "email");
            String id = Wire.given(person, "id");
            String address = told != null || id == null ? told : around.address(id);
            if (address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    /** Reads the tasks that block this one, from its dependencies, each of which has the ids of both tasks. */
    private static SortedSet<String> blockedBy(JsonNode task) {
        String id = Wire.given(task, "id");
        SortedSet<String> others = new TreeSet<>();
        for (JsonNode each : Wire.all(task, "dependencies")) {
            String other = Wire.given(each, "depends_on");
            if (other != null && id != null && id.equals(Wire.given(each, "task_id"))) {
                others.add(other);
            }
        }
        return others;
    }

    private static List<Item> items(JsonNode task) {
        JsonNode checklist = checklist(task);
        return checklist == null ? List.of() : itemsOf(checklist);
    }

    private static @Nullable String checklistId(JsonNode task) {
        JsonNode checklist = checklist(task);
        return checklist == null ? null : Wire.id(checklist, "checklist");
    }

    /** Reads the items of a checklist. */
    public static List<Item> itemsOf(JsonNode checklist) {
        List<JsonNode> rows = new ArrayList<>(Wire.all(checklist, "items"));
        rows.sort(Comparator.comparing(TaskJson::place));
        return rows.stream()
                .map(item -> {
                    String name = Wire.text(item, "name");
                    return new Item(
                            Wire.id(item, "checklist item"), name == null ? "" : name, Wire.isTrue(item, "resolved"));
                })
                .toList();
    }

    private static Double place(JsonNode item) {
        String place = Wire.given(item, "orderindex");
        try {
            return place == null ? Double.MAX_VALUE : Double.valueOf(place);
        } catch (NumberFormatException e) {
            return Double.MAX_VALUE;
        }
    }

    /** Returns the synchronized checklist; null if there is none. */
    private static @Nullable JsonNode checklist(JsonNode task) {
        return Wire.all(task, "checklists").stream()
                .filter(each -> CHECKLIST.equals(Wire.text(each, "name")))
                .findFirst()
                .orElse(null);
    }
}
