package dev.devledger.adapters.sandbox.clickup.app;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.PlaceWrites.Seed;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Places.PagePaths;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.tasks.Checklists;
import dev.devledger.adapters.sandbox.clickup.tasks.Comments;
import dev.devledger.adapters.sandbox.clickup.tasks.Task;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskRelationWrites;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable.TaskFinder;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Answers.PageForms;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The page of a task. */
public record TaskPage(
        TaskFinder door,
        TaskTable table,
        TaskWrites writes,
        TaskRelationWrites deeds,
        Checklists checklists,
        Comments comments,
        PlacesAndPeople surroundings) {

    /** The places and people that the page of a task shows. */
    public record PlacesAndPeople(Places places, People people) {}

    RouterFunction<ServerResponse> routes(PageForms forms) {
        String task = PagePaths.PAGE + "/tasks/{id}";
        String item = task + "/checklists/{checklist}/items";
        return RouterFunctions.route()
                .GET(task, request -> show(request, 200, ""))
                .POST(task, forms.deed(this::edit))
                .POST(
                        task + "/comments",
                        forms.deed(onTask(request -> comments.add(
                                ana(),
                                task(request),
                                new RequestFields(Json.object().put("comment_text", Answers.sent(request, "text")))))))
                .POST(task + "/subtasks", forms.deed(this::addSubtask))
                .POST(
                        task + "/checklists",
                        forms.deed(onTask(request -> checklists.add(ana(), task(request), named(request)))))
                .POST(
                        item,
                        forms.deed(onTask(request ->
                                checklists.addItem(ana(), request.pathVariable("checklist"), named(request)))))
                .POST(item + "/{item}", forms.deed(this::tick))
                .POST(
                        task + "/move",
                        forms.deed(onTask(request -> deeds.move(
                                ana(),
                                task(request),
                                surroundings.places().list(ana(), Answers.sent(request, "list")),
                                RequestFields.nothing()))))
                .POST(
                        task + "/archive",
                        forms.deed(onTask(request -> writes.update(
                                ana(),
                                task(request),
                                new RequestFields(Json.object()
                                        .put(
                                                "archived",
                                                Answers.sent(request, "archived")
                                                        .equals("true")))))))
                .POST(task + "/delete", forms.deed(request -> {
                    Task found = task(request);
                    writes.delete(found);
                    return PagePaths.list(found.list());
                }))
                .onError(Refusal.class, (refusal, request) -> refused(request, (Refusal) refusal))
                .build();
    }

    /** Shows the task with the reason of the refusal. If the task does not exist, the first page shows the reason. */
    private ServerResponse refused(ServerRequest request, Refusal refusal) {
        if (refusal.status() == 404 || refusal.status() == 401) throw refusal;
        return show(request, 422, refusal.message() + ".");
    }

    private Caller ana() {
        return new Caller(Seed.ANA, "page", surroundings.people().teams(Seed.ANA));
    }

    private Task task(ServerRequest request) {
        return door.find(ana(), request.pathVariable("id"));
    }

    /** Wraps a change so that the task is shown again after it. */
    private static PageForms.Deed onTask(Consumer<ServerRequest> deed) {
        return request -> {
            deed.accept(request);
            return PagePaths.task(request.pathVariable("id"));
        };
    }

    private static RequestFields named(ServerRequest request) {
        return new RequestFields(Json.object().put("name", Answers.sent(request, "name")));
    }

    private String edit(ServerRequest request) {
        Task task = task(request);
        ZoneId zone = surroundings.people().zone(ana());
        TaskForm seen = TaskForm.sent(name -> Answers.sent(request, "was-" + name));
        TaskForm left = TaskForm.sent(name -> name.equals("assignees")
                ? String.join(" ", request.params().getOrDefault(name, List.of()))
                : Answers.sent(request, name));
        RequestFields changes = left.changes(seen, zone);
        if (!changes.json().isEmpty()) task = writes.update(ana(), task, changes);
        for (String tag : left.words("tags"))
            if (!seen.words("tags").contains(tag)) task = writes.addTag(ana(), task, tag);
        for (String tag : seen.words("tags"))
            if (!left.words("tags").contains(tag)) task = writes.removeTag(ana(), task, tag);
        return PagePaths.task(task.id());
    }

    private String addSubtask(ServerRequest request) {
        Task task = task(request);
        writes.create(
                ana(),
                door.listOf(task),
                new RequestFields(
                        Json.object().put("name", Answers.sent(request, "name")).put("parent", task.id())));
        return PagePaths.task(task.id());
    }

    private String tick(ServerRequest request) {
        String checklist = request.pathVariable("checklist");
        RequestFields change = new RequestFields(
                Json.object().put("resolved", Answers.sent(request, "resolved").equals("true")));
        if (request.param("remove").isPresent()) checklists.deleteItem(ana(), checklist, request.pathVariable("item"));
        else checklists.changeItem(ana(), checklist, request.pathVariable("item"), change);
        return PagePaths.task(request.pathVariable("id"));
    }

    private ServerResponse show(ServerRequest request, int status, String wrong) {
        Task task = task(request);
        StoredObject list = door.listOf(task);
        Places places = surroundings.places();
        People people = surroundings.people();
        TaskView.Choices choices = new TaskView.Choices(
                places.statuses(list).all().stream()
                        .map(each -> each.path("status").asString(""))
                        .toList(),
                people.all().stream().map(StoredObject::shown).toList(),
                places.listsOfTeam(list.text("_team")));
        TaskView.Around around =
                new TaskView.Around(table.children(task.id()), comments.of(task, Optional.empty(), Optional.empty()));
        TaskView view = new TaskView(
                task, TaskForm.of(task, people.zone(ana())), list, choices, around, wrong, Answers.csrf(request));
        return Answers.page(status, Templates.render("sandbox/clickup/app/task.jte", view), "form-action 'self' ");
    }

    /** A task with all that a user can change. */
    record TaskView(
            Task task,
            TaskForm form,
            StoredObject list,
            Choices choices,
            Around around,
            String wrong,
            @Nullable CsrfField csrf) {
        static final List<String[]> PRIORITIES = List.of(
                new String[] {"", "None"},
                new String[] {"1", "Urgent"},
                new String[] {"2", "High"},
                new String[] {"3", "Normal"},
                new String[] {"4", "Low"});

        /** The values that fields can be set to. */
        record Choices(List<String> statuses, List<ObjectNode> people, List<StoredObject> lists) {}

        record Around(List<Task> subtasks, List<ObjectNode> comments) {}

        String path() {
            return PagePaths.task(task.id());
        }

        static String path(Task other) {
            return PagePaths.task(other.id());
        }

        boolean isAssigned(ObjectNode person) {
            return task.assignees().contains(person.path("id").asLong());
        }

        static String text(JsonNode node, String field) {
            return node.path(field).asString("");
        }
    }
}
