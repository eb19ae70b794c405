package dev.devledger.adapters.sandbox.ticktick.api;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.api.OpenApi.Body;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.Answer;
import dev.devledger.adapters.sandbox.ticktick.tasks.Columns;
import dev.devledger.adapters.sandbox.ticktick.tasks.Comments;
import dev.devledger.adapters.sandbox.ticktick.tasks.Groups;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tags;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tasks;
import java.util.List;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/**
 * The paths around lists and tasks: groups, columns, tags, comments, members; docs/ticktick.md, section 4, rows 11 to
 * 47.
 */
public record MoreRoutes(
        Account account, Projects projects, Tasks tasks, Groups groups, Columns columns, Tags tags, Comments comments) {

    RouterFunction<ServerResponse> routes() {
        return groupRoutes()
                .and(columnRoutes())
                .and(tagRoutes())
                .and(commentRoutes())
                .and(peopleRoutes())
                .and(emptyRoutes());
    }

    private RouterFunction<ServerResponse> groupRoutes() {
        return RouterFunctions.route()
                .GET("/project/group", request -> Answer.json(groups.all()))
                .POST("/project/group", Body.answered(groups::create))
                .POST(
                        "/project/group/{group}",
                        request -> Answer.json(groups.update(request.pathVariable("group"), Body.of(request))
                                .toString()))
                .DELETE("/project/group/{group}", request -> {
                    groups.delete(request.pathVariable("group"));
                    return Answer.nothing();
                })
                .build()
                .and(OpenApi.wrong("/project/group", "/project/group/{group}"));
    }

    private RouterFunction<ServerResponse> columnRoutes() {
        return RouterFunctions.route()
                .GET("/project/{project}/column", request -> columns.of(project(request))
                        .map(Answer::json)
                        .orElseGet(Answer::notFound))
                .POST(
                        "/project/{project}/column",
                        request -> Answer.json(columns.create(project(request), Body.of(request))
                                .toString()))
                .POST(
                        "/project/{project}/column/{column}",
                        request -> orNothing(
                                columns.update(project(request), request.pathVariable("column"), Body.of(request))))
                .build()
                .and(OpenApi.wrong("/project/{project}/column", "/project/{project}/column/{column}"));
    }

    private RouterFunction<ServerResponse> tagRoutes() {
        return RouterFunctions.route()
                .GET("/tag", request -> Answer.json(tags.all()))
                .POST("/tag", Body.answered(tags::create))
                .build()
                .and(OpenApi.wrong("/tag"));
    }

    private RouterFunction<ServerResponse> commentRoutes() {
        String task = "/project/{project}/task/{task}";
        return RouterFunctions.route()
                .GET(
                        task + "/comments",
                        request -> Answer.json(comments.of(project(request), request.pathVariable("task"))))
                .POST(
                        task + "/comment",
                        request -> Answer.json(
                                comments.create(project(request), request.pathVariable("task"), Body.of(request))
                                        .toString()))
                .DELETE(task + "/comment/{comment}", request -> {
                    comments.delete(project(request), request.pathVariable("task"), request.pathVariable("comment"));
                    return Answer.nothing();
                })
                .build()
                .and(OpenApi.wrong(task + "/comments", task + "/comment", task + "/comment/{comment}"));
    }

    private RouterFunction<ServerResponse> peopleRoutes() {
        return RouterFunctions.route()
                .GET("/project/{project}/members", this::members)
                .POST("/task/assign", request -> orNothing(tasks.assign(Body.of(request))))
                .POST("/task/unassign", request -> orNothing(tasks.unassign(Body.of(request))))
                .build()
                .and(OpenApi.wrong("/project/{project}/members"));
    }

    /** Focus, countdowns and habits: an account that has none of them, and makes none. */
    private static RouterFunction<ServerResponse> emptyRoutes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (String path : List.of("/focus", "/countdown", "/habit", "/habit/sections", "/habit/checkins"))
            routes.GET(path, request -> Answer.json("[]"));
        for (String path : List.of("/focus/{focus}", "/habit/{habit}")) routes.GET(path, request -> Answer.notFound());
        return routes.DELETE("/focus/{focus}", request -> Answer.nothing())
                .build()
                .and(OpenApi.wrong(
                        "/focus",
                        "/focus/{focus}",
                        "/countdown",
                        "/habit",
                        "/habit/{habit}",
                        "/habit/{habit}/checkin"));
    }

    private ServerResponse members(ServerRequest request) {
        String project = account.project(project(request));
        if (!account.isInbox(project) && projects.find(project).isEmpty()) return Answer.notFound();
        ObjectNode self = Json.object();
        self.put("username", account.username());
        self.put("displayName", "Sandbox");
        self.put("self", true);
        return Answer.json("[" + self + "]");
    }

    private static ServerResponse orNothing(Optional<ObjectNode> body) {
        return body.map(found -> Answer.json(found.toString())).orElseGet(Answer::nothing);
    }

    private static String project(ServerRequest request) {
        return request.pathVariable("project");
    }
}
