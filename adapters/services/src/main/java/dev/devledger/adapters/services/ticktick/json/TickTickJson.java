package dev.devledger.adapters.services.ticktick.json;

import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.connector.RemoteReads.Sighting;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.Gaps;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A task of TickTick in the words of the sync (docs/ticktick.md, sections 5 and 6); {@link TaskBodies} is the way back. */
public final class TickTickJson {
    private final TaskContent content;

    public TickTickJson(ZoneId defaultZone) {
        this.content = new TaskContent(defaultZone);
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
        String id = Wire.given(row.path("id").asString(""));
        if (id == null) {
            throw new Unreadable("a task of TickTick has no id");
        }
        String in = Wire.given(row.path("projectId").asString(""));
        if (in == null && list == null) {
            throw new Unreadable("a task of TickTick has no list");
        }
        return new RemoteRef(in == null ? Objects.requireNonNull(list) : in, id);
    }

    /**
     * The answer to a write. What was sent and is not in it may have been passed over, or not be answered: a look tells.
     *
     * @param sent what the task is to hold
     */
    public RemoteTask written(String json, String list, Canonical sent) {
        RemoteTask task = task(json, list);
        JsonNode row = Wire.JSON.readTree(json);
        Set<Field> unshown = EnumSet.noneOf(Field.class);
        unshown.addAll(task.gaps().fields());
        CanonicalChanges.between(task.content(), sent).fields().stream()
                .filter(field -> !isShown(row, field))
                .forEach(unshown::add);
        return task.with(new Gaps(unshown, task.gaps().starts(), task.gaps().dues(), List.of()));
    }

    private static boolean isShown(JsonNode row, Field field) {
        return switch (field) {
            case DESCRIPTION -> row.hasNonNull("content") || row.hasNonNull("desc");
            case TAGS -> row.hasNonNull("tags");
            case CHECKLIST -> row.hasNonNull("items");
            case DATES -> row.hasNonNull("dueDate") && row.hasNonNull("startDate");
            case PARENT -> row.hasNonNull("parentId");
            default -> true; // of the others the gaps tell
        };
    }

    private RemoteTask task(Wire.Task task, RemoteRef ref) {
        List<Item> items = ChecklistItems.read(task.items());
        boolean checklistKind = task.kind() == null ? !items.isEmpty() : TaskContent.CHECKLIST.equals(task.kind());
        return new RemoteTask(
                        ref,
                        content.of(task, items, checklistKind),
                        items,
                        checklistKind,
                        Wire.given(task.repeatFlag()) != null,
                        moment(task.createdTime()),
                        writtenAt(task.etimestamp(), task.modifiedTime()))
                .with(new Gaps(
                        unshown(task),
                        content.days(task, task.startDate()),
                        content.days(task, task.dueDate()),
                        List.of()));
    }

    /** Each of these TickTick always answers; what else is missing is unset or empty (docs/ticktick.md, section 5). */
    private static Set<Field> unshown(Wire.Task task) {
        Set<Field> unshown = EnumSet.noneOf(Field.class);
        if (task.title() == null) {
            unshown.add(Field.TITLE);
        }
        if (task.status() == null) {
            unshown.add(Field.STATUS);
        }
        if (task.priority() == null) {
            unshown.add(Field.PRIORITY);
        }
        if (!ChecklistItems.areShown(task.items())) {
            unshown.add(Field.CHECKLIST);
        }
        return unshown;
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
        return TickTickDates.find(Wire.text(time)); // it only helps to find a twin
    }
}
