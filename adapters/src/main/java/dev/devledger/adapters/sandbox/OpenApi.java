package dev.devledger.adapters.sandbox;

import java.io.IOException;
import java.util.Optional;
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
final class OpenApi {
    static final String PATH = "/sandbox/ticktick/open/v1";
    private static final int PAGE = 200;

    private final Bearers bearers;
    private final RateLimit limit;
    private final Account account;
    private final Projects projects;
    private final Tasks tasks;
    private final TaskReads reads;

    OpenApi(Bearers bearers, RateLimit limit, Account account, Projects projects, Tasks tasks, TaskReads reads) {
        this.bearers = bearers;
        this.limit = limit;
        this.account = account;
        this.projects = projects;
        this.tasks = tasks;
        this.reads = reads;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .path(PATH, routes -> routes.add(taskRoutes())
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
                .POST(
                        "/task",
                        request -> Answer.json(tasks.create(body(request)).toString()))
                .POST("/task/completeTasks", request -> Answer.json(quoted(tasks.complete(body(request)))))
                .POST(
                        "/task/move",
                        request -> Answer.json(
                                tasks.move(Json.read(bytes(request))).toString()))
                .POST(
                        "/task/batch",
                        request -> Answer.json(tasks.batch(body(request)).toString()))
                .POST("/task/completed", request -> Answer.json(reads.completed(body(request))))
                .POST("/task/filter", request -> Answer.json(reads.filter(body(request))))
                .POST("/task/undone", request -> Answer.json(reads.undone(body(request))))
                .POST("/task/search", request -> Answer.json(reads.search(body(request))))
                .POST("/task/{task}", this::update)
                .GET("/project/{project}/task/{task}", this::task)
                .DELETE("/project/{project}/task/{task}", changing(tasks::delete))
                .POST("/project/{project}/task/{task}/complete", changing(tasks::complete))
                .build();
    }

    private RouterFunction<ServerResponse> projectRoutes() {
        return RouterFunctions.route()
                .GET("/project", this::page)
                .POST(
                        "/project",
                        request -> Answer.json(projects.create(body(request)).toString()))
                .GET("/project/{project}", request -> orNotFound(projects.find(project(request))))
                .POST("/project/{project}", request -> orNotFound(projects.update(project(request), body(request))))
                .DELETE("/project/{project}", this::deleteProject)
                .GET("/project/{project}/data", request -> Answer.json(reads.data(project(request))))
                .build();
    }

    /** A known path with another method is no 404 or 405 with TickTick, but an unknown exception. */
    private static RouterFunction<ServerResponse> wrongShapes() {
        HandlerFunction<ServerResponse> refuse = request -> Answer.wrongShape();
        return RouterFunctions.route()
                .route(RequestPredicates.path("/preference"), refuse)
                .route(RequestPredicates.path("/task"), refuse)
                .route(RequestPredicates.path("/task/{task}"), refuse)
                .route(RequestPredicates.path("/project"), refuse)
                .route(RequestPredicates.path("/project/{project}"), refuse)
                .route(RequestPredicates.path("/project/{project}/data"), refuse)
                .route(RequestPredicates.path("/project/{project}/task/{task}"), refuse)
                .route(RequestPredicates.path("/project/{project}/task/{task}/complete"), refuse)
                .build();
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
        return tasks.update(request.pathVariable("task"), body(request), Tasks.Door.API)
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
        return Answer.json(projects.page(offset, limited));
    }

    private ServerResponse deleteProject(ServerRequest request) {
        projects.delete(project(request));
        return Answer.nothing();
    }

    private String preference() {
        return Json.object().put("timeZone", account.zone().getId()).toString();
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

    private static Given body(ServerRequest request) throws IOException {
        return new Given(Json.read(bytes(request)));
    }

    private static byte[] bytes(ServerRequest request) throws IOException {
        return request.servletRequest().getInputStream().readAllBytes();
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
