package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues.WireTime;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues.WireTime.Zones;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.TickTickHabit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the fields that a client sent into a task, and keeps all other fields. Status and parent are set elsewhere, as
 * they affect other tasks. Fields that TickTick does not know are dropped, and unreadable values are ignored.
 */
record TaskMerge(TickTickBehaviour circumstances) {
    private static final Set<Long> PRIORITIES = Set.of(0L, 1L, 3L, 5L);
    private static final Set<String> KINDS = Set.of("TEXT", "NOTE", "CHECKLIST");
    private static final List<String> TEXTS = List.of("content", "desc", "columnId", "assigneeUsername");

    private static final List<String> FORGETTABLE = List.of(
            "content",
            "desc",
            "items",
            "tags",
            "reminders",
            "startDate",
            "dueDate",
            "repeatFlag",
            "repeatFrom",
            "parentId",
            "columnId",
            "columnName",
            "assigneeUsername",
            "progress");

    void merge(ObjectNode task, RequestFields change, Instant now) {
        change.text("title").ifPresent(title -> task.put("title", title));
        for (String name : TEXTS) change.text(name).ifPresent(text -> Json.putUnlessEmpty(task, name, text));
        change.text("kind").ifPresent(kind -> task.put("kind", known(KINDS, kind, "kind")));
        change.number("priority").ifPresent(value -> task.put("priority", known(PRIORITIES, value, "priority")));
        change.flag("isAllDay").ifPresent(value -> task.put("isAllDay", value));
        change.flag("isFloating").ifPresent(value -> task.put("isFloating", value));
        change.text("timeZone").filter(this::isZone).ifPresent(zone -> task.put("timeZone", zone));
        change.number("sortOrder").ifPresent(value -> task.put("sortOrder", value));
        change.number("progress").ifPresent(value -> task.put("progress", value));
        change.text("repeatFrom").ifPresent(from -> task.put("repeatFrom", from)); // answers may have it empty
        change.texts("tags").ifPresent(tags -> putList(task, "tags", asSet(tags)));
        change.texts("reminders").ifPresent(reminders -> putList(task, "reminders", reminders));
        change.objects("items").ifPresent(items -> checklist(task, change, items, now));
        dates(task, change);
        repetition(task, change);
    }

    /** Removes the dates of an all-day task if the update does not name the due date and the habit is on. */
    void loseDays(ObjectNode task, RequestFields change) {
        boolean allDay = task.path("isAllDay").booleanValue();
        if (allDay && !change.json().has("dueDate") && circumstances.has(TickTickHabit.LOSES_UNNAMED_DAYS))
            task.remove(List.of("startDate", "dueDate"));
    }

    /** Resets all fields that an update of the whole task does not name to the values of a new task. */
    static void forget(ObjectNode task, RequestFields change, String zone) {
        if (!change.has("title")) throw Refusal.invalid("A title is required");
        ObjectNode fresh = Json.object();
        fresh.put("timeZone", zone).put("isAllDay", false).put("isFloating", false);
        fresh.put("priority", 0).put("status", 0).put("kind", "TEXT");
        for (String field : FORGETTABLE) if (!change.has(field)) task.remove(field);
        for (var entry : fresh.properties())
            if (!change.has(entry.getKey())) task.set(entry.getKey(), entry.getValue());
    }

    private static void checklist(ObjectNode task, RequestFields change, List<RequestFields> items, Instant now) {
        ArrayNode checklist = Checklist.replaced(task, items, now);
        Json.putUnlessEmpty(task, "items", checklist);
        boolean plainText = task.path("kind").asString("").equals("TEXT");
        if (!checklist.isEmpty() && plainText && !change.has("kind")) task.put("kind", "CHECKLIST");
    }

    /** Sets the dates. A due date alone becomes a point in time, even if the task had a span. */
    private static void dates(ObjectNode task, RequestFields change) {
        Optional<Instant> due = change.text("dueDate").flatMap(WireTime::read);
        Optional<Instant> start =
                change.text("startDate").flatMap(WireTime::read).or(() -> due);
        start.ifPresent(instant -> task.put("startDate", WireTime.write(instant)));
        due.ifPresent(instant -> task.put("dueDate", WireTime.write(instant)));
        if (change.clears("startDate")) task.remove("startDate");
        if (change.clears("dueDate")) task.remove("dueDate");
    }

    private static void repetition(ObjectNode task, RequestFields change) {
        change.text("repeatFlag")
                .filter(rule -> rule.isEmpty() || rule.startsWith("RRULE:") || rule.startsWith("ERULE:"))
                .ifPresent(rule -> {
                    if (task.has("repeatFlag") || !rule.isEmpty()) task.put("repeatFlag", rule);
                });
        boolean undated = !task.has("startDate") && !task.has("dueDate");
        boolean repeats = !task.path("repeatFlag").asString("").isEmpty();
        if (repeats && change.clears("dueDate")) task.put("repeatFlag", "");
        else if (repeats && undated) task.remove("repeatFlag");
    }

    private static <T> T known(Set<T> values, T value, String field) {
        if (!values.contains(value)) throw Refusal.invalid("Unknown " + field);
        return value;
    }

    private boolean isZone(String name) {
        return Zones.find(name).isPresent()
                || (!name.isEmpty() && circumstances.has(TickTickHabit.KEEPS_UNKNOWN_ZONES));
    }

    /** Sorts the tags, as their order is not kept, and drops repeated names. */
    private List<String> asSet(List<String> tags) {
        SortedMap<String, String> byName = new TreeMap<>();
        for (String tag : tags) byName.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag);
        return List.copyOf(circumstances.has(TickTickHabit.TAGS_KEEP_THEIR_CASE) ? byName.values() : byName.keySet());
    }

    private static void putList(ObjectNode task, String field, List<String> texts) {
        ArrayNode list = Json.array();
        texts.forEach(list::add);
        Json.putUnlessEmpty(task, field, list);
    }

    /** The items of a task. A sent list replaces all old items; an item keeps its identity only if its id is known. */
    static final class Checklist {
        private static final long STEP = 1L << 40;

        private Checklist() {}

        static ArrayNode replaced(ObjectNode task, List<RequestFields> sent, Instant now) {
            Map<String, JsonNode> known = new HashMap<>();
            for (JsonNode item : task.path("items")) known.put(item.path("id").asString(""), item);
            ArrayNode items = Json.array();
            for (RequestFields item : sent) {
                JsonNode old = item.text("id").map(known::remove).orElse(null);
                items.add(item(task, item, old, items.size() * STEP, now));
            }
            return items;
        }

        private static ObjectNode item(
                ObjectNode task, RequestFields sent, @Nullable JsonNode old, long place, Instant now) {
            boolean done = isDone(sent);
            ObjectNode item = Json.object();
            item.put(
                    "id", old == null ? GeneratedValues.id(now) : old.path("id").stringValue());
            item.put("status", done ? 1 : 0);
            item.put("title", sent.text("title").orElse(""));
            item.put("sortOrder", sent.number("sortOrder").orElse(place));
            item.put("isAllDay", sent.flag("isAllDay").orElse(false));
            item.put(
                    "timeZone",
                    sent.text("timeZone")
                            .filter(zone -> !zone.isEmpty())
                            .orElse(task.path("timeZone").asString("")));
            sent.text("startDate").flatMap(WireTime::read).ifPresent(at -> item.put("startDate", WireTime.write(at)));
            if (done) item.put("completedTime", completedTime(sent, old, now));
            return item;
        }

        /**
         * True for the status 1 (for a completed task it would be 2). How TickTick reads other numbers is not known, so
         * they are refused, which makes them noticed.
         */
        private static boolean isDone(RequestFields sent) {
            long status = sent.number("status").orElse(0L);
            if (status != 0 && status != 1) throw Refusal.invalid("The status of an item is 0 or 1");
            return status == 1;
        }

        private static String completedTime(RequestFields sent, @Nullable JsonNode old, Instant now) {
            return sent.text("completedTime")
                    .flatMap(WireTime::read)
                    .map(WireTime::write)
                    .or(() -> old == null
                            ? Optional.empty()
                            : old.path("completedTime").asStringOpt())
                    .orElse(WireTime.write(now));
        }

        /** Unticks all items, as the next occurrence of a recurring task starts with open items. */
        static void untick(ObjectNode task) {
            for (JsonNode item : task.path("items")) {
                ((ObjectNode) item).put("status", 0);
                ((ObjectNode) item).remove("completedTime");
            }
        }
    }
}
