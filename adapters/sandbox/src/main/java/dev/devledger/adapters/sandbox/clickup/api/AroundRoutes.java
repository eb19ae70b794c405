package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.around.Comments;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.common.Given;
import dev.devledger.adapters.sandbox.clickup.common.Json;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.tasks.Checklists;
import dev.devledger.adapters.sandbox.clickup.tasks.FieldBook;
import dev.devledger.adapters.sandbox.clickup.tasks.Task;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskDoor;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import java.util.List;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
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
        return RouterFunctions.route()
                .add(commentRoutes())
                .add(checklistRoutes())
                .add(fieldRoutes())
                .GET("/task/{task}/time_in_status", calls.read(asked -> timeInStatus(task(asked))))
                .GET("/task/bulk_time_in_status/task_ids", calls.read(this::timesInStatus))
                .build();
    }

    private RouterFunction<ServerResponse> commentRoutes() {
        return RouterFunctions.route()
                .GET(
                        "/task/{task}/comment",
                        calls.read(asked ->
                                listed(comments.of(task(asked), asked.number("start"), asked.param("start_id")))))
                .POST(
                        "/task/{task}/comment",
                        calls.write(asked -> comments.add(asked.caller(), task(asked), asked.body())))
                .PUT(
                        "/comment/{comment}",
                        calls.silently(asked -> comments.change(asked.caller(), asked.path("comment"), asked.body())))
                .DELETE(
                        "/comment/{comment}",
                        calls.silently(asked -> comments.delete(asked.caller(), asked.path("comment"))))
                .GET(
                        "/comment/{comment}/reply",
                        calls.read(asked -> listed(comments.replies(asked.caller(), asked.path("comment")))))
                .POST(
                        "/comment/{comment}/reply",
                        calls.write(asked -> comments.reply(asked.caller(), asked.path("comment"), asked.body())))
                .build();
    }

    private static JsonNode listed(List<ObjectNode> comments) {
        return Json.object().set("comments", Json.nodes(comments));
    }

    private RouterFunction<ServerResponse> checklistRoutes() {
        String one = "/checklist/{checklist}";
        return RouterFunctions.route()
                .POST(
                        "/task/{task}/checklist",
                        calls.write(asked -> PlaceRoutes.wrapped(
                                "checklist", checklists.add(asked.caller(), task(asked), asked.body()))))
                .PUT(
                        one,
                        calls.write(asked -> PlaceRoutes.wrapped(
                                "checklist", checklists.change(asked.caller(), asked.path("checklist"), asked.body()))))
                .DELETE(one, calls.silently(asked -> checklists.delete(asked.caller(), asked.path("checklist"))))
                .POST(
                        one + "/checklist_item",
                        calls.write(asked -> PlaceRoutes.wrapped(
                                "checklist",
                                checklists.addItem(asked.caller(), asked.path("checklist"), asked.body()))))
                .PUT(
                        one + "/checklist_item/{item}",
                        calls.write(asked -> PlaceRoutes.wrapped(
                                "checklist",
                                checklists.changeItem(
                                        asked.caller(), asked.path("checklist"), asked.path("item"), asked.body()))))
                .DELETE(
                        one + "/checklist_item/{item}",
                        calls.silently(asked ->
                                checklists.deleteItem(asked.caller(), asked.path("checklist"), asked.path("item"))))
                .build();
    }

    private RouterFunction<ServerResponse> fieldRoutes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (String kind : List.of(Places.TEAM, Places.SPACE, Places.FOLDER, Places.LIST))
            routes.GET("/" + kind + "/{id}/field", calls.read(asked -> Json.object()
                    .set(
                            "fields",
                            Json.nodes(fields.at(places.any(asked.caller(), kind, asked.path("id"))).stream()
                                    .map(Thing::shown)
                                    .toList()))));
        return routes.POST("/task/{task}/field/{field}", calls.silently(asked -> setField(asked, asked.body())))
                .DELETE(
                        "/task/{task}/field/{field}",
                        calls.silently(asked -> writes.surroundings(asked.caller(), task(asked), task -> task.json()
                                .withObject("fields")
                                .remove(asked.path("field")))))
                .build();
    }

    private void setField(Asked asked, Given given) {
        if (!given.names("value")) throw new Refusal(400, "FIELD_009", "Value is required");
        writes.surroundings(
                asked.caller(),
                task(asked),
                task -> fields.set(
                        task,
                        fields.at(door.listOf(task)),
                        asked.path("field"),
                        given.json().path("value")));
    }

    private JsonNode timesInStatus(Asked asked) {
        List<String> ids = asked.params().getOrDefault("task_ids", List.of());
        if (ids.isEmpty() || ids.size() > MOST_TASKS) throw Refusal.input("task_ids must be 1 to 100");
        ObjectNode answer = Json.object();
        for (String id : ids) answer.set(id, timeInStatus(door.find(asked.caller(), id)));
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

    /** A DELETE says in its address what it is about. */
    static Given fromQuery(Asked asked) {
        ObjectNode query = Json.object();
        asked.params().toSingleValueMap().forEach(query::put);
        return new Given(query);
    }

    private Task task(Asked asked) {
        return TaskRoutes.task(asked, door, asked.caller());
    }
}
