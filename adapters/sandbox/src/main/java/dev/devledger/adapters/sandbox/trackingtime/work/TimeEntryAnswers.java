package dev.devledger.adapters.sandbox.trackingtime.work;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.SecretsInAnswers;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime.Amounts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Entries in the three forms of the API's answers: with short keys, with English column names, and whole. */
public record TimeEntryAnswers(People people, CustomFields fields) {

    /** Answers {@code /events} and {@code /events/min}. */
    public ArrayNode brief(List<TimeEntry> events, boolean withFields) {
        RelatedObjects around = RelatedObjects.of(people.things(), events);
        List<StoredObject> own = withFields ? fieldsOf(events) : List.of();
        ArrayNode shown = Json.array();
        for (TimeEntry event : events) {
            ObjectNode brief = brief(event, around);
            if (withFields) brief.set("custom_fields", values(own, event));
            if (isUndated(event)) brief.remove("s");
            shown.add(brief);
        }
        return shown;
    }

    private List<StoredObject> fieldsOf(List<TimeEntry> events) {
        return events.isEmpty() ? List.of() : fields.of(events.getFirst().of().account(), "event");
    }

    private ObjectNode brief(TimeEntry event, RelatedObjects around) {
        ObjectNode json = Json.object().put("id", event.id());
        json.put("s", WallTime.shown(event.span().start())).put("e", end(event)).put("d", event.seconds());
        named(json, "se", "seid", around.service(event));
        named(json, "c", "cid", around.customer(event));
        named(json, "p", "pid", around.project(event));
        json.putNull("pn").put("pif", false);
        named(json, "t", "tid", around.task(event));
        Optional<StoredObject> task = around.task(event);
        json.put("tt", task.isPresent() ? "PERSONAL" : null).putNull("tv").putNull("tl");
        json.put("dd", task.flatMap(each -> each.optional("due_date")).orElse(null));
        if (task.isPresent())
            json.put("et", task.get().body().path("estimated_time").asDouble(0));
        else json.putNull("et");
        json.put("a", task.filter(StoredObject::archived).isPresent());
        json.put("u", fullName(around.user(event))).put("uid", event.of().user());
        json.put("uhr", SecretsInAnswers.HOURLY_RATE).put("uhc", SecretsInAnswers.HOURLY_COST);
        json.put("uau", SecretsInAnswers.address("uau", event.of().user()));
        json.put("tz", WallTime.shown(event.span().offset()))
                .put("n", notes(event))
                .put("co", "4");
        json.putNull("r");
        json.put("b", event.marks().billable()).put("bd", event.marks().billed());
        json.put("to", SecretsInAnswers.of("to", event.of().user()));
        repeat(json, event, "er", "rf", "re");
        json.put("rgi", event.marks().repeatGroup()).put("ety", type(event)).put("uci", 107);
        json.putNull("cci")
                .putNull("sci")
                .put("has_files", false)
                .putNull("toi")
                .putNull("users");
        json.set("ts", tags(event));
        return json;
    }

    private static void named(ObjectNode json, String name, String id, Optional<StoredObject> thing) {
        json.put(name, thing.map(StoredObject::name).orElse(null));
        json.put(id, thing.map(StoredObject::id).orElse(null));
    }

    private static void repeat(ObjectNode json, TimeEntry event, String kind, String frequency, String every) {
        JsonNode repeat = event.body().path("repeat");
        boolean repeats = repeat.isObject();
        json.put(kind, repeats ? repeat.path("kind").asString("") : null);
        json.put(frequency, repeats ? repeat.path("frequency").asString(null) : null);
        if (repeats) json.put(every, repeat.path("every").asLong(1));
        else json.putNull(every);
    }

    static @Nullable String end(TimeEntry event) {
        return event.span().end() == null ? null : WallTime.shown(event.span().end());
    }

    static @Nullable String notes(TimeEntry event) {
        return event.text("notes").isEmpty() ? null : event.text("notes");
    }

    private static String type(TimeEntry event) {
        return event.text("type").isEmpty() ? "WORK" : event.text("type");
    }

    private static ArrayNode tags(TimeEntry event) {
        return event.body().path("tags").isArray() ? (ArrayNode) event.body().path("tags") : Json.array();
    }

    static @Nullable String fullName(Optional<StoredObject> user) {
        return user.map(each -> (each.name() + " " + each.text("surname")).strip())
                .orElse(null);
    }

    /** Answers {@code /events/flat}; the misspelt key is TrackingTime's. */
    public ArrayNode flat(List<TimeEntry> events, boolean withFields) {
        RelatedObjects around = RelatedObjects.of(people.things(), events);
        List<StoredObject> own = withFields ? fieldsOf(events) : List.of();
        ArrayNode shown = Json.array();
        for (TimeEntry event : events) {
            ObjectNode flat = flat(event, around);
            for (StoredObject field : own)
                flat.set(
                        field.name() + " (Event CF)",
                        event.body().path("fields").has(String.valueOf(field.id()))
                                ? event.body().path("fields").path(String.valueOf(field.id()))
                                : Json.none());
            shown.add(flat);
        }
        return shown;
    }

    private static ObjectNode flat(TimeEntry event, RelatedObjects around) {
        ObjectNode json = Json.object().put("ID", event.id());
        json.put("Start", WallTime.shown(event.span().start())).put("End", end(event));
        json.put("Duration", event.seconds());
        named(json, "Service", "Service Id", around.service(event));
        named(json, "Customer", "Customer Id", around.customer(event));
        named(json, "Project", "Project Id", around.project(event));
        json.putNull("Project Notes").put("Project is favorite", false);
        named(json, "Task", "Task Id", around.task(event));
        Optional<StoredObject> task = around.task(event);
        json.put("Task Type", task.isPresent() ? "PERSONAL" : null).putNull("Task List");
        json.put("Due Date", task.flatMap(each -> each.optional("due_date")).orElse(null));
        json.put(
                "Estimated Time",
                task.map(each -> each.body().path("estimated_time").asDouble(0)).orElse(0.0));
        json.put("Is Archived", task.filter(StoredObject::archived).isPresent());
        json.put("User", fullName(around.user(event))).put("User Id", event.of().user());
        json.put("User Hourly Rate", SecretsInAnswers.HOURLY_RATE)
                .put("User Hourly Cost", SecretsInAnswers.HOURLY_COST);
        json.put(
                "User Avatar Url", SecretsInAnswers.address("avatar", event.of().user()));
        json.put("Timezone", WallTime.shown(event.span().offset())).put("Notes", notes(event));
        json.put("Color", "7").putNull("Hourly Rate");
        json.put("Is Billable", event.marks().billable())
                .put("Is Billed", event.marks().billed());
        json.put("Icalendar Token", SecretsInAnswers.of("icalendar", event.of().user()));
        repeat(json, event, "Event Repeat", "Repeat Rrequency", "Repeat Every");
        json.put("Repeat Group Id", event.marks().repeatGroup()).put("Event Type", type(event));
        return json.put("Has files", false).putNull("Time Off Id").putNull("Users");
    }

    /** Answers {@code /events/{id}} and a write. */
    public ObjectNode whole(TimeEntry event) {
        RelatedObjects around = RelatedObjects.of(people.things(), List.of(event));
        ZoneId zone = people.zone(event.of().account());
        ObjectNode json =
                Json.object().put("id", event.id()).put("account_id", event.of().account());
        json.put("start", WallTime.shown(event.span().start())).put("end", end(event));
        json.put("duration", event.seconds())
                .put("timezone", WallTime.shown(event.span().offset()));
        json.put("notes", notes(event)).put("event_type", type(event));
        json.put("is_billable", event.marks().billable())
                .put("is_billed", event.marks().billed());
        if (isUndated(event)) json.remove("start");
        json.putNull("hourly_rate").put("user_id", event.of().user());
        around.user(event).ifPresent(user -> json.set("user", SecretsInAnswers.person(user)));
        json.put("task_id", event.of().task());
        json.set("task", StoredObject.brief(around.task(event)));
        json.put("project_id", event.of().project());
        json.set("project", StoredObject.brief(around.project(event)));
        json.put("customer_id", around.customer(event).map(StoredObject::id).orElse(null));
        json.set("customer", StoredObject.brief(around.customer(event)));
        json.put("service_id", around.service(event).map(StoredObject::id).orElse(null));
        json.set("service", StoredObject.brief(around.service(event)));
        json.set("tags", tags(event));
        json.set("custom_fields", values(fields.of(event.of().account(), "event"), event));
        repeat(json, event, "repeat", "frequency", "repeat_every");
        json.put("repeat_group_id", event.marks().repeatGroup());
        json.put("icalendar_token", SecretsInAnswers.of("icalendar", event.of().user()));
        json.put("created_at", moment(event.dates().created(), zone));
        Long updated = event.dates().updated();
        return json.put("updated_at", updated == null ? null : moment(updated, zone))
                .putNull("json");
    }

    private boolean isUndated(TimeEntry event) {
        return people.circumstances().has(TrackingTimeHabit.ENTRY_UNDATED)
                && event.text("notes").equals("undated");
    }

    /** Returns a running entry, in the form for an answer about its task. */
    public ObjectNode running(TimeEntry event) {
        ObjectNode json = whole(event);
        if (people.circumstances().has(TrackingTimeHabit.RUNNING_OWNER_BESIDE)) json.remove(List.of("user_id", "user"));
        if (people.circumstances().has(TrackingTimeHabit.RUNNING_UNDATED)) json.remove("start");
        return json;
    }

    private ArrayNode values(List<StoredObject> own, TimeEntry event) {
        ArrayNode values = CustomFields.values(own, event.body());
        if (people.circumstances().has(TrackingTimeHabit.FIELDS_BY_ID))
            values.forEach(each -> ((ObjectNode) each).retain("id", "value"));
        return values;
    }

    private static String moment(long millis, ZoneId zone) {
        return WallTime.shown(WallTime.of(Instant.ofEpochMilli(millis), zone).local());
    }

    /** The people, tasks and projects of all entries of an answer, read at once. */
    record RelatedObjects(
            Map<Long, StoredObject> users,
            Map<Long, StoredObject> tasks,
            Map<Long, StoredObject> projects,
            Map<Long, StoredObject> customers,
            Map<Long, StoredObject> services) {

        static RelatedObjects of(StoredObjects things, List<TimeEntry> events) {
            Map<Long, StoredObject> tasks = things.those(
                    "task", ids(events.stream().map(event -> event.of().task())));
            Map<Long, StoredObject> projects = things.those(
                    "project", ids(events.stream().map(event -> event.of().project())));
            return new RelatedObjects(
                    things.those(People.USER, ids(events.stream().map(event -> event.of()
                            .user()))),
                    tasks,
                    projects,
                    things.those("customer", ids(projects.values().stream().map(StoredObject::parent))),
                    things.those("service", ids(services(tasks.values(), projects.values()))));
        }

        private static Stream<Long> services(Collection<StoredObject> tasks, Collection<StoredObject> projects) {
            return Stream.concat(tasks.stream(), projects.stream()).map(each -> each.number("service_id"));
        }

        private static List<Long> ids(Stream<? extends @Nullable Long> ids) {
            return ids.filter(Objects::nonNull).distinct().collect(Collectors.toList());
        }

        Optional<StoredObject> user(TimeEntry event) {
            return Optional.ofNullable(users.get(event.of().user()));
        }

        Optional<StoredObject> task(TimeEntry event) {
            Long task = event.of().task();
            return task == null ? Optional.empty() : Optional.ofNullable(tasks.get(task));
        }

        Optional<StoredObject> project(TimeEntry event) {
            Long project = event.of().project();
            return project == null ? Optional.empty() : Optional.ofNullable(projects.get(project));
        }

        Optional<StoredObject> customer(TimeEntry event) {
            return project(event).flatMap(project -> Optional.ofNullable(customers.get(project.parent())));
        }

        /** Returns the service of the task, or else of the project. */
        Optional<StoredObject> service(TimeEntry event) {
            return task(event)
                    .flatMap(task -> Optional.ofNullable(services.get(task.number("service_id"))))
                    .or(() -> project(event).flatMap(it -> Optional.ofNullable(services.get(it.number("service_id")))));
        }
    }

    /** Writes entries as CSV: dates and numbers in a user's format, and texts unchanged. */
    public record Export(StoredObjects things) {
        private static final List<String> SEPARATORS = List.of(",", ";", "\t");
        private static final List<String> HEAD = List.of(
                "Date",
                "Start",
                "End",
                "Duration",
                "Hours",
                "User",
                "Customer",
                "Project",
                "Task",
                "Service",
                "Notes",
                "Hourly Rate",
                "Icalendar Token");
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

        /** @param separator a comma, a semicolon or a tab, which may be sent as {@code \t} */
        public String csv(List<TimeEntry> events, String separator) {
            String between = separator.equals("\\t") ? "\t" : separator;
            if (!SEPARATORS.contains(between)) throw Refusal.unexpected();
            RelatedObjects around = RelatedObjects.of(things, events);
            StringBuilder csv = new StringBuilder(line(HEAD, between));
            for (TimeEntry event : events) csv.append(line(cells(event, around), between));
            return csv.toString();
        }

        private static List<String> cells(TimeEntry event, RelatedObjects around) {
            List<String> cells = new ArrayList<>();
            cells.add(DAY.format(event.span().start()));
            cells.add(TIME.format(event.span().start()));
            cells.add(event.span().end() == null ? "" : TIME.format(event.span().end()));
            cells.add(Amounts.clock(event.seconds()));
            cells.add(String.valueOf(Amounts.hours(event.seconds())).replace('.', ','));
            cells.add(said(TimeEntryAnswers.fullName(around.user(event))));
            cells.add(name(around.customer(event)));
            cells.add(name(around.project(event)));
            cells.add(name(around.task(event)));
            cells.add(name(around.service(event)));
            cells.add(said(TimeEntryAnswers.notes(event)));
            cells.add(String.valueOf(SecretsInAnswers.HOURLY_RATE));
            cells.add(SecretsInAnswers.of("icalendar", event.of().user()));
            return cells;
        }

        private static String name(Optional<StoredObject> thing) {
            return thing.map(StoredObject::name).orElse("");
        }

        private static String said(@Nullable String text) {
            return text == null ? "" : text;
        }

        private static String line(List<String> cells, String separator) {
            return cells.stream().map(cell -> quoted(cell, separator)).collect(Collectors.joining(separator)) + "\r\n";
        }

        private static String quoted(String cell, String separator) {
            boolean plain =
                    !cell.contains(separator) && !cell.contains("\"") && !cell.contains("\n") && !cell.contains("\r");
            return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
        }
    }
}
