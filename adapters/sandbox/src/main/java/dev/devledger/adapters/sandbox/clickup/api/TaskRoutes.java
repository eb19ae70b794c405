package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.common.Caller;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.tasks.Task;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskAnswers;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskDeeds;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskDoor;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskSearch;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.servlet.function.RouterFunction;
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
        CallTable table = new CallTable(calls);
        String one = "/task/{task}";
        table.get("/list/{list}/task", this::ofList);
        table.get("/team/{team}/task", this::ofTeam);
        table.post("/list/{list}/task", call -> answer(writes.create(call.caller(), list(call), call.body())));
        table.get(one, this::one);
        table.put(one, this::update);
        table.erase(one, call -> writes.delete(task(call)));
        around(table);
        return table.routes();
    }

    private void around(CallTable table) {
        String tag = "/task/{task}/tag/{tag}";
        String inList = "/list/{list}/task/{task}";
        String dependency = "/task/{task}/dependency";
        String link = "/task/{task}/link/{other}";
        table.doPost(tag, call -> writes.addTag(call.caller(), task(call), call.path("tag")));
        table.doDelete(tag, call -> writes.removeTag(call.caller(), task(call), call.path("tag")));
        table.doPost(inList, call -> deeds.placeIn(call.caller(), task(call), list(call), true));
        table.doDelete(inList, call -> deeds.placeIn(call.caller(), task(call), list(call), false));
        table.doPost(dependency, call -> deeds.depend(call.caller(), task(call), call.body(), true));
        table.doDelete(dependency, call -> deeds.depend(call.caller(), task(call), call.query(), false));
        table.post(link, call -> linked(call, true));
        table.delete(link, call -> linked(call, false));
        table.post("/task/{task}/merge", call -> answer(deeds.merge(call.caller(), task(call), call.body())));
    }

    private JsonNode answer(Task task) {
        return answers.one(task, false);
    }

    private JsonNode update(Call call) {
        Task task = writes.update(call.caller(), task(call), call.body());
        return answers.one(
                task, call.flag(MARKDOWN) && !places.circumstances().has(ClickUpHabit.WRITES_WITHOUT_MARKDOWN));
    }

    private JsonNode linked(Call call, boolean linked) {
        return Json.wrapped("task", answer(writes.link(task(call), call.path("other"), call.caller(), linked)));
    }

    /** The one call of the third version. */
    RouterFunction<ServerResponse> move() {
        CallTable table = new CallTable(calls);
        table.put("/workspaces/{team}/tasks/{task}/home_list/{list}", call -> {
            places.team(call.caller(), call.path("team"));
            Task moved = deeds.move(call.caller(), task(call), list(call), call.body());
            return places.circumstances().has(ClickUpHabit.MOVE_REPLY_IS_EMPTY) ? Json.object() : answer(moved);
        });
        return table.routes();
    }

    private JsonNode ofList(Call call) {
        TaskSearch.Page page = search.find(TaskQuery.of(List.of(list(call).id()), call.params()));
        ObjectNode answer = Json.object();
        answer.set("tasks", answers.all(page.tasks(), call.flag(MARKDOWN)));
        return answer.put("last_page", !page.more());
    }

    /** Never those of archived lists. */
    private JsonNode ofTeam(Call call) {
        Thing team = places.team(call.caller(), call.path("team"));
        List<String> lists = places.listsOfTeam(team.id()).stream()
                .filter(list -> isAsked(call, "list_ids[]", list.id()))
                .filter(list -> isAsked(call, "space_ids[]", list.text("_space")))
                .filter(list -> isAsked(call, "project_ids[]", list.text("_folder")))
                .map(Thing::id)
                .toList();
        TaskSearch.Page page = search.find(TaskQuery.of(lists, call.params()));
        ObjectNode answer = Json.object();
        answer.set("tasks", answers.all(page.tasks(), call.flag(MARKDOWN)));
        if (places.circumstances().has(ClickUpHabit.LAST_PAGE_OF_TEAM)) answer.put("last_page", !page.more());
        return answer;
    }

    private static boolean isAsked(Call call, String name, String id) {
        List<String> wanted = Stream.of(name, name.replace("[]", ""))
                .flatMap(each -> call.params().getOrDefault(each, List.of()).stream())
                .toList();
        return wanted.isEmpty() || wanted.contains(id);
    }

    /** {@code subtasks} is another call's word: with it the answer has an empty list. */
    private JsonNode one(Call call) {
        Task task = task(call);
        boolean markdown = call.flag(MARKDOWN);
        ObjectNode answer =
                call.flag("include_subtasks") ? answers.withSubtasks(task, markdown) : answers.one(task, markdown);
        if (call.flag("subtasks") && !answer.has("subtasks")) answer.putArray("subtasks");
        answer.putArray("attachments");
        return answer;
    }

    private Thing list(Call call) {
        return places.list(call.caller(), call.path("list"));
    }

    private Task task(Call call) {
        return task(call, door, call.caller());
    }

    static Task task(Call call, TaskDoor door, Caller caller) {
        String team = call.customTeam();
        return door.find(caller, call.path("task"), team.isEmpty() ? null : team);
    }
}
