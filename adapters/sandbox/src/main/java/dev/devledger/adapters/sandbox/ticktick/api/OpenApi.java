package dev.devledger.adapters.sandbox.ticktick.api;

import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.common.Account.Scopes;
import dev.devledger.adapters.sandbox.ticktick.common.Answer;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import dev.devledger.adapters.sandbox.ticktick.common.Given;
import dev.devledger.adapters.sandbox.ticktick.common.RateLimit;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.oauth.Bearers;
import dev.devledger.adapters.sandbox.ticktick.tasks.Batch;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskReads;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tasks;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * TickTick's paths for lists and tasks. Routes rather than annotated controllers: nothing is found by scanning, and
 * Devledger's own API document does not list them.
 */
public record OpenApi(Bearers bearers, RateLimit limit, TaskReads reads, Batch batch, MoreRoutes more) {
    private static final int PAGE = 200;

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .path(Call.PATH, routes -> routes.add(more.routes())
                        .add(taskRoutes())
                        .add(projectRoutes())
                        .POST("/preference", request -> Answer.json(preference()))
                        .add(wrongShapes())
                        .route(RequestPredicates.all(), request -> Answer.notFound())
                        .filter(this::guarded)
                        .onError(failure -> true, (failure, request) -> Answer.failed(failure)))
                .build();
    }

    private RouterFunction<ServerResponse> taskRoutes() {
        return RouterFunctions.route()
                .POST("/task", Body.answered(more.tasks()::create))
                .POST(
                        "/task/completeTasks",
                        request -> Answer.json(quoted(more.tasks().complete(Body.of(request)))))
                .POST(
                        "/task/move",
                        request -> Answer.json(more.tasks()
                                .move(Given.tree(Answers.body(request)))
                                .toString()))
                .POST("/task/batch", Body.answered(batch::of))
                .POST("/task/completed", Body.answered(reads::completed))
                .POST("/task/filter", Body.answered(reads::filter))
                .POST("/task/undone", Body.answered(reads::undone))
                .POST("/task/search", Body.answered(reads::search))
                .POST("/task/{task}", this::update)
                .GET("/project/{project}/task/{task}", this::task)
                .DELETE("/project/{project}/task/{task}", changing(more.tasks()::delete))
                .POST("/project/{project}/task/{task}/complete", changing(more.tasks()::complete))
                .build();
    }

    private RouterFunction<ServerResponse> projectRoutes() {
        return RouterFunctions.route()
                .GET("/project", this::page)
                .POST("/project", Body.answered(more.projects()::create))
                .GET("/project/{project}", request -> orNotFound(more.projects().find(project(request))))
                .POST(
                        "/project/{project}",
                        request -> orNotFound(more.projects().update(project(request), Body.of(request))))
                .DELETE("/project/{project}", this::deleteProject)
                .GET("/project/{project}/data", request -> Answer.json(reads.data(project(request))))
                .build();
    }

    private static RouterFunction<ServerResponse> wrongShapes() {
        return wrong(
                "/preference",
                "/task",
                "/task/{task}",
                "/project",
                "/project/{project}",
                "/project/{project}/data",
                "/project/{project}/task/{task}",
                "/project/{project}/task/{task}/complete");
    }

    /** A known path with another method is no 404 or 405 with TickTick, but an unknown exception. */
    static RouterFunction<ServerResponse> wrong(String... paths) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (String path : paths) routes.route(RequestPredicates.path(path), request -> Answer.wrongShape());
        return routes.build();
    }

    private ServerResponse guarded(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        Optional<Scopes> scopes = bearers.scopes(request.headers().firstHeader(HttpHeaders.AUTHORIZATION));
        if (scopes.isEmpty()) return Answer.unauthorized();
        if (limit.exceeded()) return Answer.refused(Refusal.limit());
        if (!scopes.get().allow(Call.of(request.method().name(), request.path())))
            return Answer.refused(Refusal.forbidden());
        return next.handle(request);
    }

    private ServerResponse update(ServerRequest request) throws Exception {
        return more.tasks()
                .update(request.pathVariable("task"), Body.of(request), Tasks.Door.API)
                .map(task -> Answer.json(task.toString()))
                .orElseGet(Answer::nothing);
    }

    private ServerResponse task(ServerRequest request) {
        return switch (reads.task(project(request), request.pathVariable("task"))) {
            case TaskReads.Found.Task found -> Answer.json(found.body().toString());
            case TaskReads.Found.Nothing nothing -> Answer.nothing();
            case TaskReads.Found.Elsewhere elsewhere -> Answer.notFound();
            case TaskReads.Found.InDeletedProject gone -> Answer.refused(Refusal.invalid("The project is deleted"));
        };
    }

    private interface Change {
        void of(String project, String task);
    }

    private HandlerFunction<ServerResponse> changing(Change change) {
        return request -> {
            change.of(project(request), request.pathVariable("task"));
            return Answer.nothing();
        };
    }

    private ServerResponse page(ServerRequest request) {
        long offset = parameter(request, "offset", 0);
        long limited = Math.min(PAGE, parameter(request, "limit", PAGE));
        return Answer.json(more.projects().page(offset, limited));
    }

    private ServerResponse deleteProject(ServerRequest request) {
        more.projects().delete(project(request));
        return Answer.nothing();
    }

    private String preference() {
        return Json.object().put("timeZone", more.account().zone().getId()).toString();
    }

    private static long parameter(ServerRequest request, String name, long otherwise) {
        try {
            return Math.max(0, request.param(name).map(Long::parseLong).orElse(otherwise));
        } catch (NumberFormatException wrong) {
            throw Refusal.invalid("Wrong type of " + name);
        }
    }

    private static String project(ServerRequest request) {
        return request.pathVariable("project");
    }

    /** What was sent with a request, and calls that answer with an object of their own. */
    public static final class Body {
        private Body() {}

        public static Given of(ServerRequest request) throws IOException {
            return new Given(Given.tree(Answers.body(request)));
        }

        public static HandlerFunction<ServerResponse> answered(Function<Given, ?> call) {
            return request -> Answer.json(call.apply(of(request)).toString());
        }
    }

    private static ServerResponse orNotFound(Optional<?> body) {
        return body.map(found -> Answer.json(found.toString())).orElseGet(Answer::notFound);
    }

    private static String quoted(Iterable<String> ids) {
        var list = Json.array();
        ids.forEach(list::add);
        return list.toString();
    }
}
