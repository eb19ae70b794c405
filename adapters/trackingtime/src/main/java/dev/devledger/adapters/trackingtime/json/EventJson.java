package dev.devledger.adapters.trackingtime.json;

import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteWork;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Time entries of TrackingTime in the words of the sync. A list has them under short names, and one by itself under long
 * ones; {@link EventBodies} is the way back.
 *
 * @param user whose account it is
 * @param everybody whether the entries of others are looked at as well
 * @param zone of an entry that does not say its own
 */
public record EventJson(String user, boolean everybody, ZoneId zone) {
    /** The field of entries in which TrackingTime keeps which one of the ledger it is. */
    public static final String LEDGER_ID = "DEVLEDGER_ID";

    public List<RemoteEntry> all(JsonNode data) {
        return Wire.rows(data, "time entries").stream()
                .filter(this::isLookedAt)
                .map(this::entry)
                .toList();
    }

    /** Empty where it is another's that is not looked at. */
    public Optional<RemoteEntry> one(JsonNode event, String id) {
        if (!id.equals(Wire.given(event, "id"))) {
            throw new Unreadable("TrackingTime returned a different time entry");
        }
        return isLookedAt(event) ? Optional.of(entry(event)) : Optional.empty();
    }

    /** The entry of a task that is worked on; empty where none is. */
    public Optional<RemoteEntry> tracked(JsonNode task) {
        if (task.isEmpty() || task.isNull()) {
            return Optional.empty();
        }
        JsonNode event = task.path("tracking_event");
        return Optional.of(entry(event));
    }

    /** Those of tasks that are worked on, by whomever. */
    public List<RemoteEntry> allTracked(JsonNode tasks) {
        List<RemoteEntry> running = new ArrayList<>();
        for (JsonNode task : Wire.rows(tasks, "tasks")) {
            task.path("users").forEach(each -> {
                if (each.path("event").isObject()) {
                    running.add(entry(each.path("event")));
                }
            });
        }
        return running;
    }

    private boolean isLookedAt(JsonNode event) {
        return everybody || owner(event).equals(user);
    }

    private static String owner(JsonNode event) {
        String owner = either(event, "user_id", "uid");
        if (owner == null) {
            throw new Unreadable("a time entry of TrackingTime is nobody's");
        }
        return owner;
    }

    private RemoteEntry entry(JsonNode event) {
        ZoneId there = Optional.ofNullable(either(event, "timezone", "tz"))
                .flatMap(Wall::zone)
                .orElse(zone);
        Instant start = moment(event, "start", "s", there);
        if (start == null) {
            throw new Unreadable("a time entry of TrackingTime has no start");
        }
        String project = either(event, "project_id", "pid");
        String owner = owner(event);
        return new RemoteEntry(
                Wire.id(event, "time entry"),
                new RemoteWork(
                        owner.equals(user) ? null : owner,
                        either(event, "task_id", "tid"),
                        project == null ? null : RemoteIds.list(project),
                        start,
                        moment(event, "end", "e", there),
                        placed(there, start),
                        Wire.text(event, event.has("notes") ? "notes" : "n"),
                        Collections.emptySortedSet(),
                        false,
                        Wire.isTrue(event, event.has("is_billed") ? "is_billed" : "bd")),
                ledgerId(event));
    }

    /** TrackingTime knows an offset alone: it is that of the account's place, where that has it then. */
    private ZoneId placed(ZoneId there, Instant at) {
        return zone.getRules().getOffset(at).equals(there) ? zone : there;
    }

    private static @Nullable UUID ledgerId(JsonNode event) {
        for (JsonNode field : event.path("custom_fields")) {
            if (LEDGER_ID.equals(Wire.given(field, "name"))) {
                return uuid(Wire.text(field, "value").strip());
            }
        }
        return null;
    }

    /** People may write there as well. */
    private static @Nullable UUID uuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") ? UUID.fromString(text) : null;
    }

    private static @Nullable Instant moment(JsonNode event, String name, String brief, ZoneId zone) {
        String text = either(event, name, brief);
        return text == null
                ? null
                : Wall.instant(text, zone)
                        .orElseThrow(() -> new Unreadable("TrackingTime returned a " + name + " that is no time"));
    }

    private static @Nullable String either(JsonNode event, String name, String brief) {
        return Wire.given(event, event.has(name) ? name : brief);
    }
}
