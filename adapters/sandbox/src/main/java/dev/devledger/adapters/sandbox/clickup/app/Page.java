package dev.devledger.adapters.sandbox.clickup.app;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.PlaceWrites;
import dev.devledger.adapters.sandbox.clickup.places.PlaceWrites.Seed;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Places.PagePaths;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.tasks.Task;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Answers.PageForms;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** The pages of workspaces and lists; {@link TaskPage} has the page of a task. Changes on the pages are made as Ana. */
public record Page(
        Places places,
        People people,
        PlaceWrites building,
        TaskTable tasks,
        TaskWrites writes,
        TaskPage taskPage,
        PageForms forms) {

    public RouterFunction<ServerResponse> routes() {
        String list = PagePaths.PAGE + "/lists/{id}";
        return RouterFunctions.route()
                .GET(PagePaths.PAGE, request -> tree(request, 200, ""))
                .GET(PagePaths.STYLE, request -> Answers.file(Page.class, "clickup.css", "text/css"))
                .POST(PagePaths.PAGE + "/spaces/{id}/folders", forms.deed(request -> {
                    building.folder(places.space(ana(), id(request)), named(request));
                    return PagePaths.PAGE;
                }))
                .POST(
                        PagePaths.PAGE + "/spaces/{id}/lists",
                        forms.deed(request -> madeIn(places.space(ana(), id(request)), request)))
                .POST(
                        PagePaths.PAGE + "/folders/{id}/lists",
                        forms.deed(request -> madeIn(places.folder(ana(), id(request)), request)))
                .GET(list, request -> list(request, places.list(ana(), id(request))))
                .POST(list, forms.deed(this::change))
                .POST(list + "/tasks", forms.deed(this::addTask))
                .POST(list + "/statuses", forms.deed(this::statuses))
                .POST(list + "/delete", forms.deed(request -> {
                    building.delete(places.list(ana(), id(request)), writes::eraseAll);
                    return PagePaths.PAGE;
                }))
                .add(taskPage.routes(forms))
                .onError(Refusal.class, (refusal, request) -> tree(request, 422, ((Refusal) refusal).message() + "."))
                .build();
    }

    Caller ana() {
        return new Caller(Seed.ANA, "page", people.teams(Seed.ANA));
    }

    private static String id(ServerRequest request) {
        return request.pathVariable("id");
    }

    private static RequestFields named(ServerRequest request) {
        return new RequestFields(Json.object().put("name", Answers.sent(request, "name")));
    }

    private String madeIn(StoredObject owner, ServerRequest request) {
        return PagePaths.list(building.list(owner, named(request)).id());
    }

    private String change(ServerRequest request) {
        ObjectNode change = Json.object();
        request.param("name").ifPresent(name -> change.put("name", name));
        request.param("content").ifPresent(text -> change.put("content", text));
        request.param("archived").ifPresent(archived -> change.put("archived", archived.equals("true")));
        return PagePaths.list(building.changeList(places.list(ana(), id(request)), new RequestFields(change))
                .id());
    }

    private String addTask(ServerRequest request) {
        RequestFields task = new RequestFields(Json.object()
                .put("name", Answers.sent(request, "name"))
                .put("status", Answers.sent(request, "status")));
        StoredObject list = places.list(ana(), id(request));
        writes.create(ana(), list, task);
        return PagePaths.list(list.id()) + "?view=" + Answers.sent(request, "view");
    }

    /** Sets the statuses of a list, given as lines of {@code name:type}. */
    private String statuses(ServerRequest request) {
        List<String> lines = Answers.sent(request, "statuses")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        boolean understood = lines.stream().allMatch(line -> line.matches(".+:(open|custom|done|closed)"))
                && lines.stream().filter(line -> line.endsWith(":open")).count() == 1
                && lines.stream().filter(line -> line.endsWith(":closed")).count() == 1;
        if (!understood)
            throw Refusal.input(
                    "Each line is a name, a colon and open, custom, done or closed, with one" + " open and one closed");
        return PagePaths.list(
                building.statuses(places.list(ana(), id(request)), lines).id());
    }

    private ServerResponse tree(ServerRequest request, int status, String wrong) {
        TreeView view = TreeView.of(this, wrong, Answers.csrf(request));
        return Answers.page(status, Templates.render("sandbox/clickup/app/tree.jte", view), "form-action 'self' ");
    }

    private ServerResponse list(ServerRequest request, StoredObject list) {
        boolean board = !Answers.sent(request, "view").equals("list");
        ListView view = ListView.of(this, list, board, Answers.csrf(request));
        return Answers.page(200, Templates.render("sandbox/clickup/app/list.jte", view), "form-action 'self' ");
    }

    /** A list with its tasks, as a board with columns by status or as an indented list. */
    record ListView(
            String path,
            String name,
            String content,
            boolean archived,
            boolean board,
            List<Column> columns,
            @Nullable CsrfField csrf) {
        record Column(String status, String type, List<Card> cards) {}

        /** @param level the number of tasks above this one */
        record Card(String path, String name, int level, List<String> chips) {}

        static ListView of(Page page, StoredObject list, boolean board, @Nullable CsrfField csrf) {
            List<Task> tasks = page.tasks().inList(list.id()).stream()
                    .filter(task -> !task.is("archived"))
                    .toList();
            ZoneId zone = page.people().zone(page.ana());
            List<Column> columns = new ArrayList<>();
            for (ObjectNode status : page.places().statuses(list).all()) {
                String name = status.path("status").asString("");
                columns.add(new Column(
                        name,
                        status.path("type").asString(""),
                        tasks.stream()
                                .filter(task -> task.status().equals(name))
                                .map(task -> card(page, task, zone))
                                .toList()));
            }
            return new ListView(
                    PagePaths.list(list.id()),
                    list.text("name"),
                    list.text("content"),
                    list.is("archived"),
                    board,
                    columns,
                    csrf);
        }

        String statuses() {
            return columns.stream()
                    .map(column -> column.status() + ":" + column.type())
                    .collect(Collectors.joining("\n"));
        }

        private static Card card(Page page, Task task, ZoneId zone) {
            List<String> chips = new ArrayList<>();
            task.optional("priority")
                    .ifPresent(priority -> chips.add(priority.path("priority").asString("")));
            task.number("due_date").ifPresent(due -> chips.add("due " + new TaskForm.Moment(due, zone).day()));
            task.texts("tags").forEach(tag -> chips.add("#" + tag));
            task.assignees()
                    .forEach(user ->
                            chips.add(page.people().brief(user).path("username").asString("")));
            return new Card(PagePaths.task(task.id()), task.name(), level(page, task), chips);
        }

        private static int level(Page page, Task task) {
            return task.parent()
                    .flatMap(page.tasks()::find)
                    .map(above -> level(page, above) + 1)
                    .orElse(0);
        }
    }

    /** All workspaces and their content. */
    record TreeView(
            List<Team> teams, String wrong, @Nullable CsrfField csrf) {
        record Team(String name, List<Node> spaces) {}

        /** A space or a folder. */
        record Node(String path, String name, boolean archived, List<Node> folders, List<Leaf> lists) {}

        record Leaf(String path, String name, boolean archived, long tasks) {}

        static TreeView of(Page page, String wrong, @Nullable CsrfField csrf) {
            Places places = page.places();
            List<Team> teams = new ArrayList<>();
            for (StoredObject team : places.things().all(Places.TEAM)) {
                if (!page.ana().reaches(team.id())) continue;
                List<Node> spaces = places.spaces(team.id()).stream()
                        .map(space -> node(page, space, places.folders(space.id())))
                        .toList();
                teams.add(new Team(team.text("name"), spaces));
            }
            return new TreeView(teams, wrong, csrf);
        }

        private static Node node(Page page, StoredObject place, List<StoredObject> folders) {
            List<Leaf> lists = page.places().lists(place).stream()
                    .map(list -> new Leaf(
                            PagePaths.list(list.id()),
                            list.text("name"),
                            list.is("archived"),
                            page.tasks().count(list.id())))
                    .toList();
            return new Node(
                    PagePaths.PAGE + "/" + place.kind() + "s/" + place.id(),
                    place.text("name"),
                    place.is("archived"),
                    folders.stream()
                            .map(folder -> node(page, folder, List.of()))
                            .toList(),
                    lists);
        }
    }
}
