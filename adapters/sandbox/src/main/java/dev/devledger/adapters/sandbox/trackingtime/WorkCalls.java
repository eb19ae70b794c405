package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.CallTable.ReceivedCall;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PeopleAnswers;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.work.CustomersAndServices;
import dev.devledger.adapters.sandbox.trackingtime.work.Projects;
import dev.devledger.adapters.sandbox.trackingtime.work.Projects.ProjectAnswers;
import dev.devledger.adapters.sandbox.trackingtime.work.Tasks;
import dev.devledger.adapters.sandbox.trackingtime.work.Tasks.TaskAnswers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls about customers, services, projects and tasks, also about the projects and tasks of one person. */
public record WorkCalls(
        CustomersAndServices named,
        Projects projects,
        ProjectAnswers projectAnswers,
        Tasks tasks,
        TaskAnswers taskAnswers,
        People people,
        PeopleAnswers peopleAnswers) {

    private static final long PAGE = 100;
    private static final long LARGE_PAGE = 500;

    CallTable table() {
        return new CallTable()
                .with(named(CustomersAndServices.CUSTOMER))
                .with(named(CustomersAndServices.SERVICE))
                .with(projectReads())
                .with(projectWrites())
                .with(taskReads())
                .with(taskWrites())
                .with(ofUsers());
    }

    /** Adds the calls of a kind. All things of the kind are in one answer, whatever page a client requests. */
    private CallTable named(String kind) {
        String path = kind + "s";
        CallTable table = new CallTable()
                .read(path, call -> named.all(call.account(), kind, call.filter()))
                .read(path + "/#", call -> named.one(call.caller(), kind, call.id()))
                .write(path + "/add", call -> named.add(call.caller(), kind, call.given()))
                .write(path + "/update/#", call -> named.change(call.caller(), kind, call.id(), call.given()))
                .change(path + "/delete/#", call -> named.delete(call.caller(), kind, call.id()));
        CallTable.DataReader close = call -> named.archive(call.caller(), kind, call.id(), true);
        CallTable.DataReader open = call -> named.archive(call.caller(), kind, call.id(), false);
        return kind.equals(CustomersAndServices.CUSTOMER)
                ? table.writeNotByPost(path + "/close/#", close).writeNotByPost(path + "/open/#", open)
                : table.write(path + "/close/#", close).write(path + "/open/#", open);
    }

    private ProjectAnswers.With with(ReceivedCall call) {
        return new ProjectAnswers.With(call.is("include_billing"));
    }

    private CallTable projectReads() {
        return new CallTable()
                .read("projects", this::allProjects)
                .read("projects/min", this::allProjects)
                .read(
                        "projects/ids",
                        call -> Json.nodes(projects.all(call.account(), call.filter()).stream()
                                .map(project -> Json.object().put("id", project.id()))
                                .toList()))
                .read("projects/search", call -> projects.search(call.caller(), call.given()))
                .read("projects/#", this::project)
                .read("projects/#/min", this::project)
                .read(
                        "projects/times",
                        call -> projectAnswers.times(
                                RequestFields.ids(call.given().list("data")).stream()
                                        .map(id -> projects.find(call.caller(), id)),
                                "project_id"))
                .read("projects/#/users", this::projectUsers);
    }

    /** Answers with all projects as page 0; later pages are empty. */
    private JsonNode allProjects(ReceivedCall call) {
        if (call.given().number("page").orElse(0L) > 0) return Json.array();
        return projectAnswers.all(projects.all(call.account(), call.filter()), with(call));
    }

    private JsonNode project(ReceivedCall call) {
        StoredObject project = projects.find(call.caller(), call.id());
        ObjectNode shown = projectAnswers.one(project, with(call));
        if (call.is("include_tasks")) {
            String filter = call.is("include_closed_tasks") ? "ALL" : "ACTIVE";
            shown.set(
                    "tasks",
                    taskAnswers.all(
                            tasks.all(call.account(), filter, Optional.of(project.id())), call.is("include_billing")));
        }
        if (call.is("include_task_lists")) shown.putArray("task_lists");
        return shown;
    }

    /** Finds the people with a task in the project. */
    private JsonNode projectUsers(ReceivedCall call) {
        projects.find(call.caller(), call.id());
        Set<Long> users = new LinkedHashSet<>();
        for (StoredObject task : tasks.all(call.account(), "ALL", Optional.of(call.id())))
            users.addAll(Tasks.users(task));
        ArrayNode shown = Json.array();
        for (long user : users)
            people.member(call.account(), user).ifPresent(member -> shown.add(peopleAnswers.user(member, false)));
        return shown;
    }

    private CallTable projectWrites() {
        return new CallTable()
                .write("projects/add", call -> one(call, projects.add(call.caller(), call.given())))
                .write("projects/update/#", call -> one(call, projects.update(call.caller(), call.id(), call.given())))
                .write(
                        "projects/update_preferences/#",
                        call -> one(call, projects.update(call.caller(), call.id(), call.given())))
                .write("projects/close/#", call -> one(call, projects.archive(call.caller(), call.id(), true)))
                .write("projects/open/#", call -> one(call, projects.archive(call.caller(), call.id(), false)))
                .change(
                        "projects/delete/#",
                        call -> projects.delete(
                                call.caller(),
                                call.id(),
                                call.given().flag("delete_all").orElse(true)))
                .write(
                        "projects/merge/#",
                        call -> one(
                                call,
                                projects.merge(
                                        call.caller(),
                                        call.id(),
                                        call.given().number("into").orElseThrow(Refusal::unexpected))));
    }

    private JsonNode one(ReceivedCall call, StoredObject project) {
        return projectAnswers.one(project, with(call));
    }

    private CallTable taskReads() {
        return new CallTable()
                .read("tasks", call -> page(call, found(call), PAGE))
                .read(
                        "tasks/paginated",
                        call -> page(
                                call,
                                found(call),
                                call.given().number("page_size").orElse(LARGE_PAGE)))
                .read("tasks/#", call -> task(call, tasks.find(call.caller(), call.id())))
                .read(
                        "tasks/search",
                        call -> taskAnswers.all(
                                tasks.search(call.caller(), call.given().list("data")), false))
                .read(
                        "tasks/times",
                        call -> projectAnswers.times(
                                RequestFields.ids(call.given().list("data")).stream()
                                        .map(id -> tasks.find(call.caller(), id)),
                                "task_id"));
    }

    private List<StoredObject> found(ReceivedCall call) {
        return tasks.all(call.account(), call.filter(), call.given().number("project_id"));
    }

    private JsonNode page(ReceivedCall call, List<StoredObject> all, long size) {
        long asked = call.given().number("page").orElse(0L);
        long page = people.circumstances().has(TrackingTimeHabit.TASK_PAGES_FROM_ONE) ? Math.max(0, asked - 1) : asked;
        return taskAnswers.all(all.stream().skip(page * size).limit(size).toList(), call.is("include_billing"));
    }

    private JsonNode task(ReceivedCall call, StoredObject task) {
        return taskAnswers.one(task, call.is("include_billing"));
    }

    private CallTable taskWrites() {
        CallTable table = new CallTable();
        for (String path : List.of("tasks/share", "tasks/add"))
            table.write(path, call -> task(call, tasks.add(call.caller(), call.given())));
        return table.write("tasks/update/#", call -> task(call, tasks.update(call.caller(), call.id(), call.given())))
                .write("tasks/close/#", call -> task(call, tasks.archive(call.caller(), call.id(), true)))
                .write("tasks/open/#", call -> task(call, tasks.archive(call.caller(), call.id(), false)))
                .change(
                        "tasks/delete/#",
                        call -> tasks.delete(
                                call.caller(),
                                call.id(),
                                call.given().flag("delete_all").orElse(true)))
                .change(
                        "tasks/sort",
                        call -> tasks.sort(call.caller(), call.given().list("data")))
                .write(
                        "account/import/tasks",
                        call -> taskAnswers.all(
                                tasks.load(call.caller(), call.given().list("data"), call.is("preview_mode")), false));
    }

    private CallTable ofUsers() {
        return new CallTable()
                .read("users/#/tasks", call -> grouped(call, call.filter(), true))
                .read(
                        "users/#/assigned_tasks",
                        call -> page(
                                call,
                                ofUser(call, call.filter()),
                                call.given().number("page_size").orElse(PAGE)))
                .read("users/#/tasks/tracking", call -> {
                    List<StoredObject> running = ofUser(call, "TRACKING");
                    if (people.circumstances().has(TrackingTimeHabit.TRACKING_LISTED))
                        return taskAnswers.all(running, call.is("include_billing"));
                    return running.isEmpty() ? Json.object() : task(call, running.getFirst());
                })
                .read("users/#/projects", call -> Json.object()
                        .set("projects", projectAnswers.all(projectsOf(call), with(call))))
                .read(
                        "users/#/trackables",
                        call -> grouped(
                                call,
                                "ACTIVE",
                                call.given().flag("include_tasks").orElse(true)))
                .write("users/#/assign_projects", call -> assigned(call, true))
                .write("users/#/remove_projects", call -> assigned(call, false));
    }

    private List<StoredObject> ofUser(ReceivedCall call, String filter) {
        people.needMember(call.caller(), call.id());
        return tasks.ofUser(call.account(), call.id(), filter);
    }

    private List<StoredObject> projectsOf(ReceivedCall call) {
        Set<Long> ids = new LinkedHashSet<>();
        for (StoredObject task : ofUser(call, "ALL")) ids.add(task.parent());
        String user = String.valueOf(call.id());
        return projects.all(call.account(), "ALL").stream()
                .filter(project -> ids.contains(project.id())
                        || project.body().path("members").has(user))
                .toList();
    }

    private JsonNode grouped(ReceivedCall call, String filter, boolean withTasks) {
        List<StoredObject> groups = new ArrayList<>(projectsOf(call));
        call.given().number("project_id").ifPresent(id -> groups.removeIf(project -> project.id() != id));
        if (call.is("only_favorites")) groups.removeIf(project -> !project.is("is_favorite"));
        return Json.object().set("projects", taskAnswers.byProject(groups, ofUser(call, filter), withTasks));
    }

    private JsonNode assigned(ReceivedCall call, boolean assigned) {
        projects.assign(call.caller(), call.id(), RequestFields.ids(call.given().list("data")), assigned);
        return Json.object().set("projects", projectAnswers.all(projectsOf(call), with(call)));
    }
}
