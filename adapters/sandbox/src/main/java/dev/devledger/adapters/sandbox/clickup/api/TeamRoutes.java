package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.around.TimeEntries;
import dev.devledger.adapters.sandbox.clickup.around.Views;
import dev.devledger.adapters.sandbox.clickup.around.Webhooks;
import dev.devledger.adapters.sandbox.clickup.common.Given;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskAnswers;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskSearch;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls about views, webhooks and time. */
public record TeamRoutes(
        Calls calls, Places places, Views views, Webhooks webhooks, TimeEntries entries, TaskAnswers answers) {

    RouterFunction<ServerResponse> routes() {
        CallTable table = new CallTable(calls);
        views(table);
        webhooks(table);
        entries(table);
        return table.routes();
    }

    private void views(CallTable table) {
        for (String kind : List.of(Places.TEAM, Places.SPACE, Places.FOLDER, Places.LIST)) {
            String all = "/" + kind + "/{id}/view";
            table.get(all, call -> Json.wrapped("views", Json.nodes(views.of(place(call, kind)))));
            table.post(
                    all,
                    call -> view(views.add(
                            place(call, kind), call.body(), call.caller().user())));
        }
        String one = "/view/{view}";
        table.get(one, call -> view(views.find(call.caller(), call.path("view"))));
        table.put(one, call -> view(views.change(call.caller(), call.path("view"), call.body())));
        table.doDelete(one, call -> views.delete(call.caller(), call.path("view")));
        table.get(one + "/task", this::tasks);
    }

    private static JsonNode view(ObjectNode view) {
        return Json.wrapped("view", view);
    }

    private JsonNode tasks(Call call) {
        long page = call.number("page").orElseThrow(() -> new Refusal(400, "VIEWS_017", "page is required"));
        TaskSearch.Page found = views.tasks(call.caller(), call.path("view"), Math.toIntExact(page));
        ObjectNode answer = Json.object();
        answer.set("tasks", answers.all(found.tasks(), false));
        return answer.put("last_page", !found.more());
    }

    private void webhooks(CallTable table) {
        String all = "/team/{id}/webhook";
        String one = "/webhook/{webhook}";
        table.get(all, call -> Json.wrapped("webhooks", Json.nodes(webhooks.of(team(call), call.caller()))));
        table.post(all, call -> webhook(webhooks.add(team(call), call.caller(), call.body())));
        table.put(one, call -> webhook(webhooks.change(call.caller(), call.path("webhook"), call.body())));
        table.doDelete(one, call -> webhooks.delete(call.caller(), call.path("webhook")));
    }

    private static JsonNode webhook(ObjectNode webhook) {
        ObjectNode answer = Json.object().put("id", webhook.path("id").asString());
        answer.set("webhook", webhook);
        return answer;
    }

    private void entries(CallTable table) {
        String all = "/team/{id}/time_entries";
        String tags = all + "/tags";
        String one = all + "/{entry}";
        table.get(all, this::entries);
        table.post(all, call -> data(entries.add(team(call), call.caller(), call.body())));
        table.get(all + "/current", this::current);
        table.post(all + "/start", call -> data(entries.start(team(call), call.caller(), call.body())));
        table.post(all + "/stop", call -> data(entries.stop(team(call), call.caller())));
        table.get(tags, call -> data(Json.nodes(entries.labels(team(call)))));
        table.doPost(tags, call -> entries.label(team(call), call.body(), true));
        table.doDelete(tags, call -> entries.label(team(call), call.body(), false));
        table.get(one, call -> data(entries.find(team(call), call.path("entry"))));
        table.put(one, this::changed);
        table.delete(one, call -> data(Json.nodes(entries.delete(team(call), call.caller(), call.path("entry")))));
    }

    private JsonNode current(Call call) {
        long user = call.number("assignee").orElse(call.caller().user());
        return data(
                entries.current(team(call), user).<JsonNode>map(entry -> entry).orElseGet(Json::none));
    }

    private JsonNode changed(Call call) {
        return data(Json.array().add(entries.change(team(call), call.caller(), call.path("entry"), call.body())));
    }

    private JsonNode entries(Call call) {
        List<String> kinds = TimeEntries.placeKinds()
                .filter(kind -> call.param(kind + "_id").isPresent())
                .toList();
        if (kinds.size() > 1) throw Refusal.input("Only one location can be given");
        String kind = kinds.isEmpty() ? null : kinds.getFirst();
        List<Long> users = Arrays.stream(call.param("assignee").orElse("").split(",", -1))
                .flatMap(each -> Given.longOf(each).stream())
                .toList();
        return data(Json.nodes(entries.of(
                team(call),
                call.caller(),
                new TimeEntries.Range(
                        call.number("start_date").orElse(null),
                        call.number("end_date").orElse(null),
                        users,
                        kind,
                        kind == null ? null : call.param(kind + "_id").orElse(null)))));
    }

    private static JsonNode data(JsonNode data) {
        return Json.wrapped("data", data);
    }

    private Thing place(Call call, String kind) {
        return places.any(call.caller(), kind, call.path("id"));
    }

    private Thing team(Call call) {
        return places.team(call.caller(), call.path("id"));
    }
}
