package dev.devledger.adapters.sandbox.trackingtime.events;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.common.Secrets;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.common.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.common.WallTime;
import dev.devledger.adapters.sandbox.trackingtime.fields.Fields;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Entries as they are answered: under short keys, under English ones, and whole. */
public record EventAnswers(People people, Fields fields) {

    /** {@code /events} and {@code /events/min}. */
    public ArrayNode brief(List<Event> events, boolean withFields) {
        Surroundings around = Surroundings.of(people.things(), events);
        List<Thing> own = withFields ? fieldsOf(events) : List.of();
        ArrayNode shown = Json.array();
        for (Event event : events) {
            ObjectNode brief = brief(event, around);
            if (withFields) brief.set("custom_fields", values(own, event));
            if (isUndated(event)) brief.remove("s");
            shown.add(brief);
        }
        return shown;
    }

    private List<Thing> fieldsOf(List<Event> events) {
        return events.isEmpty() ? List.of() : fields.of(events.getFirst().of().account(), "event");
    }

    private ObjectNode brief(Event event, Surroundings around) {
        ObjectNode json = Json.object().put("id", event.id());
        json.put("s", WallTime.shown(event.span().start())).put("e", end(event)).put("d", event.seconds());
        named(json, "se", "seid", around.service(event));
        named(json, "c", "cid", around.customer(event));
        named(json, "p", "pid", around.project(event));
        json.putNull("pn").put("pif", false);
        named(json, "t", "tid", around.task(event));
        Optional<Thing> task = around.task(event);
        json.put("tt", task.isPresent() ? "PERSONAL" : null).putNull("tv").putNull("tl");
        json.put("dd", task.flatMap(each -> each.optional("due_date")).orElse(null));
        if (task.isPresent())
            json.put("et", task.get().body().path("estimated_time").asDouble(0));
        else json.putNull("et");
        json.put("a", task.filter(Thing::archived).isPresent());
        json.put("u", fullName(around.user(event))).put("uid", event.of().user());
        json.put("uhr", Secrets.HOURLY_RATE).put("uhc", Secrets.HOURLY_COST);
        json.put("uau", Secrets.address("uau", event.of().user()));
        json.put("tz", WallTime.shown(event.span().offset()))
                .put("n", notes(event))
                .put("co", "4");
        json.putNull("r");
        json.put("b", event.marks().billable()).put("bd", event.marks().billed());
        json.put("to", Secrets.of("to", event.of().user()));
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

    private static void named(ObjectNode json, String name, String id, Optional<Thing> thing) {
        json.put(name, thing.map(Thing::name).orElse(null));
        json.put(id, thing.map(Thing::id).orElse(null));
    }

    private static void repeat(ObjectNode json, Event event, String kind, String frequency, String every) {
        JsonNode repeat = event.body().path("repeat");
        boolean repeats = repeat.isObject();
        json.put(kind, repeats ? repeat.path("kind").asString("") : null);
        json.put(frequency, repeats ? repeat.path("frequency").asString(null) : null);
        if (repeats) json.put(every, repeat.path("every").asLong(1));
        else json.putNull(every);
    }

    static @Nullable String end(Event event) {
        return event.span().end() == null ? null : WallTime.shown(event.span().end());
    }

    static @Nullable String notes(Event event) {
        return event.text("notes").isEmpty() ? null : event.text("notes");
    }

    private static String type(Event event) {
        return event.text("type").isEmpty() ? "WORK" : event.text("type");
    }

    private static ArrayNode tags(Event event) {
        return event.body().path("tags").isArray() ? (ArrayNode) event.body().path("tags") : Json.array();
    }

    static @Nullable String fullName(Optional<Thing> user) {
        return user.map(each -> (each.name() + " " + each.text("surname")).strip())
                .orElse(null);
    }

    /** {@code /events/flat}; the key that is not spelt right is TrackingTime's own. */
    public ArrayNode flat(List<Event> events, boolean withFields) {
        Surroundings around = Surroundings.of(people.things(), events);
        List<Thing> own = withFields ? fieldsOf(events) : List.of();
        ArrayNode shown = Json.array();
        for (Event event : events) {
            ObjectNode flat = flat(event, around);
            for (Thing field : own)
                flat.set(
                        field.name() + " (Event CF)",
                        event.body().path("fields").has(String.valueOf(field.id()))
                                ? event.body().path("fields").path(String.valueOf(field.id()))
                                : Json.none());
            shown.add(flat);
        }
        return shown;
    }

    private static ObjectNode flat(Event event, Surroundings around) {
        ObjectNode json = Json.object().put("ID", event.id());
        json.put("Start", WallTime.shown(event.span().start())).put("End", end(event));
        json.put("Duration", event.seconds());
        named(json, "Service", "Service Id", around.service(event));
        named(json, "Customer", "Customer Id", around.customer(event));
        named(json, "Project", "Project Id", around.project(event));
        json.putNull("Project Notes").put("Project is favorite", false);
        named(json, "Task", "Task Id", around.task(event));
        Optional<Thing> task = around.task(event);
        json.put("Task Type", task.isPresent() ? "PERSONAL" : null).putNull("Task List");
        json.put("Due Date", task.flatMap(each -> each.optional("due_date")).orElse(null));
        json.put(
                "Estimated Time",
                task.map(each -> each.body().path("estimated_time").asDouble(0)).orElse(0.0));
        json.put("Is Archived", task.filter(Thing::archived).isPresent());
        json.put("User", fullName(around.user(event))).put("User Id", event.of().user());
        json.put("User Hourly Rate", Secrets.HOURLY_RATE).put("User Hourly Cost", Secrets.HOURLY_COST);
        json.put("User Avatar Url", Secrets.address("avatar", event.of().user()));
        json.put("Timezone", WallTime.shown(event.span().offset())).put("Notes", notes(event));
        json.put("Color", "7").putNull("Hourly Rate");
        json.put("Is Billable", event.marks().billable())
                .put("Is Billed", event.marks().billed());
        json.put("Icalendar Token", Secrets.of("icalendar", event.of().user()));
        repeat(json, event, "Event Repeat", "Repeat Rrequency", "Repeat Every");
        json.put("Repeat Group Id", event.marks().repeatGroup()).put("Event Type", type(event));
        return json.put("Has files", false).putNull("Time Off Id").putNull("Users");
    }

    /** {@code /events/{id}}, and what a write answers. */
    public ObjectNode whole(Event event) {
        Surroundings around = Surroundings.of(people.things(), List.of(event));
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
        around.user(event).ifPresent(user -> json.set("user", Secrets.person(user)));
        json.put("task_id", event.of().task());
        json.set("task", thing(around.task(event)));
        json.put("project_id", event.of().project());
        json.set("project", thing(around.project(event)));
        json.put("customer_id", around.customer(event).map(Thing::id).orElse(null));
        json.set("customer", thing(around.customer(event)));
        json.put("service_id", around.service(event).map(Thing::id).orElse(null));
        json.set("service", thing(around.service(event)));
        json.set("tags", tags(event));
        json.set("custom_fields", values(fields.of(event.of().account(), "event"), event));
        repeat(json, event, "repeat", "frequency", "repeat_every");
        json.put("repeat_group_id", event.marks().repeatGroup());
        json.put("icalendar_token", Secrets.of("icalendar", event.of().user()));
        json.put("created_at", moment(event.dates().created(), zone));
        Long updated = event.dates().updated();
        return json.put("updated_at", updated == null ? null : moment(updated, zone))
                .putNull("json");
    }

    private boolean isUndated(Event event) {
        return people.circumstances().has(TrackingTimeHabit.ENTRY_UNDATED)
                && event.text("notes").equals("undated");
    }

    /** Beside the task that it runs on. */
    public ObjectNode running(Event event) {
        ObjectNode json = whole(event);
        if (people.circumstances().has(TrackingTimeHabit.RUNNING_OWNER_BESIDE)) json.remove(List.of("user_id", "user"));
        if (people.circumstances().has(TrackingTimeHabit.RUNNING_UNDATED)) json.remove("start");
        return json;
    }

    private ArrayNode values(List<Thing> own, Event event) {
        ArrayNode values = Fields.values(own, event.body());
        if (people.circumstances().has(TrackingTimeHabit.FIELDS_BY_ID))
            values.forEach(each -> ((ObjectNode) each).retain("id", "value"));
        return values;
    }

    private static JsonNode thing(Optional<Thing> thing) {
        return thing.<JsonNode>map(each -> Json.object()
                        .put("id", each.id())
                        .put("name", each.name())
                        .put("is_archived", each.archived()))
                .orElseGet(Json::none);
    }

    private static String moment(long millis, ZoneId zone) {
        return WallTime.shown(WallTime.of(Instant.ofEpochMilli(millis), zone).local());
    }
}
