package dev.devledger.adapters.sandbox.trackingtime.work;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields;
import dev.devledger.adapters.sandbox.trackingtime.people.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Tasks. A task may have a project, which is stored as its parent, and users. */
public record Tasks(People people, Projects projects, CustomFields fields, TimeEntryTable events, TrackingTimeBehaviour circumstances) {
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
                        people.things().need(caller, CustomersAndServices.SERVICE, id).id()));
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
}
