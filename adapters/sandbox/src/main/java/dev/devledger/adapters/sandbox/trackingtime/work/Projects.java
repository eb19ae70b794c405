package dev.devledger.adapters.sandbox.trackingtime.work;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.People.SecretsInAnswers;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime.Amounts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Projects. A project may have a customer, which is stored as its parent, and a service. */
public record Projects(
        People people,
        CustomersAndServices named,
        CustomFields fields,
        TimeEntryTable events,
        TrackingTimeBehaviour circumstances) {
    public static final String KIND = "project";
    private static final String TASK = "task";
    private static final List<String> TEXTS = List.of("name", "color", "delivery_date", "notes", "default_view");
    private static final List<String> FLAGS = List.of("is_public", "is_billable", "is_favorite", "show_closed_tasks");
    private static final List<String> NUMBERS = List.of("estimated_time", "hourly_rate", "fixed_rate");

    public StoredObjects things() {
        return people.things();
    }

    public List<StoredObject> all(long account, String filter) {
        return people.things().of(KIND, account).stream()
                .filter(project -> filter.equals("FOLLOWING")
                        ? project.is("is_favorite")
                        : CustomersAndServices.isWanted(project, filter))
                .toList();
    }

    public StoredObject find(Caller caller, long id) {
        return people.things().need(caller, KIND, id);
    }

    public StoredObject add(Caller caller, RequestFields given) {
        given.needed("name");
        ObjectNode body = Json.object().put("archived", false).put("is_billable", true);
        body.put("created_at", people.now(caller.account()));
        return people.things()
                .add(change(
                        caller,
                        new StoredObject(KIND, people.things().database().nextId(), caller.account(), 0, body),
                        given));
    }

    public StoredObject update(Caller caller, long id, RequestFields given) {
        StoredObject project = change(caller, find(caller, id), given);
        project.body().put("updated_at", people.now(caller.account()));
        return people.things().save(project);
    }

    private StoredObject change(Caller caller, StoredObject project, RequestFields given) {
        ObjectNode body = project.body();
        for (String text : TEXTS) given.text(text).ifPresent(value -> body.put(text, value));
        for (String flag : FLAGS) given.flag(flag).ifPresent(value -> body.put(flag, value));
        for (String number : NUMBERS) given.decimal(number).ifPresent(value -> body.put(number, value));
        for (String text : List.of("notes", "delivery_date")) if (given.clears(text)) body.remove(text);
        fields.set(caller, KIND, body, given);
        if (given.has("service_name"))
            body.put(
                    "service_id",
                    named.called(caller, CustomersAndServices.SERVICE, given.needed("service_name"))
                            .id());
        given.number("service_id")
                .ifPresent(id -> body.put(
                        "service_id",
                        people.things()
                                .need(caller, CustomersAndServices.SERVICE, id)
                                .id()));
        if (given.clears("service_id")) body.remove("service_id");
        if (given.has("customer_name"))
            return project.below(named.called(caller, CustomersAndServices.CUSTOMER, given.needed("customer_name"))
                    .id());
        if (given.clears("customer_id")) return project.below(0);
        return given.number("customer_id")
                .map(id -> project.below(people.things()
                        .need(caller, CustomersAndServices.CUSTOMER, id)
                        .id()))
                .orElse(project);
    }

    /** Finds the project with the name, or makes it. */
    public StoredObject called(Caller caller, String name) {
        return people.things().of(KIND, caller.account()).stream()
                .filter(project -> project.name().equals(name) && !project.archived())
                .findFirst()
                .orElseGet(() -> {
                    circumstances.made(KIND);
                    return add(caller, RequestFields.of(Json.object().put("name", name)));
                });
    }

    public StoredObject archive(Caller caller, long id, boolean archived) {
        StoredObject project = find(caller, id);
        project.body().put("archived", archived);
        return people.things().save(project);
    }

    /** Deletes a project, and with {@code withAll} also its tasks and their time. */
    public void delete(Caller caller, long id, boolean withAll) {
        StoredObject project = find(caller, id);
        for (StoredObject task : people.things().below(TASK, caller.account(), id)) {
            if (withAll) {
                events.deleteOf("task_id", task.id());
                people.things().delete(task);
            } else {
                people.things().save(task.below(0));
            }
        }
        if (withAll) events.deleteOf("project_id", id);
        else events.move("project_id", id, null);
        people.things().delete(project);
    }

    /** Moves all of a project into another one, and deletes the first. */
    public StoredObject merge(Caller caller, long id, long into) {
        StoredObject from = find(caller, id);
        StoredObject target = find(caller, into);
        if (id == into) throw Refusal.unexpected();
        for (StoredObject task : people.things().below(TASK, caller.account(), id))
            people.things().save(task.below(into));
        events.move("project_id", id, into);
        people.things().delete(from);
        return target;
    }

    /** Finds projects, tasks or both by a part of their name, of at least three letters. */
    public ArrayNode search(Caller caller, RequestFields given) {
        String word = given.needed("keyword").toLowerCase(Locale.ROOT);
        if (word.length() < 3) throw Refusal.unexpected();
        String type = given.text("type").orElse("ALL");
        String filter = given.text("filter").orElse("ACTIVE");
        ArrayNode found = Json.array();
        for (String kind : List.of(KIND, TASK)) {
            if (!type.equals("ALL") && !type.equalsIgnoreCase(kind)) continue;
            for (StoredObject each : people.things().of(kind, caller.account()))
                if (each.name().toLowerCase(Locale.ROOT).contains(word) && CustomersAndServices.isWanted(each, filter))
                    found.addObject()
                            .put("id", each.id())
                            .put("name", each.name())
                            .put("type", kind.toUpperCase(Locale.ROOT))
                            .put("is_archived", each.archived());
        }
        return found;
    }

    /**
     * Assigns projects to a person, in addition to projects in which the person has a task, or removes the assignment.
     */
    public void assign(Caller caller, long user, List<Long> projects, boolean assigned) {
        people.requireAdmin(caller);
        people.needMember(caller, user);
        for (long id : projects) {
            StoredObject project = find(caller, id);
            ObjectNode members = project.body().withObject("members");
            if (assigned) members.put(String.valueOf(user), true);
            else members.remove(String.valueOf(user));
            people.things().save(project);
        }
    }

    /** Projects in the form of the API's answers. */
    public record ProjectAnswers(StoredObjects things, CustomFields fields, TimeEntryTable events) {

        /** The optional parts of a project's answer. */
        public record With(boolean billing) {}

        public ArrayNode all(List<StoredObject> projects, With with) {
            Map<Long, Long> worked = events.worked(
                    "project_id", projects.stream().map(StoredObject::id).toList());
            ArrayNode shown = Json.array();
            for (StoredObject project : projects)
                shown.add(shown(project, worked.getOrDefault(project.id(), 0L), with));
            return shown;
        }

        public ObjectNode one(StoredObject project, With with) {
            return (ObjectNode) all(List.of(project), with).get(0);
        }

        private ObjectNode shown(StoredObject project, long worked, With with) {
            ObjectNode shown = Json.object();
            Json.nothing(shown, "start_date", "loc_start_date", "end_date", "loc_end_date");
            shown.put("delivery_date", project.optional("delivery_date").orElse(null));
            Amounts.estimated(shown, project.body().path("estimated_time").asDouble(0));
            shown.put("accumulated_time", worked).put("is_archived", project.archived());
            shown.put("following", false).put("is_favorite", project.is("is_favorite"));
            shown.put("notes", project.optional("notes").orElse(null)).put("name", project.name());
            shown.put("color", project.optional("color").orElse(null))
                    .putNull("tasks")
                    .putNull("task_lists");
            shown.set("customer", thing(CustomersAndServices.CUSTOMER, project.parent()));
            shown.set("service", thing(CustomersAndServices.SERVICE, project.number("service_id")));
            shown.set("billing", SecretsInAnswers.billing(project.is("is_billable"), with.billing()));
            shown.put("is_public", project.is("is_public"));
            shown.put("default_view", project.optional("default_view").orElse(null));
            Amounts.worked(shown, worked);
            shown.put("is_template", false).put("account_id", project.account());
            shown.set(
                    "custom_fields", CustomFields.values(fields.of(project.account(), Projects.KIND), project.body()));
            shown.put("id", project.id()).put("created_at", project.text("created_at"));
            return shown.put("updated_at", project.optional("updated_at").orElse(null))
                    .putNull("json");
        }

        private JsonNode thing(String kind, long id) {
            return StoredObject.brief(id == 0 ? Optional.empty() : things.find(kind, id));
        }

        /** Returns the worked and estimated time of several projects or tasks. */
        public ArrayNode times(Stream<StoredObject> of, String column) {
            List<StoredObject> all = of.toList();
            Map<Long, Long> worked =
                    events.worked(column, all.stream().map(StoredObject::id).toList());
            ArrayNode shown = Json.array();
            for (StoredObject each : all) {
                long seconds = worked.getOrDefault(each.id(), 0L);
                ObjectNode times = shown.addObject().put("id", each.id()).put("name", each.name());
                times.put("accumulated_time", seconds).put("accumulated_time_display", Amounts.clock(seconds));
                Amounts.worked(times, seconds);
                Amounts.estimated(times, each.body().path("estimated_time").asDouble(0));
            }
            return shown;
        }
    }
}
