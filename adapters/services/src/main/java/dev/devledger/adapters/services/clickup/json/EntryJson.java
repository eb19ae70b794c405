package dev.devledger.adapters.services.clickup.json;

import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.application.sync.connector.RemoteTime;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteWork;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Time entries of ClickUp in the words of the sync; {@link EntryBodies} is the way back. Nearly every field of one may be
 * null, as the app for phones writes it.
 *
 * @param user whose account it is
 * @param others of whom entries are looked at as well
 * @param zone of the own user
 */
public record EntryJson(String user, Set<String> others, ZoneId zone) {
    private static final String DATA = "data";
    private static final String NO_TASK = "0";

    /** A list of them has to be there: null in its place would make all of them look deleted. Those of others are left out. */
    public RemoteTime.Rows all(JsonNode answer) {
        List<RemoteEntry> entries = new ArrayList<>();
        List<RemoteTime.Unread> unread = new ArrayList<>();
        for (JsonNode row : Wire.rows(answer, DATA)) {
            try {
                if (isLookedAt(row)) {
                    entries.add(entry(row));
                }
            } catch (Unreadable e) {
                unread.add(new RemoteTime.Unread(Wire.given(row, "id"), String.valueOf(e.getMessage())));
            }
        }
        return new RemoteTime.Rows(entries, unread);
    }

    /** The own user's that runs. */
    public Optional<RemoteEntry> running(JsonNode answer) {
        return told(answer).stream()
                .filter(this::isOwn)
                .map(this::entry)
                .filter(entry -> entry.work().running())
                .findFirst();
    }

    /** The one that was asked for; empty where it is another's that is not looked at. */
    public Optional<RemoteEntry> one(JsonNode answer, String id) {
        JsonNode row = row(answer, id);
        if (owner(row) == null) {
            throw new Unreadable("a time entry of ClickUp is nobody's");
        }
        return isLookedAt(row) ? Optional.of(entry(row)) : Optional.empty();
    }

    /** What it is after a write. */
    public RemoteEntry written(JsonNode answer, String id) {
        return entry(row(answer, id));
    }

    /** The id of a new one, which ClickUp may leave out: then it says again what it was told. */
    public static Optional<String> made(JsonNode answer) {
        JsonNode made = answer.has(DATA) ? told(answer).stream().findFirst().orElse(answer) : answer;
        String id = Wire.given(made, "id");
        if (id == null && !made.has("start")) {
            throw new Unreadable("ClickUp's answer has no time entry");
        }
        return Optional.ofNullable(id);
    }

    /** Those of an answer about one: an object, a list of it, or null where there is none. */
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
                .orElseThrow(() -> new Unreadable("ClickUp's answer does not have the time entry that it is about"));
    }

    private static @Nullable String owner(JsonNode row) {
        return Wire.given(row.path("user"), "id");
    }

    private boolean isLookedAt(JsonNode row) {
        String owner = owner(row);
        return isOwn(row) || (owner != null && others.contains(owner));
    }

    /** One that does not say whose it is is that of who asks. */
    private boolean isOwn(JsonNode row) {
        return Objects.requireNonNullElse(owner(row), user).equals(user);
    }

    private RemoteEntry entry(JsonNode row) {
        return new RemoteEntry(Wire.id(row, "time entry"), work(row), null, unshown(row));
    }

    /** Each of these every documented answer shows, as null, "" or an empty list where there is nothing of it. */
    private static Set<EntryField> unshown(JsonNode row) {
        Set<EntryField> unshown = EnumSet.noneOf(EntryField.class);
        unless(owner(row) != null, EntryField.PERSON, unshown);
        unless(isTaskShown(row), EntryField.PLACE, unshown);
        unless(row.has("description"), EntryField.NOTE, unshown);
        unless(row.path("tags").isArray(), EntryField.TAGS, unshown);
        unless(row.hasNonNull("billable"), EntryField.BILLABLE, unshown);
        unless(isEndShown(row), EntryField.END, unshown);
        return unshown;
    }

    /** None where there is no task, and an object with an id where there is one. */
    private static boolean isTaskShown(JsonNode row) {
        JsonNode task = row.path("task");
        return row.has("task") && (!task.isContainer() || Wire.given(task, "id") != null);
    }

    private static void unless(boolean isShown, EntryField field, Set<EntryField> unshown) {
        if (!isShown) {
            unshown.add(field);
        }
    }

    /** Of one that runs its duration alone says so. */
    private static boolean isEndShown(JsonNode row) {
        Instant end = Wire.instant(row, "end");
        return Wire.number(row, "duration") != null || (end != null && end.isAfter(Instant.EPOCH));
    }

    private RemoteWork work(JsonNode row) {
        for (String field : List.of("start", "end", "duration")) {
            if (row.path(field).isContainer()) {
                throw new Unreadable("ClickUp returned a " + field + " that is not a number"); // else it would run
            }
        }
        Instant start = Wire.instant(row, "start");
        if (start == null) {
            throw new Unreadable("a time entry of ClickUp has no start");
        }
        String note = Wire.given(row, "description");
        return new RemoteWork(
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

    /** The duration of one that runs is negative; its end is not there, or it is zero. */
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
}
