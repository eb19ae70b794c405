package dev.devledger.adapters.services.trackingtime.json;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.kernel.UnreadableAnswer.Unshown;
import dev.devledger.adapters.services.trackingtime.json.Wire.LocalTimes;
import dev.devledger.adapters.services.trackingtime.json.Wire.RemoteIds;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads time entries of TrackingTime into the sync's types; {@link TimeEntryBodies} writes them. Lists use short field
 * names, single entries long ones.
 *
 * @param user the id of the account's user
 * @param everybody true if the entries of other users are read as well
 * @param zone the zone of entries without one
 * @param field the id of {@link #LEDGER_ID}; null if it is not known
 */
public record TimeEntryJson(
        String user,
        boolean everybody,
        ZoneId zone,
        @Nullable String field) {
    /** The name of the custom field in which entries have the id of the ledger's entry. */
    public static final String LEDGER_ID = "DEVLEDGER_ID";

    private static final String[] PLACE = {
        "task_id", "tid", "Task Id", "task", "project_id", "pid", "Project Id", "project"
    };
    private static final String[] END = {"end", "e", "End"};
    private static final String[] NOTE = {"notes", "n", "Notes"};
    private static final String[] BILLED = {"is_billed", "bd", "Is Billed"};

    public RemoteTimeEntries.Rows all(JsonNode data) {
        List<RemoteEntry> entries = new ArrayList<>();
        List<RemoteTimeEntries.UnreadableEntry> unread = new ArrayList<>();
        for (JsonNode event : Wire.rows(data, "time entries")) {
            try {
                if (isLookedAt(event)) {
                    entries.add(entry(event, owner(event)));
                }
            } catch (UnreadableAnswer e) {
                unread.add(unread(event, e));
            }
        }
        return new RemoteTimeEntries.Rows(entries, unread);
    }

    private static RemoteTimeEntries.UnreadableEntry unread(JsonNode event, UnreadableAnswer why) {
        return new RemoteTimeEntries.UnreadableEntry(Wire.given(event, "id", "ID"), String.valueOf(why.getMessage()));
    }

    /** Returns the entry; empty if it belongs to a user who is not synchronized. */
    public Optional<RemoteEntry> one(JsonNode data, String id) {
        JsonNode event = Wire.one(data);
        if (!id.equals(Wire.given(event, "id", "ID"))) {
            throw new UnreadableAnswer("TrackingTime returned a different time entry");
        }
        return isLookedAt(event) ? Optional.of(entry(event, owner(event))) : Optional.empty();
    }

    /**
     * Returns the running entry of the user; empty if there is none. The answer is a task that contains the entry, a
     * list with that task, or the entry itself. The entry need not name the user, as the request named one.
     */
    public Optional<RemoteEntry> tracked(JsonNode data) {
        for (JsonNode task : data.isArray() ? Wire.rows(data, "tasks") : List.of(data)) {
            if (!task.isObject() || task.isEmpty() || (task.has("tracking") && !Wire.isTrue(task, "tracking"))) {
                continue;
            }
            List<Told> told = Stream.concat(
                            Stream.of(task.path("tracking_event"), task)
                                    .map(Wire::one)
                                    .map(each -> new Told(Objects.requireNonNullElse(ownerTold(each), user), each)),
                            ofUsers(task))
                    .filter(each -> each.event().has("id") || isDated(each.event()))
                    .filter(each -> !each.event().equals(task) || isDated(task))
                    .toList();
            Optional<JsonNode> own = told.stream()
                    .filter(each -> user.equals(each.user()))
                    .map(Told::event)
                    .findFirst();
            if (told.isEmpty()) {
                throw new UnreadableAnswer("TrackingTime says what is worked on, and not since when");
            }
            if (own.isPresent()) {
                return Optional.of(entry(own.get(), user, task));
            }
        }
        return Optional.empty();
    }

    /** Returns the running entries in a list of tasks, of all users. */
    public RemoteTimeEntries.Rows allTracked(JsonNode data) {
        Map<String, RemoteEntry> running = new LinkedHashMap<>();
        List<RemoteTimeEntries.UnreadableEntry> unread = new ArrayList<>();
        for (JsonNode task : data.isArray() ? Wire.rows(data, "tasks") : List.of(data)) {
            JsonNode first = Wire.one(task.path("tracking_event"));
            List<Told> told = Stream.concat(ofUsers(task), Stream.of(new Told(ownerTold(first), first)))
                    .filter(each -> each.user() != null && !each.event().isEmpty())
                    .toList();
            told.forEach(each -> {
                try {
                    RemoteEntry entry = entry(each.event(), Objects.requireNonNull(each.user()), task);
                    if (entry.work().running()) {
                        running.putIfAbsent(entry.id(), entry);
                    }
                } catch (UnreadableAnswer e) {
                    unread.add(unread(each.event(), e));
                }
            });
        }
        return new RemoteTimeEntries.Rows(List.copyOf(running.values()), unread);
    }

    private static boolean isDated(JsonNode event) {
        return Wire.given(event, "start", "s", "Start") != null;
    }

    private record Told(@Nullable String user, JsonNode event) {}

    private static Stream<Told> ofUsers(JsonNode task) {
        return task.path("users")
                .valueStream()
                .map(each -> new Told(Wire.ref(each, "id", "user_id", "user"), Wire.one(each.path("event"))));
    }

    private boolean isLookedAt(JsonNode event) {
        return everybody || owner(event).equals(user);
    }

    private static @Nullable String ownerTold(JsonNode event) {
        return Wire.ref(event, "user_id", "uid", "User Id", "user", "u");
    }

    private static String owner(JsonNode event) {
        String owner = ownerTold(event);
        if (owner == null) {
            throw new UnreadableAnswer("a time entry of TrackingTime is nobody's");
        }
        return owner;
    }

    private static boolean says(JsonNode event, String... fields) {
        return Arrays.stream(fields).anyMatch(event::has);
    }

    /**
     * Reads an entry, of a list or alone. If the end field is missing, the end counts as not shown; it does not mean
     * that the entry is running.
     */
    private RemoteEntry entry(JsonNode event, String owner) {
        RemoteEntry entry = entry(event, owner, Wire.object());
        if (says(event, END)) {
            return entry;
        }
        Set<EntryField> unshown = EnumSet.of(EntryField.END);
        unshown.addAll(entry.unshown());
        return new RemoteEntry(entry.id(), entry.work(), entry.entry(), unshown);
    }

    /** @param around the task that contains the entry, for an entry that does not name its task; or the entry itself */
    private RemoteEntry entry(JsonNode event, String owner, JsonNode around) {
        JsonNode task = around.equals(event) ? Wire.object() : around;
        ZoneId there = Optional.ofNullable(Wire.given(event, "timezone", "tz", "Timezone"))
                .flatMap(LocalTimes::zone)
                .orElse(zone);
        Instant start = moment(event, there, "start", "s", "Start");
        if (start == null) {
            throw new UnreadableAnswer("a time entry of TrackingTime has no start");
        }
        boolean saysTask = says(event, PLACE);
        String project = saysTask
                ? Wire.ref(event, "project_id", "pid", "Project Id", "project", "p")
                : Wire.ref(task, "project_id", "project");
        return new RemoteEntry(
                Wire.id(event, "time entry"),
                new RemoteEntryContent(
                        owner.equals(user) ? null : owner,
                        saysTask ? Wire.ref(event, "task_id", "tid", "Task Id", "task", "t") : Wire.given(task, "id"),
                        project == null ? null : RemoteIds.list(project),
                        start,
                        moment(event, there, END),
                        placed(there, start),
                        text(event, NOTE),
                        Collections.emptySortedSet(),
                        false,
                        Arrays.stream(BILLED).anyMatch(field -> Wire.isTrue(event, field))),
                ledgerId(event),
                unshown(event, saysTask || !task.isEmpty()));
    }

    private static Set<EntryField> unshown(JsonNode event, boolean saysPlace) {
        return Unshown.of(EntryField.class)
                .unless(saysPlace, EntryField.PLACE)
                .unless(says(event, NOTE), EntryField.NOTE)
                .unless(says(event, BILLED), EntryField.BILLED)
                .fields();
    }

    private static String text(JsonNode event, String... fields) {
        return Arrays.stream(fields)
                .filter(event::has)
                .findFirst()
                .map(field -> Wire.text(event, field))
                .orElse("");
    }

    /**
     * Returns the zone of a time. TrackingTime stores offsets only, so if the account's zone has that offset at that
     * time, it is used.
     */
    private ZoneId placed(ZoneId there, Instant at) {
        return zone.getRules().getOffset(at).equals(there) ? zone : there;
    }

    /**
     * Reads the ledger's id. In a list, each value has the name or only the id of its field; otherwise all values are
     * in one object, by the field's name or id.
     */
    private @Nullable UUID ledgerId(JsonNode event) {
        JsonNode fields = event.path("custom_fields");
        if (fields.isObject()) {
            return fields.propertyStream()
                    .filter(each ->
                            LEDGER_ID.equals(each.getKey()) || each.getKey().equals(field))
                    .map(each -> each.getValue().isObject() ? each.getValue() : fields)
                    .map(each -> uuid(text(each, "value", LEDGER_ID, String.valueOf(field))
                            .strip()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        for (JsonNode each : fields) {
            if (isLedgerField(each) || isLedgerField(each.path("custom_field"))) {
                return uuid(Wire.text(each, "value").strip());
            }
        }
        return null;
    }

    private boolean isLedgerField(JsonNode each) {
        String id = Wire.ref(each, "id", "custom_field_id", "custom_field");
        return LEDGER_ID.equals(Wire.given(each, "name")) || (id != null && id.equals(field));
    }

    /** Parses an id; null for any other text, as users may write into the field, too. */
    private static @Nullable UUID uuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") ? UUID.fromString(text) : null;
    }

    private static @Nullable Instant moment(JsonNode event, ZoneId zone, String... names) {
        String text = Wire.given(event, names);
        if (text == null
                && Arrays.stream(names).anyMatch(name -> event.path(name).isContainer())) {
            throw new UnreadableAnswer("TrackingTime returned a " + names[0] + " that is no time"); // else it would run
        }
        return text == null
                ? null
                : LocalTimes.instant(text, zone)
                        .orElseThrow(
                                () -> new UnreadableAnswer("TrackingTime returned a " + names[0] + " that is no time"));
    }
}
