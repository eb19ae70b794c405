package dev.devledger.adapters.sandbox.ticktick;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.OpenApiRoutes.Body;
import dev.devledger.adapters.sandbox.ticktick.app.AppEdits;
import dev.devledger.adapters.sandbox.ticktick.common.Answer;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/**
 * Edits as a user makes them in the app, over HTTP, for tests. The body has the API's field names; the answer is the
 * task or list. 404 for an unknown id, 400 if the app would refuse the edit.
 */
public record AppControl(AppEdits app, Projects projects) {
    static final String PATH = TickTickFaultFilter.CONTROL + "/app";

    public RouterFunction<ServerResponse> routes() {
        String task = "/tasks/{id}";
        String list = "/lists/{id}";
        return RouterFunctions.route()
                .path(PATH, routes -> routes.POST("/tasks", Body.answered(app::create))
                        .POST(task, request -> Answer.orNotFound(app.edit(id(request), fields(request))))
                        .POST(task + "/complete", on(app::complete))
                        .POST(task + "/abandon", on(app::abandon))
                        .POST(task + "/reopen", on(app::reopen))
                        .POST(task + "/delete", on(app::delete))
                        .POST(task + "/restore", on(app::restore))
                        .POST(
                                task + "/move",
                                request -> Answer.orNotFound(app.move(id(request), text(request, "projectId"))))
                        .POST(
                                task + "/parent",
                                request -> Answer.orNotFound(app.parent(id(request), text(request, "parentId"))))
                        .POST("/lists", Body.answered(projects::create))
                        .POST(list, request -> Answer.orNotFound(projects.updateInApp(id(request), Body.of(request))))
                        .POST(list + "/delete", this::deleteList)
                        .onError(Refusal.class, (refusal, request) -> refused(String.valueOf(refusal.getMessage()))))
                .build();
    }

    private ServerResponse deleteList(ServerRequest request) {
        Optional<String> list = projects.find(id(request));
        projects.delete(id(request));
        return Answer.orNotFound(list);
    }

    private static HandlerFunction<ServerResponse> on(Function<String, Optional<ObjectNode>> deed) {
        return request -> Answer.orNotFound(deed.apply(id(request)));
    }

    static ServerResponse refused(String why) {
        return Answer.json(
                HttpStatus.BAD_REQUEST, Json.object().put("error", why).toString());
    }

    private static String id(ServerRequest request) {
        return request.pathVariable("id");
    }

    private static ObjectNode fields(ServerRequest request) throws Exception {
        return (ObjectNode) Body.of(request).json();
    }

    private static String text(ServerRequest request, String field) throws Exception {
        return Body.of(request).text(field).orElseThrow(() -> Refusal.invalid(field + " is missing"));
    }
}
