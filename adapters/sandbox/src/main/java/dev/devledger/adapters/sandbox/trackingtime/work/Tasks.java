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
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime.Amounts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tasks. A task may have a project, which is stored as its parent, and users. */
public record Tasks(
        People people,
        Projects projects,
        CustomFields fields,
        TimeEntryTable events,
        TrackingTimeBehaviour circumstances) {
    public static final String KIND = "task";
    private static final List<String> TEXTS = List.of("name", "description", "type");

    public StoredObjects things() {
        return people.things();
    }

    public StoredObject find(Caller caller, long id) {
        return people.things().need(caller, KIND, id);
    }

    /** Finds the tasks of the account, or of the given project. */
    public List<StoredObject> all(long account, String filter, Optional<Long> project) {
        List<StoredObject> all = project.isPresent()
                ? people.things().below(KIND, account, project.get())
                : people.things().of(KIND, account);
        return switch (filter) {
            case "ALL" -> all;
            case "ARCHIVED" -> all.stream().filter(StoredObject::archived).toList();
            case "TRACKING" -> {
                Set<Long> running = running(account);
                yield all.stream().filter(task -> running.contains(task.id())).toList();
            }
            default -> all.stream().filter(task -> !task.archived()).toList();
        };
    }

    private Set<Long> running(long account) {
        Set<Long> running = new LinkedHashSet<>();
        for (var event : events.running())
            if (event.of().account() == account && event.of().task() != null)
                running.add(event.of().task());
        return running;
    }

    public static List<Long> users(StoredObject task) {
        return task.body()
                .path("users")
                .valueStream()
                .map(each -> each.asLong(0))
                .toList();
    }

    public List<StoredObject> ofUser(long account, long user, String filter) {
        return all(account, filter, Optional.empty()).stream()
                .filter(task -> users(task).contains(user))
                .toList();
    }

    public StoredObject add(Caller caller, RequestFields given) {
        given.needed("name");
        ObjectNode body = Json.object().put("archived", false).put("created_at", people.now(caller.account()));
        body.put("created_by", caller.user()).put("is_billable", true);
        body.putArray("users").add(given.number("user_id").orElse(caller.user()));
        StoredObject task = new StoredObject(KIND, people.things().database().nextId(), caller.account(), 0, body);
        return people.things().add(change(caller, task, given));
    }

    public StoredObject update(Caller caller, long id, RequestFields given) {
        StoredObject task = change(caller, find(caller, id), given);
        task.body().put("updated_at", people.now(caller.account()));
        return people.things().save(task);
    }

    private StoredObject change(Caller caller, StoredObject task, RequestFields given) {
        ObjectNode body = task.body();
        for (String text : TEXTS) given.text(text).ifPresent(value -> body.put(text, value));
        if (given.clears("description")) body.remove("description");
        given.text("due_date").ifPresent(day -> body.put("due_date", dayOf(day)));
        if (given.clears("due_date")) body.remove("due_date");
        for (String number : List.of("estimated_time", "hourly_rate"))
            given.decimal(number).ifPresent(value -> body.put(number, value));
        if (given.clears("estimated_time")) body.remove("estimated_time");
        for (String number : List.of("list_id", "list_position", "sort_index"))
            given.number(number).ifPresent(value -> body.put(number, value));
        given.flag("is_billable").ifPresent(value -> body.put("is_billable", value));
        given.number("service_id")
                .ifPresent(id -> body.put(
                        "service_id",
                        people.things()
                                .need(caller, CustomersAndServices.SERVICE, id)
                                .id()));
        takeUsers(caller, body, given);
        fields.set(caller, KIND, body, given);
        if (given.has("project_name"))
            return task.below(
                    projects.called(caller, given.needed("project_name")).id());
        if (given.clears("project_id")) return task.below(0);
        Optional<Long> project = given.number("project_id");
        project.filter(id -> id != task.parent()).ifPresent(id -> {
            projects.find(caller, id);
            events.moveWithTask(task.id(), id);
        });
        return project.map(task::below).orElse(task);
    }

    /** Reads a day, also from a text in which a time follows. */
    private static String dayOf(String text) {
        return WallTime.day(text.length() > 10 ? text.substring(0, 10) : text).toString();
    }

    private void takeUsers(Caller caller, ObjectNode body, RequestFields given) {
        if (!given.names("users")) {
            given.number("user_id").ifPresent(user -> body.putArray("users").add(user));
            return;
        }
        List<Long> users = RequestFields.ids(given.list("users"));
        for (long user : users) people.needMember(caller, user);
        var stored = body.putArray("users");
        users.forEach(stored::add);
    }

    /** Finds the caller's active task with the name in the project, or makes the task and the project. */
    public StoredObject called(Caller caller, String name, Optional<String> project) {
        Optional<StoredObject> in = project.map(each -> projects.called(caller, each));
        return ofUser(caller.account(), caller.user(), "ACTIVE").stream()
                .filter(task -> task.name().equals(name)
                        && task.parent() == in.map(StoredObject::id).orElse(0L))
                .findFirst()
                .orElseGet(() -> {
                    circumstances.made(KIND);
                    ObjectNode body = Json.object().put("name", name);
                    in.ifPresent(each -> body.put("project_id", each.id()));
                    return add(caller, RequestFields.of(body));
                });
    }

    public StoredObject archive(Caller caller, long id, boolean archived) {
        StoredObject task = find(caller, id);
        task.body().put("archived", archived);
        if (archived) task.body().put("end_date", people.now(caller.account()));
        else task.body().remove("end_date");
        return people.things().save(task);
    }

    /** Deletes a task, and with {@code withAll} also its time. */
    public void delete(Caller caller, long id, boolean withAll) {
        StoredObject task = find(caller, id);
        if (withAll) events.deleteOf("task_id", id);
        else events.move("task_id", id, null);
        people.things().delete(task);
    }

    /** Finds active tasks by pairs of the task's and the project's names. */
    public List<StoredObject> search(Caller caller, List<RequestFields> pairs) {
        List<StoredObject> found = new ArrayList<>();
        for (StoredObject task : all(caller.account(), "ACTIVE", Optional.empty())) {
            String project = people.things()
                    .find(Projects.KIND, task.parent())
                    .map(StoredObject::name)
                    .orElse("");
            if (pairs.stream()
                    .anyMatch(pair -> task.name().equals(pair.text("task_name").orElse(""))
                            && project.equals(pair.text("project_name").orElse("")))) found.add(task);
        }
        return found;
    }

    public void sort(Caller caller, List<RequestFields> places) {
        for (RequestFields place : places) {
            StoredObject task = find(caller, place.number("id").orElseThrow(Refusal::unexpected));
            task.body().put("sort_index", place.number("sort_index").orElseThrow(Refusal::unexpected));
            people.things().save(task);
        }
    }

    /** Makes many tasks at once, or only returns what would be made. */
    public List<StoredObject> load(Caller caller, List<RequestFields> rows, boolean previewOnly) {
        List<StoredObject> made = new ArrayList<>();
        for (RequestFields row : rows) {
            ObjectNode body = Json.object().put("name", row.needed("task_name"));
            if (previewOnly) {
                made.add(new StoredObject(KIND, 0, caller.account(), 0, body));
                continue;
            }
            row.text("project_name").ifPresent(name -> {
                StoredObject project = projects.called(caller, name);
                projects.update(caller, project.id(), row);
                body.put("project_id", project.id());
            });
            made.add(add(caller, RequestFields.of(body)));
        }
        return made;
    }

    /** Tasks in the form of the API's answers. */
    public record TaskAnswers(
            StoredObjects things, CustomFields fields, TimeEntryTable events, TimeEntryAnswers entries) {

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
                    Projects.KIND,
                    tasks.stream().map(StoredObject::parent).distinct().toList());
            return new Around(
                    projects,
                    things.those(
                            CustomersAndServices.CUSTOMER,
                            projects.values().stream()
                                    .map(StoredObject::parent)
                                    .distinct()
                                    .toList()),
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
            shown.set("billing", SecretsInAnswers.billing(task.is("is_billable"), withBilling));
            shown.putArray("subtasks");
            shown.putArray("comments");
            shown.put("description", task.optional("description").orElse(null));
            shown.set("custom_fields", CustomFields.values(fields.of(task.account(), Tasks.KIND), task.body()));
            shown.put("created_at", task.text("created_at"));
            return shown.put("updated_at", task.optional("updated_at").orElse(null))
                    .putNull("json");
        }

        private static void project(ObjectNode shown, StoredObject task, Around around) {
            Optional<StoredObject> project =
                    Optional.ofNullable(around.projects().get(task.parent()));
            Optional<StoredObject> customer = project.flatMap(
                    each -> Optional.ofNullable(around.customers().get(each.parent())));
            Optional<StoredObject> service = Optional.ofNullable(
                            around.services().get(task.number("service_id")))
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
                each.put("surname", user.text("surname")).put("avatar_url", SecretsInAnswers.address("avatar", id));
                each.put("status", "ACTIVE");
                Optional<TimeEntry> own = running.stream()
                        .filter(event -> event.of().user() == id)
                        .findFirst();
                each.set("event", own.<JsonNode>map(entries::running).orElseGet(Json::none));
                each.putNull("estimated_time");
            }
        }

        private static JsonNode person(long id, Around around) {
            StoredObject user = around.users().get(id);
            return user == null ? Json.none() : SecretsInAnswers.person(user);
        }

        /** Groups tasks by project, as in answers about a person's tasks and trackables. */
        public ArrayNode byProject(List<StoredObject> projects, List<StoredObject> tasks, boolean withTasks) {
            ArrayNode groups = Json.array();
            for (StoredObject project : projects)
                group(groups.addObject(), project.id(), project.name(), tasks, withTasks);
            group(groups.addObject(), 0, "No Project", tasks, withTasks);
            return groups;
        }

        private void group(ObjectNode group, long id, String name, List<StoredObject> tasks, boolean withTasks) {
            group.put("id", id).put("name", name).putNull("color").put("is_favorite", false);
            List<StoredObject> own = withTasks
                    ? tasks.stream().filter(task -> task.parent() == id).toList()
                    : List.of();
            group.set("tasks", all(own, false));
        }
    }
}
