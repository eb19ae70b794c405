package dev.devledger.adapters.services.trackingtime.json;

import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.connector.RemoteReads.Sighting;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.Gaps;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A task of TrackingTime in the words of the sync; {@link TaskBodies} is the way back. */
public record TaskJson(Surroundings around) {
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    /**
     * A task among others, each of which is read for itself; empty where it is in no project, and so in no list.
     *
     * @throws Unreadable where not even its id can be told: nobody could say that it is there
     */
    public Optional<Sighting.Present> row(JsonNode task) {
        String id = Wire.id(task, "task");
        return list(task).map(list -> row(task, new RemoteRef(list, id)));
    }

    /** The same of one that was asked for in that list, which is its list unless it names another one. */
    public Optional<Sighting.Present> row(JsonNode task, String asked) {
        boolean saysWhere = task.has("project_id") || task.has("project");
        boolean isThere = saysWhere ? list(task).filter(asked::equals).isPresent() : task.isObject();
        return isThere ? Optional.of(row(task, new RemoteRef(asked, Wire.id(task, "task")))) : Optional.empty();
    }

    /** Empty where it is in no project. */
    public static Optional<String> list(JsonNode task) {
        return Optional.ofNullable(Wire.ref(task, "project_id", "project")).map(RemoteIds::list);
    }

    private Sighting.Present row(JsonNode task, RemoteRef ref) {
        try {
            return new Sighting.Here(new RemoteTask(
                            ref, content(task), List.of(), false, false, moment(task, "created_at"), writtenAt(task))
                    .with(new Gaps(unshown(task), Set.of(), Set.of(), List.of())));
        } catch (Unreadable e) {
            return new Sighting.Unreadable(new Quarantined(
                    ref,
                    String.valueOf(e.getMessage()),
                    Wire.given(task, "name"),
                    moment(task, "created_at"),
                    moment(task, "updated_at")));
        }
    }

    /** Each of these every documented answer shows, as null, 0 or an empty list where there is nothing of it. */
    public static Set<Field> unshown(JsonNode task) {
        Set<Field> unshown = EnumSet.noneOf(Field.class);
        if (Wire.given(task, "name") == null) {
            unshown.add(Field.TITLE);
        }
        if (!task.hasNonNull("is_archived")) {
            unshown.add(Field.STATUS);
        }
        if (!task.has("due_date")) {
            unshown.add(Field.DATES);
        }
        if (!task.has("estimated_time")) {
            unshown.add(Field.ESTIMATE);
        }
        if (!arePeopleShown(task)) {
            unshown.add(Field.ASSIGNEES);
        }
        return unshown;
    }

    /** Whether it says who is on it. */
    public static boolean arePeopleShown(JsonNode task) {
        return task.path("users").isArray() && task.path("users").valueStream().allMatch(each -> user(each) != null);
    }

    /** The id of one of them. */
    static @Nullable String user(JsonNode person) {
        return Wire.ref(person, "id", "user_id", "user");
    }

    /** @throws Unreadable where it is in no project as well */
    public RemoteTask task(JsonNode task) {
        return read(row(task).orElseThrow(() -> new Unreadable("a task of TrackingTime is in no project")));
    }

    /** The same where it may not say in which list it is. */
    public RemoteTask task(JsonNode task, String otherwise) {
        return read(row(task, new RemoteRef(list(task).orElse(otherwise), Wire.id(task, "task"))));
    }

    private static RemoteTask read(Sighting.Present row) {
        return switch (row) {
            case Sighting.Here(var read) -> read;
            case Sighting.Unreadable(var what) -> throw new Unreadable(what.reason());
        };
    }

    /** One that was closed does not say when it was written: whether closing counts as a write nobody has told. */
    private @Nullable Instant writtenAt(JsonNode task) {
        if (Wire.isTrue(task, "is_archived")) {
            return null;
        }
        Instant updated = moment(task, "updated_at");
        return updated == null ? moment(task, "created_at") : updated;
    }

    /** When it was closed; null where that is not told. */
    public @Nullable Instant endedAt(JsonNode task) {
        return moment(task, "end_date");
    }

    private @Nullable Instant moment(JsonNode task, String field) {
        String time = Wire.given(task, field);
        return time == null ? null : Wall.instant(time, around.zone()).orElse(null);
    }

    private Canonical content(JsonNode task) {
        String due = said(task.path("due_date"));
        When.Day near = due == null ? null : When.near(due);
        return new Canonical(
                Wire.text(task, "name"),
                "",
                Priority.NONE,
                new TreeSet<>(),
                null,
                near,
                null,
                List.of(),
                Wire.isTrue(task, "is_archived") ? RemoteStatus.COMPLETED : RemoteStatus.OPEN,
                null,
                null,
                minutes(Wire.number(task, "estimated_time")),
                assignees(task),
                new TreeSet<>(),
                null,
                null,
                due == null || isDay(due, near) ? null : new TreeMap<>(Map.of("dueDate", due)));
    }

    /** A date as it is said, whatever it is; null where nothing is. */
    private static @Nullable String said(JsonNode date) {
        String text = date.isContainer() || date.isBoolean() ? date.toString() : date.asString("");
        return text.isBlank() ? null : text;
    }

    /** Whether it is that day: what is only near is not what it says. */
    private static boolean isDay(String said, When.@Nullable Day near) {
        return near != null && said.startsWith(near.toString());
    }

    /** None is 0 there; what is longer than can be said is longer than is allowed. */
    private static @Nullable Integer minutes(@Nullable BigDecimal hours) {
        if (hours == null || hours.signum() <= 0) {
            return null;
        }
        BigDecimal minutes = hours.multiply(MINUTES).setScale(0, RoundingMode.HALF_UP);
        return Math.max(1, minutes.min(MOST).intValue());
    }

    /** Who has no address that we may see is not among them. */
    private SortedSet<String> assignees(JsonNode task) {
        SortedSet<String> addresses = new TreeSet<>();
        for (JsonNode person : task.path("users")) {
            String id = user(person);
            String address = id == null ? null : around.addresses().get(id);
            if (address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }
}
