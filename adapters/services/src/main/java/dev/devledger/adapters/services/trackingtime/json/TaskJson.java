package dev.devledger.adapters.services.trackingtime.json;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.kernel.UnreadableAnswer.Unshown;
import dev.devledger.adapters.services.trackingtime.json.Wire.AccountContext;
import dev.devledger.adapters.services.trackingtime.json.Wire.LocalTimes;
import dev.devledger.adapters.services.trackingtime.json.Wire.RemoteIds;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.content.UnshownParts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a task of TrackingTime into the sync's types; {@link TaskBodies} writes it. */
public record TaskJson(AccountContext around) {
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    /**
     * Reads a task, so that an unreadable task does not affect other tasks; empty if the task has no project and so no
     * list.
     *
     * @throws UnreadableAnswer if not even its id can be read, so that it cannot count as existing
     */
    public Optional<LookupResult.Present> row(JsonNode task) {
        String id = Wire.id(task, "task");
        return list(task).map(list -> row(task, new RemoteRef(list, id)));
    }

    /**
     * As {@link #row(JsonNode)}, for a task that was requested by its list: that is the task's list unless the task
     * names another one.
     */
    public Optional<LookupResult.Present> row(JsonNode task, String asked) {
        boolean saysWhere = task.has("project_id") || task.has("project");
        boolean isThere = saysWhere ? list(task).filter(asked::equals).isPresent() : task.isObject();
        return isThere ? Optional.of(row(task, new RemoteRef(asked, Wire.id(task, "task")))) : Optional.empty();
    }

    /** Reads the list; empty if the task has no project. */
    public static Optional<String> list(JsonNode task) {
        return Optional.ofNullable(Wire.ref(task, "project_id", "project")).map(RemoteIds::list);
    }

    private LookupResult.Present row(JsonNode task, RemoteRef ref) {
        try {
            return new LookupResult.Found(new RemoteTask(
                            ref, content(task), List.of(), false, false, moment(task, "created_at"), writtenAt(task))
                    .with(new UnshownParts(unshown(task), Set.of(), Set.of(), List.of())));
        } catch (UnreadableAnswer e) {
            return new LookupResult.Unreadable(new Quarantined(
                    ref,
                    String.valueOf(e.getMessage()),
                    Wire.given(task, "name"),
                    moment(task, "created_at"),
                    moment(task, "updated_at")));
        }
    }

    /**
     * Returns the fields that the answer does not show. According to the documentation every answer shows each of
     * these, an empty one as null, 0 or an empty list.
     */
    public static Set<Field> unshown(JsonNode task) {
        return Unshown.of(Field.class)
                .unless(Wire.given(task, "name") != null, Field.TITLE)
                .unless(task.hasNonNull("is_archived"), Field.STATUS)
                .unless(task.has("due_date"), Field.DATES)
                .unless(task.has("estimated_time"), Field.ESTIMATE)
                .unless(arePeopleShown(task), Field.ASSIGNEES)
                .fields();
    }

    /** True if the answer shows the task's people. */
    public static boolean arePeopleShown(JsonNode task) {
        return task.path("users").isArray() && task.path("users").valueStream().allMatch(each -> user(each) != null);
    }

    /** Reads the id of a person. */
    static @Nullable String user(JsonNode person) {
        return Wire.ref(person, "id", "user_id", "user");
    }

    /** @throws UnreadableAnswer also if the task has no project */
    public RemoteTask task(JsonNode task) {
        return read(row(task).orElseThrow(() -> new UnreadableAnswer("a task of TrackingTime is in no project")));
    }

    /** As {@link #task(JsonNode)}, for an answer that may omit the list; {@code otherwise} is then the list. */
    public RemoteTask task(JsonNode task, String otherwise) {
        return read(row(task, new RemoteRef(list(task).orElse(otherwise), Wire.id(task, "task"))));
    }

    private static RemoteTask read(LookupResult.Present row) {
        return switch (row) {
            case LookupResult.Found(var read) -> read;
            case LookupResult.Unreadable(var what) -> throw new UnreadableAnswer(what.reason());
        };
    }

    /**
     * Reads the time of the last change. A closed task has none, as it is undocumented whether closing changes the
     * time.
     */
    private @Nullable Instant writtenAt(JsonNode task) {
        if (Wire.isTrue(task, "is_archived")) {
            return null;
        }
        Instant updated = moment(task, "updated_at");
        return updated == null ? moment(task, "created_at") : updated;
    }

    /** Reads the time of closing; null if the answer has none. */
    public @Nullable Instant endedAt(JsonNode task) {
        return moment(task, "end_date");
    }

    private @Nullable Instant moment(JsonNode task, String field) {
        String time = Wire.given(task, field);
        return time == null ? null : LocalTimes.instant(time, around.zone()).orElse(null);
    }

    private CanonicalContent content(JsonNode task) {
        String due = said(task.path("due_date"));
        When.Day near = due == null ? null : When.near(due);
        RemoteStatus status = Wire.isTrue(task, "is_archived") ? RemoteStatus.COMPLETED : RemoteStatus.OPEN;
        return new CanonicalContent(
                        Wire.text(task, "name"),
                        "",
                        Priority.NONE,
                        new TreeSet<>(),
                        null,
                        near,
                        null,
                        List.of(),
                        status,
                        null)
                .with(null, minutes(Wire.number(task, "estimated_time")), assignees(task))
                .withOddDates(
                        due == null || isDay(due, near) ? new TreeMap<>() : new TreeMap<>(Map.of("dueDate", due)));
    }

    /** Returns a date as its original text, whatever its JSON type; null if there is none. */
    private static @Nullable String said(JsonNode date) {
        String text = date.isContainer() || date.isBoolean() ? date.toString() : date.asString("");
        return text.isBlank() ? null : text;
    }

    /** True if the text is exactly the day {@code near}, not a date for which it is only the nearest possible day. */
    private static boolean isDay(String said, When.@Nullable Day near) {
        return near != null && said.startsWith(near.toString());
    }

    /**
     * Converts hours to minutes; TrackingTime's 0 means none. A value too large for an int becomes the largest int,
     * which is above the allowed maximum.
     */
    private static @Nullable Integer minutes(@Nullable BigDecimal hours) {
        if (hours == null || hours.signum() <= 0) {
            return null;
        }
        BigDecimal minutes = hours.multiply(MINUTES).setScale(0, RoundingMode.HALF_UP);
        return Math.max(1, minutes.min(MOST).intValue());
    }

    /** Reads the assignees; people whose address is not visible are left out. */
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

    /**
     * Builds the bodies for tasks: a create with all fields, an update with the changed fields. The bodies never name
     * an object, as TrackingTime would create a new object with the name.
     *
     * @param days the zone that decides the day of a moment
     */
    public record TaskBodies(AccountContext around, ZoneId days) {
        private static final BigDecimal MINUTES = BigDecimal.valueOf(60);
        private static final int DIGITS = 6;

        /**
         * Builds a new task. Even an empty list of people is sent: without it TrackingTime assigns the task to its
         * creator.
         */
        public ObjectNode create(CanonicalContent content, String project) {
            ObjectNode body = Wire.object().put("name", content.title());
            body.put("project_id", Long.parseLong(project));
            When due = content.dueDate();
            if (due != null) {
                body.put("due_date", day(due, days).date().toString());
            }
            if (content.estimateMinutes() != null) {
                body.put("estimated_time", hours(content.estimateMinutes()));
            }
            putPeople(body, content.assignees(), Set.of());
            return body;
        }

        /** @param task the task as it is now; its people without a known address stay assigned */
        public ObjectNode update(CanonicalContent now, CanonicalChanges changes, JsonNode task) {
            ObjectNode body = Wire.object();
            CanonicalContent then = changes.applyTo(now);
            for (Field field : changes.fields()) {
                switch (field) {
                    case TITLE -> body.put("name", then.title());
                    case DATES -> putDue(body, then.dueDate());
                    case ESTIMATE -> body.put("estimated_time", hours(then.estimateMinutes()));
                    case ASSIGNEES -> putPeople(body, then.assignees(), unknown(task));
                    case STATUS,
                            PARENT,
                            STAGE,
                            TAGS,
                            CHECKLIST,
                            BLOCKED_BY,
                            DESCRIPTION,
                            PRIORITY,
                            CUSTOMER,
                            SERVICE -> {}
                }
            }
            return body;
        }

        /** Returns the day of a date. */
        public static When.Day day(When when, ZoneId zone) {
            return switch (when) {
                case When.Day day -> day;
                case When.Moment(var at) -> new When.Day(at.atZone(zone).toLocalDate());
            };
        }

        private void putDue(ObjectNode body, @Nullable When due) {
            if (due == null) {
                body.putNull("due_date");
            } else {
                body.put("due_date", day(due, days).date().toString());
            }
        }

        /** Converts minutes to hours; TrackingTime's 0 means none. */
        private static BigDecimal hours(@Nullable Integer minutes) {
            return minutes == null
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(minutes)
                            .divide(MINUTES, DIGITS, RoundingMode.HALF_UP)
                            .stripTrailingZeros();
        }

        private Set<String> unknown(JsonNode task) {
            SortedSet<String> ids = new TreeSet<>();
            for (JsonNode person : task.path("users")) {
                String id = TaskJson.user(person);
                if (id != null && !around.addresses().containsKey(id)) {
                    ids.add(id);
                }
            }
            return ids;
        }

        private void putPeople(ObjectNode body, Collection<String> addresses, Set<String> ids) {
            ArrayNode users = body.putArray("users");
            ids.forEach(id -> users.addObject().put("id", Long.parseLong(id)));
            addresses.forEach(each ->
                    around.person(each).ifPresent(id -> users.addObject().put("id", Long.parseLong(id))));
        }

        /** Returns the addresses of people who are not in the account. */
        public SortedSet<String> strangers(Collection<String> addresses) {
            SortedSet<String> strangers = new TreeSet<>(addresses);
            strangers.removeIf(each -> around.person(each).isPresent());
            return strangers;
        }
    }

    /**
     * Reads a project of TrackingTime into the sync's types, as a list; an archived project is a list that has ended.
     */
    public static final class ProjectJson {
        private ProjectJson() {}

        /**
         * Reads a project. An archived one counts as writable: TrackingTime accepts changes of it, and new tasks in it.
         */
        public static RemoteList read(JsonNode project) {
            CanonicalContent content = CanonicalContent.list(Wire.text(project, "name"))
                    .billed(name(project, "customer"), name(project, "service"));
            return new RemoteList(
                    RemoteIds.list(Wire.id(project, "project")),
                    Wire.isTrue(project, "is_archived") ? content.withStatus(RemoteStatus.COMPLETED) : content,
                    true,
                    new UnshownParts(unshown(project), Set.of(), Set.of(), List.of()));
        }

        /**
         * Returns the fields that the answer does not show. According to the documentation every answer shows each of
         * these, an empty one as null.
         */
        private static Set<Field> unshown(JsonNode project) {
            return Unshown.of(Field.class)
                    .unless(Wire.given(project, "name") != null, Field.TITLE)
                    .unless(project.hasNonNull("is_archived"), Field.STATUS)
                    .unless(isShown(project, "customer"), Field.CUSTOMER)
                    .unless(isShown(project, "service"), Field.SERVICE)
                    .fields();
        }

        /** True if the answer shows the name of the customer or service; an id without a name is not enough. */
        private static boolean isShown(JsonNode project, String kind) {
            return project.has(kind) && (project.path(kind).isNull() || name(project, kind) != null);
        }

        /** Reads the name, which is in an object with the id or, in some answers, a plain text. */
        private static @Nullable String name(JsonNode project, String kind) {
            JsonNode named = project.path(kind);
            return named.isObject() ? Wire.given(named, "name") : Wire.given(project, kind);
        }

        /** Reads the projects, without templates. */
        public static List<RemoteList> all(List<JsonNode> projects) {
            return projects.stream()
                    .filter(each -> !Wire.isTrue(each, "is_template"))
                    .map(ProjectJson::read)
                    .toList();
        }
    }
}
