package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.around.Comments;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.common.Given;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.tasks.Checklists;
import dev.devledger.adapters.sandbox.clickup.tasks.FieldBook;
import dev.devledger.adapters.sandbox.clickup.tasks.Task;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskDoor;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.List;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls about comments, checklists and custom fields. */
public record AroundRoutes(
        Calls calls,
        Places places,
        TaskDoor door,
        TaskWrites writes,
        Comments comments,
        Checklists checklists,
        FieldBook fields) {

    private static final int MOST_TASKS = 100;

    RouterFunction<ServerResponse> routes() {
        CallTable table = new CallTable(calls);
        comments(table);
        checklists(table);
        fields(table);
        table.get("/task/{task}/time_in_status", call -> timeInStatus(task(call)));
        table.get("/task/bulk_time_in_status/task_ids", this::timesInStatus);
        return table.routes();
    }

    private void comments(CallTable table) {
        String all = "/task/{task}/comment";
        String one = "/comment/{comment}";
        table.get(all, call -> listed(comments.of(task(call), call.number("start"), call.param("start_id"))));
        table.post(all, call -> comments.add(call.caller(), task(call), call.body()));
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
        table.post("/task/{task}/checklist", call -> checklist(checklists.add(call.caller(), task(call), call.body())));
        table.put(one, call -> checklist(checklists.change(call.caller(), call.path("checklist"), call.body())));
        table.doDelete(one, call -> checklists.delete(call.caller(), call.path("checklist")));
        table.post(
                one + "/checklist_item",
                call -> checklist(checklists.addItem(call.caller(), call.path("checklist"), call.body())));
        table.put(
                item,
                call -> checklist(
                        checklists.changeItem(call.caller(), call.path("checklist"), call.path("item"), call.body())));
        table.doDelete(item, call -> checklists.deleteItem(call.caller(), call.path("checklist"), call.path("item")));
    }

    private static JsonNode checklist(ObjectNode checklist) {
        return Json.wrapped("checklist", checklist);
    }

    private void fields(CallTable table) {
        for (String kind : List.of(Places.TEAM, Places.SPACE, Places.FOLDER, Places.LIST))
            table.get("/" + kind + "/{id}/field", call -> fields(places.any(call.caller(), kind, call.path("id"))));
        table.doPost("/task/{task}/field/{field}", call -> setField(call, call.body()));
        table.doDelete(
                "/task/{task}/field/{field}",
                call -> writes.surroundings(call.caller(), task(call), task -> task.json()
                        .withObject("fields")
                        .remove(call.path("field"))));
    }

    private JsonNode fields(Thing place) {
        return Json.wrapped(
                "fields", Json.nodes(fields.at(place).stream().map(Thing::shown).toList()));
    }

    private void setField(Call call, Given given) {
        if (!given.names("value")) throw new Refusal(400, "FIELD_009", "Value is required");
        writes.surroundings(
                call.caller(),
                task(call),
                task -> fields.set(
                        task,
                        fields.at(door.listOf(task)),
                        call.path("field"),
                        given.json().path("value")));
    }

    private JsonNode timesInStatus(Call call) {
        List<String> ids = call.params().getOrDefault("task_ids", List.of());
        if (ids.isEmpty() || ids.size() > MOST_TASKS) throw Refusal.input("task_ids must be 1 to 100");
        ObjectNode answer = Json.object();
        for (String id : ids) answer.set(id, timeInStatus(door.find(call.caller(), id)));
        return answer;
    }

    private JsonNode timeInStatus(Task task) {
        if (places.circumstances().has(ClickUpHabit.TIME_IN_STATUS_OFF))
            throw new Refusal(400, "TIS_027", "Time in status is not enabled");
        ObjectNode answer = Json.object();
        answer.putObject("current_status")
                .put("status", task.status())
                .putObject("total_time")
                .put("since", String.valueOf(task.number("updated").orElse(0L)));
        answer.putArray("status_history");
        return answer;
    }

    private Task task(Call call) {
        return TaskRoutes.task(call, door, call.caller());
    }
}
