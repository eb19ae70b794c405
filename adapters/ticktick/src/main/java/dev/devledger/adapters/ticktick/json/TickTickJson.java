package dev.devledger.adapters.ticktick.json;

import dev.devledger.application.sync.connector.Quarantined;
import dev.devledger.application.sync.connector.Sighting;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.Canonical.Check;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A task of TickTick in the words of the sync (docs/ticktick.md, sections 5 and 6); {@link TaskBodies} is the way back. */
public final class TickTickJson {
    static final String CHECKLIST = "CHECKLIST";
    static final int OPEN = 0;
    static final int COMPLETED = 2;
    static final int ABANDONED = -1;

    /** Names of the time zone database that not every Java knows. */
    private static final Map<String, String> OLD_ZONES =
            Map.of("EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu", "ROC", "Asia/Taipei");

    private final ZoneId defaultZone;

    public TickTickJson(ZoneId defaultZone) {
        this.defaultZone = defaultZone;
    }

    public RemoteTask task(String json, String list) {
        return switch (row(Wire.JSON.readTree(json), list)) {
            case Sighting.Here(var task) -> task;
            case Sighting.Unreadable(var task) -> throw new Unreadable(task.reason());
        };
    }

    /**
     * A task among others, each of which is read for itself.
     *
     * @param list where it was asked for, as an answer need not say it; null where it was not in one list
     * @throws Unreadable where not even its id and its list can be told: nobody could say that it is there
     */
    public Sighting.Present row(@Nullable JsonNode row, @Nullable String list) {
        RemoteRef ref = ref(row, list);
        try {
            return new Sighting.Here(task(Wire.JSON.treeToValue(row, Wire.Task.class), ref));
        } catch (Unreadable e) {
            return quarantined(ref, row, String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            return quarantined(ref, row, "one of its fields does not have the form that TickTick documents");
        }
    }

    private static Sighting.Present quarantined(RemoteRef ref, @Nullable JsonNode row, String reason) {
        JsonNode known = row == null ? Wire.JSON.createObjectNode() : row;
        return new Sighting.Unreadable(new Quarantined(
                ref,
                reason,
                known.path("title").isString() ? known.path("title").asString() : null,
                moment(known.path("createdTime").asString("")),
                writtenAt(known.get("etimestamp"), known.path("modifiedTime").asString(""))));
    }

    private static RemoteRef ref(@Nullable JsonNode row, @Nullable String list) {
        if (row == null || !row.isObject()) {
            throw new Unreadable("TickTick's answer is not a task");
        }
        String id = given(row.path("id").asString(""));
        if (id == null) {
            throw new Unreadable("a task of TickTick has no id");
        }
        String in = given(row.path("projectId").asString(""));
        if (in == null && list == null) {
            throw new Unreadable("a task of TickTick has no list");
        }
        return new RemoteRef(in == null ? Objects.requireNonNull(list) : in, id);
    }

    private RemoteTask task(Wire.Task task, RemoteRef ref) {
        List<Item> items = ChecklistItems.read(task.items());
        boolean checklistKind = CHECKLIST.equals(task.kind());
        return new RemoteTask(
                ref,
                content(task, items, checklistKind),
                items,
                checklistKind,
                given(task.repeatFlag()) != null,
                moment(task.createdTime()),
                writtenAt(task.etimestamp(), task.modifiedTime()));
    }

    private Canonical content(Wire.Task task, List<Item> items, boolean checklistKind) {
        boolean allDay = Boolean.TRUE.equals(task.isAllDay());
        boolean dated = given(task.startDate()) != null || given(task.dueDate()) != null;
        ZoneId zone = allDay ? zone(task.timeZone(), dated) : defaultZone;
        return new Canonical(
                text(task.title()),
                text(checklistKind ? task.desc() : task.content()),
                priority(task.priority()),
                tags(task.tags()),
                TickTickDates.read(task.startDate(), allDay, zone),
                TickTickDates.read(task.dueDate(), allDay, zone),
                zone,
                items.stream().map(item -> new Check(item.title(), item.done())).toList(),
                status(task.status()),
                given(task.parentId())); // "" after it was detached
    }

    /** {@code needed} where there is a day that only the zone tells. */
    private ZoneId zone(@Nullable String id, boolean needed) {
        if (id == null || id.isBlank()) {
            return defaultZone;
        }
        try {
            return ZoneId.of(id, OLD_ZONES);
        } catch (DateTimeException e) {
            if (!needed) {
                return defaultZone;
            }
            throw new Unreadable("a task of TickTick has an unknown time zone, so its day is not known");
        }
    }

    /** 2 and 4 do not exist; a number that comes later must not stop the sync of a task. */
    private static Priority priority(@Nullable Integer number) {
        return switch (number) {
            case 1 -> Priority.LOW;
            case 3 -> Priority.MEDIUM;
            case 5 -> Priority.HIGH;
            case null, default -> Priority.NONE;
        };
    }

    /** An unknown one is not guessed: taking a finished task for an open one would reopen it here. */
    private static RemoteStatus status(@Nullable Integer number) {
        return switch (number) {
            case null -> RemoteStatus.OPEN;
            case OPEN -> RemoteStatus.OPEN;
            case COMPLETED -> RemoteStatus.COMPLETED;
            case ABANDONED -> RemoteStatus.ABANDONED;
            default -> throw new Unreadable("a task of TickTick has the unknown status " + number);
        };
    }

    private static NavigableSet<String> tags(@Nullable List<@Nullable String> tags) {
        NavigableSet<String> set = new TreeSet<>();
        for (String tag : tags == null ? List.<@Nullable String>of() : tags) {
            if (tag != null && !tag.isBlank()) {
                set.add(tag);
            }
        }
        return set;
    }

    /**
     * Edits through the API move the one and leave the other, edits in the app move both (docs/ticktick.md, section 7).
     */
    private static @Nullable Instant writtenAt(@Nullable JsonNode etimestamp, @Nullable String modifiedTime) {
        if (etimestamp == null || !etimestamp.canConvertToLong()) {
            return null; // what an edit through the API leaves as it was does not tell that there was none
        }
        Instant written = Instant.ofEpochMilli(etimestamp.asLong());
        Instant modified = moment(modifiedTime);
        return modified != null && modified.isAfter(written) ? modified : written;
    }

    private static @Nullable Instant moment(@Nullable String time) {
        return TickTickDates.find(text(time)); // it only helps to find a twin
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Empty and absent are the same to TickTick. */
    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
