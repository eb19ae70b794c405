package dev.devledger.adapters.sandbox.clickup.app;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.sandbox.clickup.common.Caller;
import dev.devledger.adapters.sandbox.clickup.common.Given;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.places.Building;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Seed;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.PageForms;
import java.util.List;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** The pages of workspaces and lists; {@link TaskPage} has that of a task. What is done here, Ana does. */
public record Page(
        Places places,
        People people,
        Building building,
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

    private static Given named(ServerRequest request) {
        return new Given(Json.object().put("name", Answers.sent(request, "name")));
    }

    private String madeIn(Thing owner, ServerRequest request) {
        return PagePaths.list(building.list(owner, named(request)).id());
    }

    private String change(ServerRequest request) {
        ObjectNode change = Json.object();
        request.param("name").ifPresent(name -> change.put("name", name));
        request.param("content").ifPresent(text -> change.put("content", text));
        request.param("archived").ifPresent(archived -> change.put("archived", archived.equals("true")));
        return PagePaths.list(building.changeList(places.list(ana(), id(request)), new Given(change))
                .id());
    }

    private String addTask(ServerRequest request) {
        Given task = new Given(Json.object()
                .put("name", Answers.sent(request, "name"))
                .put("status", Answers.sent(request, "status")));
        Thing list = places.list(ana(), id(request));
        writes.create(ana(), list, task);
        return PagePaths.list(list.id()) + "?view=" + Answers.sent(request, "view");
    }

    /** One a line, each as {@code name:type}. */
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

    private ServerResponse list(ServerRequest request, Thing list) {
        boolean board = !Answers.sent(request, "view").equals("list");
        ListView view = ListView.of(this, list, board, Answers.csrf(request));
        return Answers.page(200, Templates.render("sandbox/clickup/app/list.jte", view), "form-action 'self' ");
    }
}
