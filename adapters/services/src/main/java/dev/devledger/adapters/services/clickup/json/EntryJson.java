package dev.devledger.adapters.services.clickup.json;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.kernel.UnreadableAnswer.Unshown;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads time entries of ClickUp into the sync's types; {@link EntryBodies} writes them. Nearly every field of an entry
 * may be null: ClickUp's mobile app writes such entries.
 *
 * @param user the id of the account's user
 * @param others the ids of other users whose entries are read as well
 * @param zone the zone of the account's user
 */
public record EntryJson(String user, Set<String> others, ZoneId zone) {
    private static final String DATA = "data";
    private static final String NO_TASK = "0";

    /**
     * Reads a list of entries, without entries of users who are not synchronized. The list must be present: if null
     * counted as an empty list, all entries would look deleted.
     */
    public RemoteTimeEntries.Rows all(JsonNode answer) {
        List<RemoteEntry> entries = new ArrayList<>();
        List<RemoteTimeEntries.UnreadableEntry> unread = new ArrayList<>();
        for (JsonNode row : Wire.rows(answer, DATA)) {
            try {
                if (isLookedAt(row)) {
                    entries.add(entry(row));
                }
            } catch (UnreadableAnswer e) {
                unread.add(
                        new RemoteTimeEntries.UnreadableEntry(Wire.given(row, "id"), String.valueOf(e.getMessage())));
            }
        }
        return new RemoteTimeEntries.Rows(entries, unread);
    }

    /** Returns the running entry of the account's user. */
    public Optional<RemoteEntry> running(JsonNode answer) {
        return told(answer).stream()
                .filter(this::isOwn)
                .map(this::entry)
                .filter(entry -> entry.work().running())
                .findFirst();
    }

    /** Returns the requested entry; empty if it belongs to a user who is not synchronized. */
    public Optional<RemoteEntry> one(JsonNode answer, String id) {
        JsonNode row = row(answer, id);
        if (owner(row) == null) {
            throw new UnreadableAnswer("a time entry of ClickUp is nobody's");
        }
        return isLookedAt(row) ? Optional.of(entry(row)) : Optional.empty();
    }

    /** Returns the entry after a write. */
    public RemoteEntry written(JsonNode answer, String id) {
        return entry(row(answer, id));
    }

    /** Returns the id of a new entry; empty if ClickUp leaves it out, and only repeats the request. */
    public static Optional<String> made(JsonNode answer) {
        JsonNode made = answer.has(DATA) ? told(answer).stream().findFirst().orElse(answer) : answer;
        String id = Wire.given(made, "id");
        if (id == null && !made.has("start")) {
            throw new UnreadableAnswer("ClickUp's answer has no time entry");
        }
        return Optional.ofNullable(id);
    }

    /**
     * Returns the entries in an answer about one entry, which has it as an object, in a list, or null if there is none.
     */
    public static List<JsonNode> told(JsonNode answer) {
        JsonNode data = answer.path(DATA);
        if (data.isObject()) {
            return data.isEmpty() ? List.of() : List.of(data);
        }
        return data.isNull() ? List.of() : Wire.rows(answer, DATA);
    }

    private static JsonNode row(JsonNode answer, String id) {
        return told(answer).stream()
                .filter(row -> id.equals(Wire.given(row, "id")))
                .findFirst()
                .orElseThrow(
                        () -> new UnreadableAnswer("ClickUp's answer does not have the time entry that it is about"));
    }

    private static @Nullable String owner(JsonNode row) {
        return Wire.given(row.path("user"), "id");
    }

    private boolean isLookedAt(JsonNode row) {
        String owner = owner(row);
        return isOwn(row) || (owner != null && others.contains(owner));
    }

    /** True for an entry of the account's user; an entry that names no user counts as one. */
    private boolean isOwn(JsonNode row) {
        return Objects.requireNonNullElse(owner(row), user).equals(user);
    }

    private RemoteEntry entry(JsonNode row) {
        return new RemoteEntry(Wire.id(row, "time entry"), work(row), null, unshown(row));
    }

    /**
     * Returns the fields that the answer does not show. According to the documentation every answer shows each of
     * these, an empty one as null, "" or an empty list.
     */
    private static Set<EntryField> unshown(JsonNode row) {
        return Unshown.of(EntryField.class)
                .unless(owner(row) != null, EntryField.PERSON)
                .unless(isTaskShown(row), EntryField.PLACE)
                .unless(row.has("description"), EntryField.NOTE)
                .unless(row.path("tags").isArray(), EntryField.TAGS)
                .unless(row.hasNonNull("billable"), EntryField.BILLABLE)
                .unless(isEndShown(row), EntryField.END)
                .fields();
    }

    /** True if the answer shows the task: as an object with an id, or as "none". */
    private static boolean isTaskShown(JsonNode row) {
        JsonNode task = row.path("task");
        return row.has("task") && (!task.isContainer() || Wire.given(task, "id") != null);
    }

    /** True if the answer shows the end; for a running entry the duration alone shows that there is none. */
    private static boolean isEndShown(JsonNode row) {
        Instant end = Wire.instant(row, "end");
        return Wire.number(row, "duration") != null || (end != null && end.isAfter(Instant.EPOCH));
    }

    private RemoteEntryContent work(JsonNode row) {
        for (String field : List.of("start", "end", "duration")) {
            if (row.path(field).isContainer()) {
                throw new UnreadableAnswer(
                        "ClickUp returned a " + field + " that is not a number"); // it would look running
            }
        }
        Instant start = Wire.instant(row, "start");
        if (start == null) {
            throw new UnreadableAnswer("a time entry of ClickUp has no start");
        }
        String note = Wire.given(row, "description");
        return new RemoteEntryContent(
                isOwn(row) ? null : owner(row),
                task(row),
                null,
                start,
                end(row, start),
                zone,
                note == null ? "" : note,
                tags(row),
                Wire.isTrue(row, "billable"),
                false);
    }

    private static @Nullable String task(JsonNode row) {
        JsonNode task = row.path("task");
        String id = task.isObject() ? Wire.given(task, "id") : Wire.given(row, "task");
        return NO_TASK.equals(id) ? null : id;
    }

    /** Returns the end, or null for a running entry: its duration is negative, and its end is missing or zero. */
    private static @Nullable Instant end(JsonNode row, Instant start) {
        long duration = Objects.requireNonNullElse(Wire.number(row, "duration"), 0L);
        Instant end = Wire.instant(row, "end");
        if (duration < 0) {
            return null;
        }
        if (end != null && end.isAfter(Instant.EPOCH)) {
            return end;
        }
        return duration > 0 ? Wire.after(start, duration, "duration") : null;
    }

    private static SortedSet<String> tags(JsonNode row) {
        SortedSet<String> tags = new TreeSet<>();
        for (JsonNode tag : Wire.all(row, "tags")) {
            String name = Wire.given(tag, "name");
            if (name != null) {
                tags.add(name);
            }
        }
        return tags;
    }

    /** Builds the bodies for time entries: a new entry with all fields, an update with the changed fields. */
    public static final class EntryBodies {
        private EntryBodies() {}

        /**
         * Builds a finished entry. The body always names the person, even the account's own user, as some plans refuse
         * a body without the person.
         */
        public static ObjectNode logged(RemoteEntryContent work, Instant end, String user) {
            return started(work)
                    .put("start", work.start().toEpochMilli())
                    .put("duration", Duration.between(work.start(), end).toMillis())
                    .put("assignee", Long.parseLong(work.user() == null ? user : work.user()));
        }

        /** Builds the start of a timer, without a time: ClickUp's clock sets it. */
        public static ObjectNode started(RemoteEntryContent work) {
            ObjectNode body = Wire.object().put("billable", work.billable());
            if (work.task() != null) {
                body.put("tid", work.task());
            }
            if (!work.note().isEmpty()) {
                body.put("description", work.note());
            }
            if (!work.tags().isEmpty()) {
                putTags(body, work.tags());
            }
            return body;
        }

        public static ObjectNode changed(Set<EntryField> fields, RemoteEntryContent wanted) {
            ObjectNode body = Wire.object();
            for (EntryField field : fields) {
                switch (field) {
                    case PLACE -> body.put("tid", wanted.task());
                    case START, END -> putSpan(body, wanted.start(), wanted.end());
                    case NOTE ->
                        body.put("description", wanted.note().isEmpty() ? " " : wanted.note()); // "" may be ignored
                    case TAGS -> putTags(body.put("tag_action", "replace"), wanted.tags());
                    case BILLABLE -> body.put("billable", wanted.billable());
                    case PERSON, BILLED -> {} // the user of an entry cannot be changed
                }
            }
            return body;
        }

        /** Puts the start with the end: ClickUp refuses either alone. */
        private static void putSpan(ObjectNode body, Instant start, @Nullable Instant end) {
            if (end != null) {
                body.put("start", start.toEpochMilli()).put("end", end.toEpochMilli());
            }
        }

        private static void putTags(ObjectNode body, Collection<String> tags) {
            ArrayNode all = body.putArray("tags");
            tags.forEach(tag -> all.addObject().put("name", tag));
        }

        /** Returns the fields in ClickUp that differ; the start of a running entry is left out, as it cannot be set. */
        public static Set<EntryField> between(RemoteEntryContent now, RemoteEntryContent wanted) {
            return Unshown.of(EntryField.class)
                    .unless(Objects.equals(now.task(), wanted.task()), EntryField.PLACE)
                    .unless(wanted.running() || now.start().equals(wanted.start()), EntryField.START)
                    .unless(Objects.equals(now.end(), wanted.end()), EntryField.END)
                    .unless(now.note().equals(wanted.note()), EntryField.NOTE)
                    .unless(now.tags().equals(wanted.tags()), EntryField.TAGS)
                    .unless(now.billable() == wanted.billable(), EntryField.BILLABLE)
                    .fields();
        }

        /** As {@link #between}, but texts are equal if ClickUp's rewriting can turn one into the other. */
        public static Set<EntryField> ignored(RemoteEntryContent now, RemoteEntryContent wanted) {
            return between(plain(now), plain(wanted));
        }

        public static RemoteEntryContent plain(RemoteEntryContent work) {
            SortedSet<String> tags = new TreeSet<>();
            work.tags().forEach(tag -> tags.add(tag.strip().toLowerCase(Locale.ROOT)));
            return new RemoteEntryContent(
                    work.user(),
                    work.task(),
                    work.project(),
                    work.start(),
                    work.end(),
                    work.zone(),
                    work.note().replaceAll("\\R", "\n").strip(),
                    tags,
                    work.billable(),
                    work.billed());
        }
    }
}
