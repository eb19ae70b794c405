package dev.devledger.adapters.sandbox.trackingtime.work;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.LeakedSecrets;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime.Amounts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tasks in the form of the API's answers. */
public record TaskAnswers(StoredObjects things, CustomFields fields, TimeEntryTable events, TimeEntryAnswers entries) {

    /** The projects, people and times of all tasks of an answer, read at once. */
    private record Around(
            Map<Long, StoredObject> projects,
            Map<Long, StoredObject> customers,
            Map<Long, StoredObject> services,
            Map<Long, StoredObject> users,
            Map<Long, Long> worked,
            Map<Long, Long> projectWorked,
            Map<Long, List<TimeEntry>> running) {}

    private Around around(List<StoredObject> tasks) {
        List<Long> ids = tasks.stream().map(StoredObject::id).toList();
        Map<Long, StoredObject> projects = things.those(
                Projects.KIND, tasks.stream().map(StoredObject::parent).distinct().toList());
        return new Around(
                projects,
                things.those(
                        CustomersAndServices.CUSTOMER,
                        projects.values().stream().map(StoredObject::parent).distinct().toList()),
                things.those(
                        CustomersAndServices.SERVICE,
                        Stream.concat(tasks.stream(), projects.values().stream())
                                .map(each -> each.number("service_id"))
                                .distinct()
                                .toList()),
                things.all(People.USER).stream().collect(Collectors.toMap(StoredObject::id, Function.identity())),
                events.worked("task_id", ids),
                events.worked("project_id", projects.keySet()),
                events.running().stream()
                        .filter(event -> event.of().task() != null)
                        .collect(Collectors.groupingBy(
                                event -> Objects.requireNonNull(event.of().task()))));
    }

    public ArrayNode all(List<StoredObject> tasks, boolean withBilling) {
        Around around = around(tasks);
        ArrayNode shown = Json.array();
        for (StoredObject task : tasks) shown.add(shown(task, around, withBilling));
        return shown;
    }

    public ObjectNode one(StoredObject task, boolean withBilling) {
        return shown(task, around(List.of(task)), withBilling);
    }

    private ObjectNode shown(StoredObject task, Around around, boolean withBilling) {
        long worked = around.worked().getOrDefault(task.id(), 0L);
        ObjectNode shown = Json.object().put("id", task.id()).put("name", task.name());
        shown.put("type", task.optional("type").orElse("PERSONAL")).putNull("visibility");
        project(shown, task, around);
        Amounts.estimated(shown, task.body().path("estimated_time").asDouble(0));
        shown.put("accumulated_time", worked).put("is_archived", task.archived());
        shown.put("start_date", task.text("created_at"));
        shown.put("end_date", task.optional("end_date").orElse(null));
        shown.put("due_date", task.optional("due_date").orElse(null));
        shown.put("list_position", task.number("list_position"));
        if (task.optional("list_id").isPresent()) shown.put("list_id", task.number("list_id"));
        else shown.putNull("list_id");
        shown.putNull("list_name");
        Amounts.worked(shown, worked).put("accumulated_time_display", Amounts.clock(worked));
        shown.put("account_id", task.account()).putNull("color").put("day_index", 0);
        shown.put("index", task.number("sort_index")).putNull("skill");
        people(shown, task, around);
        shown.set("billing", LeakedSecrets.billing(task.is("is_billable"), withBilling));
        shown.putArray("subtasks");
        shown.putArray("comments");
        shown.put("description", task.optional("description").orElse(null));
        shown.set("custom_fields", CustomFields.values(fields.of(task.account(), Tasks.KIND), task.body()));
        shown.put("created_at", task.text("created_at"));
        return shown.put("updated_at", task.optional("updated_at").orElse(null)).putNull("json");
    }

    private static void project(ObjectNode shown, StoredObject task, Around around) {
        Optional<StoredObject> project = Optional.ofNullable(around.projects().get(task.parent()));
        Optional<StoredObject> customer =
                project.flatMap(each -> Optional.ofNullable(around.customers().get(each.parent())));
        Optional<StoredObject> service = Optional.ofNullable(around.services().get(task.number("service_id")))
                .or(() -> project.flatMap(
                        each -> Optional.ofNullable(around.services().get(each.number("service_id")))));
        shown.put("project_id", project.map(StoredObject::id).orElse(null));
        shown.put("project", project.map(StoredObject::name).orElse(null));
        long worked = around.projectWorked().getOrDefault(task.parent(), 0L);
        shown.put("project_accumulated_time", worked);
        shown.put("project_loc_worked_hours", Amounts.hoursAndMinutes(Amounts.hours(worked)));
        shown.put("customer", customer.map(StoredObject::name).orElse(null));
        shown.put("customer_id", customer.map(StoredObject::id).orElse(null));
        shown.put("service", service.map(StoredObject::name).orElse(null));
        shown.put("service_id", service.map(StoredObject::id).orElse(null));
    }

    private void people(ObjectNode shown, StoredObject task, Around around) {
        List<TimeEntry> running = around.running().getOrDefault(task.id(), List.of());
        shown.put("tracking", !running.isEmpty());
        shown.set("tracking_event", running.isEmpty() ? Json.none() : entries.running(running.getFirst()));
        List<Long> ids = Tasks.users(task);
        shown.set("user", person(ids.isEmpty() ? 0 : ids.getFirst(), around));
        shown.set("created_by", person(task.number("created_by"), around));
        ArrayNode users = shown.putArray("users");
        for (long id : ids) {
            StoredObject user = around.users().get(id);
            if (user == null) continue;
            ObjectNode each = users.addObject().put("id", id).put("name", user.name());
            each.put("surname", user.text("surname")).put("avatar_url", LeakedSecrets.address("avatar", id));
            each.put("status", "ACTIVE");
            Optional<TimeEntry> own =
                    running.stream().filter(event -> event.of().user() == id).findFirst();
            each.set("event", own.<JsonNode>map(entries::running).orElseGet(Json::none));
            each.putNull("estimated_time");
        }
    }

    private static JsonNode person(long id, Around around) {
        StoredObject user = around.users().get(id);
        return user == null ? Json.none() : LeakedSecrets.person(user);
    }

    /** Groups tasks by project, as in answers about a person's tasks and trackables. */
    public ArrayNode byProject(List<StoredObject> projects, List<StoredObject> tasks, boolean withTasks) {
        ArrayNode groups = Json.array();
        for (StoredObject project : projects) group(groups.addObject(), project.id(), project.name(), tasks, withTasks);
        group(groups.addObject(), 0, "No Project", tasks, withTasks);
        return groups;
    }

    private void group(ObjectNode group, long id, String name, List<StoredObject> tasks, boolean withTasks) {
        group.put("id", id).put("name", name).putNull("color").put("is_favorite", false);
        List<StoredObject> own =
                withTasks ? tasks.stream().filter(task -> task.parent() == id).toList() : List.of();
        group.set("tasks", all(own, false));
    }
}
