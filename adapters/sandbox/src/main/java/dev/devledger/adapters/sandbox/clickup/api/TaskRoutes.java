package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.common.Caller;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.common.Json;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.tasks.Task;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskAnswers;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskDeeds;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskDoor;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskSearch;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls about tasks. */
public record TaskRoutes(
        Calls calls,
        Places places,
        TaskSearch search,
        TaskAnswers answers,
        TaskDoor door,
        TaskWrites writes,
        TaskDeeds deeds) {

    private static final String MARKDOWN = "include_markdown_description";

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/list/{list}/task", calls.read(this::ofList))
                .GET("/team/{team}/task", calls.read(this::ofTeam))
                .POST(
                        "/list/{list}/task",
                        calls.write(
                                asked -> answers.one(writes.create(asked.caller(), list(asked), asked.body()), false)))
                .GET("/task/{task}", calls.read(this::one))
                .PUT(
                        "/task/{task}",
                        calls.write(asked -> answers.one(
                                writes.update(asked.caller(), task(asked), asked.body()),
                                asked.flag(MARKDOWN)
                                        && !places.circumstances().has(ClickUpHabit.WRITES_WITHOUT_MARKDOWN))))
                .DELETE("/task/{task}", calls.without(asked -> writes.delete(task(asked))))
                .add(around())
                .build();
    }

    private RouterFunction<ServerResponse> around() {
        return RouterFunctions.route()
                .POST(
                        "/task/{task}/tag/{tag}",
                        calls.silently(asked -> writes.addTag(asked.caller(), task(asked), asked.path("tag"))))
                .DELETE(
                        "/task/{task}/tag/{tag}",
                        calls.silently(asked -> writes.removeTag(asked.caller(), task(asked), asked.path("tag"))))
                .POST(
                        "/list/{list}/task/{task}",
                        calls.silently(asked -> deeds.placeIn(asked.caller(), task(asked), list(asked), true)))
                .DELETE(
                        "/list/{list}/task/{task}",
                        calls.silently(asked -> deeds.placeIn(asked.caller(), task(asked), list(asked), false)))
                .POST(
                        "/task/{task}/dependency",
                        calls.silently(asked -> deeds.depend(asked.caller(), task(asked), asked.body(), true)))
                .DELETE(
                        "/task/{task}/dependency",
                        calls.silently(asked ->
                                deeds.depend(asked.caller(), task(asked), AroundRoutes.fromQuery(asked), false)))
                .POST(
                        "/task/{task}/link/{other}",
                        calls.write(asked -> PlaceRoutes.wrapped(
                                "task",
                                answers.one(
                                        writes.link(task(asked), asked.path("other"), asked.caller(), true), false))))
                .DELETE(
                        "/task/{task}/link/{other}",
                        calls.write(asked -> PlaceRoutes.wrapped(
                                "task",
                                answers.one(
                                        writes.link(task(asked), asked.path("other"), asked.caller(), false), false))))
                .POST(
                        "/task/{task}/merge",
                        calls.write(
                                asked -> answers.one(deeds.merge(asked.caller(), task(asked), asked.body()), false)))
                .build();
    }

    /** The one call of the third version. */
    RouterFunction<ServerResponse> move() {
        return RouterFunctions.route()
                .PUT("/workspaces/{team}/tasks/{task}/home_list/{list}", calls.write(asked -> {
                    places.team(asked.caller(), asked.path("team"));
                    Task moved = deeds.move(asked.caller(), task(asked), list(asked), asked.body());
                    return places.circumstances().has(ClickUpHabit.MOVE_REPLY_IS_EMPTY)
                            ? Json.object()
                            : answers.one(moved, false);
                }))
                .build();
    }

    private JsonNode ofList(Asked asked) {
        TaskSearch.Page page = search.find(TaskQuery.of(List.of(list(asked).id()), asked.params()));
        ObjectNode answer = Json.object();
        answer.set("tasks", answers.all(page.tasks(), asked.flag(MARKDOWN)));
        return answer.put("last_page", !page.more());
    }

    /** Never those of archived lists. */
    private JsonNode ofTeam(Asked asked) {
        Thing team = places.team(asked.caller(), asked.path("team"));
        List<String> lists = places.listsOfTeam(team.id()).stream()
                .filter(list -> isAsked(asked, "list_ids[]", list.id()))
                .filter(list -> isAsked(asked, "space_ids[]", list.text("_space")))
                .filter(list -> isAsked(asked, "project_ids[]", list.text("_folder")))
                .map(Thing::id)
                .toList();
        TaskSearch.Page page = search.find(TaskQuery.of(lists, asked.params()));
        ObjectNode answer = Json.object();
        answer.set("tasks", answers.all(page.tasks(), asked.flag(MARKDOWN)));
        if (places.circumstances().has(ClickUpHabit.LAST_PAGE_OF_TEAM)) answer.put("last_page", !page.more());
        return answer;
    }

    private static boolean isAsked(Asked asked, String name, String id) {
        List<String> wanted = Stream.of(name, name.replace("[]", ""))
                .flatMap(each -> asked.params().getOrDefault(each, List.of()).stream())
                .toList();
        return wanted.isEmpty() || wanted.contains(id);
    }

    /** {@code subtasks} is another call's word: with it the answer has an empty list. */
    private JsonNode one(Asked asked) {
        Task task = task(asked);
        boolean markdown = asked.flag(MARKDOWN);
        ObjectNode answer =
                asked.flag("include_subtasks") ? answers.withSubtasks(task, markdown) : answers.one(task, markdown);
        if (asked.flag("subtasks") && !answer.has("subtasks")) answer.putArray("subtasks");
        answer.putArray("attachments");
        return answer;
    }

    private Thing list(Asked asked) {
        return places.list(asked.caller(), asked.path("list"));
    }

    private Task task(Asked asked) {
        return task(asked, door, asked.caller());
    }

    static Task task(Asked asked, TaskDoor door, Caller caller) {
        String team = asked.customTeam();
        return door.find(caller, asked.path("task"), team.isEmpty() ? null : team);
    }
}
