package dev.devledger.adapters.services.trackingtime.json;

import dev.devledger.adapters.services.trackingtime.json.Wire.LocalTimes;
import dev.devledger.adapters.services.trackingtime.json.Wire.RemoteIds;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the bodies for time entries. The bodies never name an object, as TrackingTime would create a new object with
 * the name.
 */
public final class TimeEntryBodies {
    private TimeEntryBodies() {}

    /** Builds a whole entry, to add it or to change it. */
    public static ObjectNode logged(RemoteEntryContent work, Instant end, String user) {
        ZoneOffset offset = offset(work.zone(), work.start());
        ObjectNode body = Wire.object()
                .put("start", LocalTimes.shown(work.start(), offset))
                .put("end", LocalTimes.shown(end, offset))
                .put("timezone", LocalTimes.shown(offset))
                .put("duration", Duration.between(work.start(), end).toSeconds())
                .put("user_id", Long.parseLong(work.user() == null ? user : work.user()))
                .put("notes", work.note())
                .put("is_billed", work.billed());
        place(body, "task_id", work.task());
        place(body, "project_id", project(work));
        return body;
    }

    /**
     * Builds the changed fields, and always the end, without which TrackingTime changes nothing. If no time differs,
     * the start is left out, and the zone is the entry's present zone: another zone would shift its start.
     */
    public static ObjectNode changed(RemoteEntryContent before, RemoteEntryContent wanted, Instant end, String user) {
        ObjectNode all = logged(wanted, end, user);
        if (isSameTime(before, wanted)) {
            ZoneOffset offset = offset(before.zone(), before.start());
            all.put("end", LocalTimes.shown(end, offset)).put("timezone", LocalTimes.shown(offset));
            all.remove(List.of("start", "duration"));
        }
        if (before.note().equals(wanted.note())) {
            all.remove("notes");
        }
        if (before.billed() == wanted.billed()) {
            all.remove("is_billed");
        }
        if (Objects.equals(before.user(), wanted.user())) {
            all.remove("user_id");
        }
        if (isSamePlace(before, wanted)) {
            all.remove(List.of("task_id", "project_id"));
        }
        return all;
    }

    private static boolean isSameTime(RemoteEntryContent before, RemoteEntryContent wanted) {
        return before.start().equals(wanted.start()) && Objects.equals(before.end(), wanted.end());
    }

    private static boolean isSamePlace(RemoteEntryContent before, RemoteEntryContent wanted) {
        return Objects.equals(before.task(), wanted.task()) && Objects.equals(before.project(), wanted.project());
    }

    /** True if only the billed mark differs, which another call changes without the times. */
    public static boolean isBillAlone(RemoteEntryContent before, RemoteEntryContent wanted) {
        return before.billed() != wanted.billed()
                && isSameTime(before, wanted)
                && before.note().equals(wanted.note())
                && Objects.equals(before.user(), wanted.user())
                && isSamePlace(before, wanted);
    }

    /** Builds a list with one entry, as a text that contains the list's JSON. */
    public static ObjectNode only(String entry) {
        return Wire.object()
                .put(
                        "data",
                        Wire.JSON
                                .createArrayNode()
                                .add(Wire.object().put("id", Long.parseLong(entry)))
                                .toString());
    }

    /** Adds the id of the ledger's entry to the body. */
    public static ObjectNode marked(ObjectNode body, String field, UUID entry) {
        body.putArray("custom_fields")
                .addObject()
                .put("id", Long.parseLong(field))
                .put("value", entry.toString());
        return body;
    }

    /** Builds the custom field for the ids of the ledger's entries. */
    public static ObjectNode field() {
        return Wire.object()
                .put("name", TimeEntryJson.LEDGER_ID)
                .put("value_type", "text")
                .put("filter_object_class", "event");
    }

    public static ObjectNode started(RemoteEntryContent work) {
        ZoneOffset offset = offset(work.zone(), work.start());
        ObjectNode body = Wire.object()
                .put("date", LocalTimes.shown(work.start(), offset))
                .put("timezone", LocalTimes.shown(offset))
                .put("stop_running_task", false)
                .put("return_task", false);
        String project = project(work);
        if (work.task() == null && project != null) {
            body.put("project_id", Long.parseLong(project));
        }
        return body;
    }

    /** @param running the entry whose zone the stop must use */
    public static ObjectNode stopped(RemoteEntryContent running, Instant end) {
        ZoneOffset offset = offset(running.zone(), running.start());
        return Wire.object()
                .put("date", LocalTimes.shown(end, offset))
                .put("timezone", LocalTimes.shown(offset))
                .put("return_task", false);
    }

    private static ZoneOffset offset(ZoneId zone, Instant at) {
        return zone.getRules().getOffset(at);
    }

    private static @Nullable String project(RemoteEntryContent work) {
        return work.project() == null ? null : RemoteIds.project(work.project()).orElse(null);
    }

    private static void place(ObjectNode body, String field, @Nullable String id) {
        if (id == null) {
            body.putNull(field);
        } else {
            body.put(field, Long.parseLong(id));
        }
    }
}
