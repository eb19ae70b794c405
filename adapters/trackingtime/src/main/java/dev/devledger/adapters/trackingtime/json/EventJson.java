package dev.devledger.adapters.trackingtime.json;

import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteWork;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Time entries of TrackingTime in the words of the sync. A list has them under short names, and one by itself under long
 * ones; {@link EventBodies} is the way back.
 *
 * @param user whose entries are looked at
 * @param zone of an entry that does not say its own
 */
public record EventJson(String user, ZoneId zone) {

    public List<RemoteEntry> all(JsonNode data) {
        return Wire.rows(data, "time entries").stream()
                .filter(this::isOwn)
                .map(this::entry)
                .toList();
    }

    /** Empty where it is another's. */
    public Optional<RemoteEntry> own(JsonNode event, String id) {
        if (!id.equals(Wire.given(event, "id"))) {
            throw new Unreadable("TrackingTime returned a different time entry");
        }
        return isOwn(event) ? Optional.of(entry(event)) : Optional.empty();
    }

    /** The entry of a task that is worked on; empty where none is. */
    public Optional<RemoteEntry> tracked(JsonNode task) {
        if (task.isEmpty() || task.isNull()) {
            return Optional.empty();
        }
        JsonNode event = task.path("tracking_event");
        return Optional.of(entry(event));
    }

    private boolean isOwn(JsonNode event) {
        String owner = either(event, "user_id", "uid");
        if (owner == null) {
            throw new Unreadable("a time entry of TrackingTime is nobody's");
        }
        return owner.equals(user);
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
        return new RemoteEntry(
                Wire.id(event, "time entry"),
                Objects.requireNonNullElse(either(event, "user_id", "uid"), user),
                new RemoteWork(
                        either(event, "task_id", "tid"),
                        project == null ? null : RemoteIds.list(project),
                        start,
                        moment(event, "end", "e", there),
                        there,
                        Wire.text(event, event.has("notes") ? "notes" : "n"),
                        Collections.emptySortedSet(),
                        false,
                        Wire.isTrue(event, event.has("is_billed") ? "is_billed" : "bd")),
                null);
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
