package dev.devledger.adapters.sandbox.ticktick;

import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.Grants.Bearers;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.Account.Scopes;
import dev.devledger.adapters.sandbox.ticktick.common.Answer;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal.RateLimit;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.ticktick.tasks.Batch;
import dev.devledger.adapters.sandbox.ticktick.tasks.Groups;
import dev.devledger.adapters.sandbox.ticktick.tasks.Groups.Columns;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tags;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tags.Comments;
import dev.devledger.adapters.sandbox.ticktick.tasks.TaskReads;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tasks;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/**
 * TickTick's paths; docs/ticktick.md, section 4. They are routes and not annotated controllers, so that no scan finds
 * them, and Devledger's own API document does not list them.
 */
public record OpenApiRoutes(
        Bearers bearers, RateLimit limit, TaskReads reads, Batch batch, Account account, Parts parts) {
    private static final int PAGE = 200;
    private static final String TASK = "/project/{project}/task/{task}";

    /** The parts of the API, one for each kind of object. */
    public record Parts(Projects projects, Tasks tasks, Groups groups, Columns columns, Tags tags, Comments comments) {}

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route().path(Call.PATH, this::add).build();
    }

    /** Adds the routes. Narrower paths come first; otherwise a wrong method on them would match a wider path. */
    private void add(RouterFunctions.Builder routes) {
        groups(routes);
        columns(routes);
        tags(routes);
        comments(routes);
        people(routes);
        nothing(routes);
        tasks(routes);
        projects(routes);
        routes.POST(
                "/preference",
                request ->
                        Answer.of(Json.object().put("timeZone", account.zone().getId())));
        wrong(routes, "/preference", "/task", "/task/{task}", "/project", "/project/{project}");
        wrong(routes, "/project/{project}/data", TASK, TASK + "/complete");
        routes.route(RequestPredicates.all(), request -> Answer.notFound())
                .filter(this::guarded)
                .onError(failure -> true, (failure, request) -> Answer.failed(failure));
    }

    /** Adds the answer for known paths with a wrong method: not 404 or 405, but TickTick's unknown exception. */
    private static void wrong(RouterFunctions.Builder routes, String... paths) {
        for (String path : paths) routes.route(RequestPredicates.path(path), request -> Answer.wrongShape());
    }

    private void groups(RouterFunctions.Builder routes) {
        String one = "/project/group/{group}";
        routes.GET("/project/group", request -> Answer.of(parts.groups().all()))
                .POST("/project/group", Body.answered(parts.groups()::create))
                .POST(one, request -> Answer.of(parts.groups().update(request.pathVariable("group"), Body.of(request))))
                .DELETE(one, done(request -> parts.groups().delete(request.pathVariable("group"))));
        wrong(routes, "/project/group", one);
    }

    private void columns(RouterFunctions.Builder routes) {
        String all = "/project/{project}/column";
        String one = all + "/{column}";
        routes.GET(all, request -> Answer.orNotFound(parts.columns().of(project(request))))
                .POST(all, request -> Answer.of(parts.columns().create(project(request), Body.of(request))))
                .POST(
                        one,
                        request -> Answer.orNothing(parts.columns()
                                .update(project(request), request.pathVariable("column"), Body.of(request))));
        wrong(routes, all, one);
    }

    private void tags(RouterFunctions.Builder routes) {
        routes.GET("/tag", request -> Answer.of(parts.tags().all())).POST("/tag", Body.answered(parts.tags()::create));
        wrong(routes, "/tag");
    }

    private void comments(RouterFunctions.Builder routes) {
        String one = TASK + "/comment/{comment}";
        routes.GET(TASK + "/comments", request -> Answer.of(parts.comments().of(project(request), task(request))))
                .POST(
                        TASK + "/comment",
                        request ->
                                Answer.of(parts.comments().create(project(request), task(request), Body.of(request))))
                .DELETE(one, done(request -> parts.comments()
                        .delete(project(request), task(request), request.pathVariable("comment"))));
        wrong(routes, TASK + "/comments", TASK + "/comment", one);
    }

    private void people(RouterFunctions.Builder routes) {
        routes.GET("/project/{project}/members", this::members)
                .POST("/task/assign", request -> Answer.orNothing(parts.tasks().assign(Body.of(request))))
                .POST(
                        "/task/unassign",
                        request -> Answer.orNothing(parts.tasks().unassign(Body.of(request))));
        wrong(routes, "/project/{project}/members");
    }

    private ServerResponse members(ServerRequest request) {
        String project = account.project(project(request));
        if (!account.isInbox(project) && parts.projects().find(project).isEmpty()) return Answer.notFound();
        ObjectNode self = Json.object().put("username", account.username());
        return Answer.of(Json.array().add(self.put("displayName", "Sandbox").put("self", true)));
    }

    /** Adds focus, countdowns and habits, all always empty. */
    private static void nothing(RouterFunctions.Builder routes) {
        for (String path : List.of("/focus", "/countdown", "/habit", "/habit/sections", "/habit/checkins"))
            routes.GET(path, request -> Answer.json("[]"));
        for (String path : List.of("/focus/{focus}", "/habit/{habit}")) routes.GET(path, request -> Answer.notFound());
        routes.DELETE("/focus/{focus}", request -> Answer.nothing());
        wrong(routes, "/focus", "/focus/{focus}", "/countdown", "/habit", "/habit/{habit}", "/habit/{habit}/checkin");
    }

    private void tasks(RouterFunctions.Builder routes) {
        routes.POST("/task", Body.answered(parts.tasks()::create))
                .POST(
                        "/task/completeTasks",
                        Body.answered(body -> Json.arrayOf(parts.tasks().complete(body))))
                .POST("/task/move", request -> Answer.of(parts.tasks().move(RequestFields.tree(Answers.body(request)))))
                .POST("/task/batch", Body.answered(batch::of))
                .POST("/task/completed", Body.answered(reads::completed))
                .POST("/task/filter", Body.answered(reads::filter))
                .POST("/task/undone", Body.answered(reads::undone))
                .POST("/task/search", Body.answered(reads::search))
                .POST(
                        "/task/{task}",
                        request -> Answer.orNothing(
                                parts.tasks().update(task(request), Body.of(request), Tasks.EditOrigin.API)))
                .GET(TASK, this::found)
                .DELETE(TASK, done(request -> parts.tasks().delete(project(request), task(request))))
                .POST(TASK + "/complete", done(request -> parts.tasks().complete(project(request), task(request))));
    }

    private ServerResponse found(ServerRequest request) {
        return switch (reads.task(project(request), task(request))) {
            case TaskReads.Found.Task found -> Answer.of(found.body());
            case TaskReads.Found.Nothing nothing -> Answer.nothing();
            case TaskReads.Found.Elsewhere elsewhere -> Answer.notFound();
            case TaskReads.Found.InDeletedProject gone -> Answer.refused(Refusal.invalid("The project is deleted"));
        };
    }

    private void projects(RouterFunctions.Builder routes) {
        String one = "/project/{project}";
        routes.GET("/project", this::page)
                .POST("/project", Body.answered(parts.projects()::create))
                .GET(one, request -> Answer.orNotFound(parts.projects().find(project(request))))
                .POST(one, request -> Answer.orNotFound(parts.projects().update(project(request), Body.of(request))))
                .DELETE(one, done(request -> parts.projects().delete(project(request))))
                .GET(one + "/data", request -> Answer.of(reads.data(project(request))));
    }

    private ServerResponse page(ServerRequest request) {
        long offset = parameter(request, "offset", 0);
        long limited = Math.min(PAGE, parameter(request, "limit", PAGE));
        return Answer.of(parts.projects().page(offset, limited));
    }

    private static long parameter(ServerRequest request, String name, long otherwise) {
        try {
            return Math.max(0, request.param(name).map(Long::parseLong).orElse(otherwise));
        } catch (NumberFormatException wrong) {
            throw Refusal.invalid("Wrong type of " + name);
        }
    }

    private ServerResponse guarded(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        Optional<Scopes> scopes = bearers.scopes(request.headers().firstHeader(HttpHeaders.AUTHORIZATION));
        if (scopes.isEmpty()) return Answer.unauthorized();
        if (limit.exceeded()) return Answer.refused(Refusal.limit());
        if (!scopes.get().allow(Call.of(request.method().name(), request.path())))
            return Answer.refused(Refusal.forbidden());
        return next.handle(request);
    }

    /** Wraps a call whose answer has no body. */
    private static HandlerFunction<ServerResponse> done(Consumer<ServerRequest> change) {
        return request -> {
            change.accept(request);
            return Answer.nothing();
        };
    }

    private static String project(ServerRequest request) {
        return request.pathVariable("project");
    }

    private static String task(ServerRequest request) {
        return request.pathVariable("task");
    }

    /** The bodies of requests, and calls whose answers have a form of their own. */
    public static final class Body {
        private Body() {}

        public static RequestFields of(ServerRequest request) throws IOException {
            return new RequestFields(RequestFields.tree(Answers.body(request)));
        }

        public static HandlerFunction<ServerResponse> answered(Function<RequestFields, ?> call) {
            return request -> Answer.of(call.apply(of(request)));
        }
    }
}
