package dev.devledger.adapters.sandbox.trackingtime.app;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Answers.PageForms;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.work.CustomersAndServices;
import dev.devledger.adapters.sandbox.trackingtime.work.Projects;
import dev.devledger.adapters.sandbox.trackingtime.work.Tasks;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** The page of projects and their tasks. */
public record WorkPage(People people, Projects projects, Tasks tasks) {
    private static final String PATH = PagePaths.PAGE + "/projects";
    private static final String TASK = PagePaths.PAGE + "/tasks/{id}";

    RouterFunction<ServerResponse> routes(PageForms forms) {
        return RouterFunctions.route()
                .GET(PATH, this::show)
                .POST(PATH, forms.deed(request -> {
                    projects.add(
                            ana(),
                            RequestFields.of(named(request).put("customer_name", Answers.sent(request, "customer"))));
                    return PATH;
                }))
                .POST(PATH + "/{id}", forms.deed(request -> {
                    projects.update(ana(), id(request), RequestFields.of(named(request)));
                    return PATH;
                }))
                .POST(PATH + "/{id}/archived", forms.deed(request -> {
                    projects.archive(ana(), id(request), isOn(request));
                    return PATH;
                }))
                .POST(PATH + "/{id}/tasks", forms.deed(request -> {
                    tasks.add(ana(), RequestFields.of(named(request).put("project_id", id(request))));
                    return PATH;
                }))
                .POST(TASK, forms.deed(request -> {
                    tasks.update(ana(), id(request), RequestFields.of(named(request)));
                    return PATH;
                }))
                .POST(TASK + "/archived", forms.deed(request -> {
                    tasks.archive(ana(), id(request), isOn(request));
                    return PATH;
                }))
                .POST(TASK + "/delete", forms.deed(request -> {
                    tasks.delete(ana(), id(request), isOn(request));
                    return PATH;
                }))
                .build();
    }

    private Caller ana() {
        return people.caller(People.ANA, Optional.of(People.SANDBOX));
    }

    private static long id(ServerRequest request) {
        return Long.parseLong(request.pathVariable("id"));
    }

    private static boolean isOn(ServerRequest request) {
        return Answers.sent(request, "on").equals("yes");
    }

    private static ObjectNode named(ServerRequest request) {
        String name = Answers.sent(request, "name").strip();
        if (name.isEmpty()) throw new Refusal(500, "It needs a name.");
        return Json.object().put("name", name);
    }

    private ServerResponse show(ServerRequest request) {
        List<WorkView.Project> shown = projects.all(People.SANDBOX, "ALL").stream()
                .map(project -> new WorkView.Project(
                        project, customer(project), tasks.all(People.SANDBOX, "ALL", Optional.of(project.id()))))
                .toList();
        return Answers.page(
                200,
                Templates.render("sandbox/trackingtime/app/projects.jte", new WorkView(shown, Answers.csrf(request))),
                "form-action 'self'");
    }

    private String customer(StoredObject project) {
        return projects.things()
                .find(CustomersAndServices.CUSTOMER, project.parent())
                .map(StoredObject::name)
                .orElse("");
    }

    /** All projects with their tasks, including closed ones. */
    record WorkView(List<Project> projects, @Nullable CsrfField csrf) {
        record Project(StoredObject it, String customer, List<StoredObject> tasks) {}

        static String path(StoredObject thing) {
            return PagePaths.PAGE + "/" + thing.kind() + "s/" + thing.id();
        }
    }
}
