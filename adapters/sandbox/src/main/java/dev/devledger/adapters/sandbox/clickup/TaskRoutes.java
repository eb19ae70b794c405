package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.clickup.CallTable.Calls;
import dev.devledger.adapters.sandbox.clickup.CallTable.ReceivedCall;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.tasks.Checklists;
import dev.devledger.adapters.sandbox.clickup.tasks.Comments;
import dev.devledger.adapters.sandbox.clickup.tasks.CustomFields;
import dev.devledger.adapters.sandbox.clickup.tasks.Task;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskAnswers;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.TaskSearch;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskRelationWrites;
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
        TaskWrites writes,
        TaskRelationWrites deeds) {

    private static final String MARKDOWN = "include_markdown_description";

    RouterFunction<ServerResponse> routes() {
        CallTable table = new CallTable(calls);
        String one = "/task/{task}";
        table.get("/list/{list}/task", this::ofList);
        table.get("/team/{team}/task", this::ofTeam);
        table.post("/list/{list}/task", call -> answer(writes.create(call.caller(), call.list(), call.body())));
        table.get(one, this::one);
        table.put(one, this::update);
        table.erase(one, call -> writes.delete(call.task()));
        around(table);
        return table.routes();
    }

    private void around(CallTable table) {
        String tag = "/task/{task}/tag/{tag}";
        String inList = "/list/{list}/task/{task}";
        String dependency = "/task/{task}/dependency";
        String link = "/task/{task}/link/{other}";
        table.doPost(tag, call -> writes.addTag(call.caller(), call.task(), call.path("tag")));
        table.doDelete(tag, call -> writes.removeTag(call.caller(), call.task(), call.path("tag")));
        table.doPost(inList, call -> deeds.placeIn(call.caller(), call.task(), call.list(), true));
        table.doDelete(inList, call -> deeds.placeIn(call.caller(), call.task(), call.list(), false));
        table.doPost(dependency, call -> deeds.depend(call.caller(), call.task(), call.body(), true));
        table.doDelete(dependency, call -> deeds.depend(call.caller(), call.task(), call.query(), false));
        table.post(link, call -> linked(call, true));
        table.delete(link, call -> linked(call, false));
        table.post("/task/{task}/merge", call -> answer(deeds.merge(call.caller(), call.task(), call.body())));
    }

    private JsonNode answer(Task task) {
        return answers.one(task, false);
    }

    private JsonNode update(ReceivedCall call) {
        Task task = writes.update(call.caller(), call.task(), call.body());
        return answers.one(task, call.flag(MARKDOWN) && !call.has(ClickUpHabit.WRITES_WITHOUT_MARKDOWN));
    }

    private JsonNode linked(ReceivedCall call, boolean linked) {
        return Json.wrapped("task", answer(writes.link(call.task(), call.path("other"), call.caller(), linked)));
    }

    /** Returns the route of the only call of the API's third version. */
    RouterFunction<ServerResponse> move() {
        CallTable table = new CallTable(calls);
        table.put("/workspaces/{team}/tasks/{task}/home_list/{list}", call -> {
            call.team();
            Task moved = deeds.move(call.caller(), call.task(), call.list(), call.body());
            return call.has(ClickUpHabit.MOVE_REPLY_IS_EMPTY) ? Json.object() : answer(moved);
        });
        return table.routes();
    }

    private JsonNode ofList(ReceivedCall call) {
        TaskSearch.Page page = search.find(TaskQuery.of(List.of(call.list().id()), call.params()));
        ObjectNode answer = Json.object();
        answer.set("tasks", answers.all(page.tasks(), call.flag(MARKDOWN)));
        return answer.put("last_page", !page.more());
    }

    /** Answers with the tasks of a workspace, without tasks of archived lists. */
    private JsonNode ofTeam(ReceivedCall call) {
        StoredObject team = call.team();
        List<String> lists = places.listsOfTeam(team.id()).stream()
                .filter(list -> isAsked(call, "list_ids[]", list.id()))
                .filter(list -> isAsked(call, "space_ids[]", list.text("_space")))
                .filter(list -> isAsked(call, "project_ids[]", list.text("_folder")))
                .map(StoredObject::id)
                .toList();
        TaskSearch.Page page = search.find(TaskQuery.of(lists, call.params()));
        ObjectNode answer = Json.object();
        answer.set("tasks", answers.all(page.tasks(), call.flag(MARKDOWN)));
        if (call.has(ClickUpHabit.LAST_PAGE_OF_TEAM)) answer.put("last_page", !page.more());
        return answer;
    }

    private static boolean isAsked(ReceivedCall call, String name, String id) {
        List<String> wanted = Stream.of(name, name.replace("[]", ""))
                .flatMap(each -> call.params().getOrDefault(each, List.of()).stream())
                .toList();
        return wanted.isEmpty() || wanted.contains(id);
    }

    /**
     * Answers with one task. {@code subtasks} is not a parameter of this call; if it is given, the answer has an empty
     * list of subtasks.
     */
    private JsonNode one(ReceivedCall call) {
        Task task = call.task();
        boolean markdown = call.flag(MARKDOWN);
        ObjectNode answer =
                call.flag("include_subtasks") ? answers.withSubtasks(task, markdown) : answers.one(task, markdown);
        if (call.flag("subtasks") && !answer.has("subtasks")) answer.putArray("subtasks");
        answer.putArray("attachments");
        return answer;
    }

    /** Calls about comments, checklists and custom fields. */
    public record TaskDetailRoutes(
            Calls calls, TaskWrites writes, Comments comments, Checklists checklists, CustomFields fields) {

        private static final int MOST_TASKS = 100;

        RouterFunction<ServerResponse> routes() {
            CallTable table = new CallTable(calls);
            comments(table);
            checklists(table);
            fields(table);
            table.get("/task/{task}/time_in_status", call -> timeInStatus(call, call.task()));
            table.get("/task/bulk_time_in_status/task_ids", this::timesInStatus);
            return table.routes();
        }

        private void comments(CallTable table) {
            String all = "/task/{task}/comment";
            String one = "/comment/{comment}";
            table.get(all, call -> listed(comments.of(call.task(), call.number("start"), call.param("start_id"))));
            table.post(all, call -> comments.add(call.caller(), call.task(), call.body()));
            table.doPut(one, call -> comments.change(call.caller(), call.path("comment"), call.body()));
            table.doDelete(one, call -> comments.delete(call.caller(), call.path("comment")));
            table.get(one + "/reply", call -> listed(comments.replies(call.caller(), call.path("comment"))));
            table.post(one + "/reply", call -> comments.reply(call.caller(), call.path("comment"), call.body()));
        }

        private static JsonNode listed(List<ObjectNode> comments) {
            return Json.wrapped("comments", Json.nodes(comments));
        }

        private void checklists(CallTable table) {
            String one = "/checklist/{checklist}";
            String item = one + "/checklist_item/{item}";
            table.post(
                    "/task/{task}/checklist",
                    call -> checklist(checklists.add(call.caller(), call.task(), call.body())));
            table.put(one, call -> checklist(checklists.change(call.caller(), call.path("checklist"), call.body())));
            table.doDelete(one, call -> checklists.delete(call.caller(), call.path("checklist")));
            table.post(
                    one + "/checklist_item",
                    call -> checklist(checklists.addItem(call.caller(), call.path("checklist"), call.body())));
            table.put(
                    item,
                    call -> checklist(checklists.changeItem(
                            call.caller(), call.path("checklist"), call.path("item"), call.body())));
            table.doDelete(
                    item, call -> checklists.deleteItem(call.caller(), call.path("checklist"), call.path("item")));
        }

        private static JsonNode checklist(ObjectNode checklist) {
            return Json.wrapped("checklist", checklist);
        }

        private void fields(CallTable table) {
            for (String kind : List.of(Places.TEAM, Places.SPACE, Places.FOLDER, Places.LIST))
                table.get("/" + kind + "/{id}/field", call -> fields(call.place(kind)));
            table.doPost("/task/{task}/field/{field}", call -> setField(call, call.body()));
            table.doDelete(
                    "/task/{task}/field/{field}",
                    call -> writes.surroundings(call.caller(), call.task(), task -> task.json()
                            .withObject("fields")
                            .remove(call.path("field"))));
        }

        private JsonNode fields(StoredObject place) {
            return Json.wrapped(
                    "fields",
                    Json.nodes(
                            fields.at(place).stream().map(StoredObject::shown).toList()));
        }

        private void setField(ReceivedCall call, RequestFields given) {
            if (!given.names("value")) throw new Refusal(400, "FIELD_009", "Value is required");
            writes.surroundings(
                    call.caller(),
                    call.task(),
                    task -> fields.set(
                            task,
                            fields.at(call.door().listOf(task)),
                            call.path("field"),
                            given.json().path("value")));
        }

        private JsonNode timesInStatus(ReceivedCall call) {
            List<String> ids = call.params().getOrDefault("task_ids", List.of());
            if (ids.isEmpty() || ids.size() > MOST_TASKS) throw Refusal.input("task_ids must be 1 to 100");
            ObjectNode answer = Json.object();
            for (String id : ids) answer.set(id, timeInStatus(call, call.door().find(call.caller(), id)));
            return answer;
        }

        private JsonNode timeInStatus(ReceivedCall call, Task task) {
            if (call.has(ClickUpHabit.TIME_IN_STATUS_OFF))
                throw new Refusal(400, "TIS_027", "Time in status is not enabled");
            ObjectNode answer = Json.object();
            answer.putObject("current_status")
                    .put("status", task.status())
                    .putObject("total_time")
                    .put("since", String.valueOf(task.number("updated").orElse(0L)));
            answer.putArray("status_history");
            return answer;
        }
    }
}
