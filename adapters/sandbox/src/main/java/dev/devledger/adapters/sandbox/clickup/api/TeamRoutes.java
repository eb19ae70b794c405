package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.around.TimeEntries;
import dev.devledger.adapters.sandbox.clickup.around.Views;
import dev.devledger.adapters.sandbox.clickup.around.Webhooks;
import dev.devledger.adapters.sandbox.clickup.common.Given;
import dev.devledger.adapters.sandbox.clickup.common.Json;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskAnswers;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskSearch;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls about views, webhooks and time. */
public record TeamRoutes(
        Calls calls, Places places, Views views, Webhooks webhooks, TimeEntries entries, TaskAnswers answers) {

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .add(viewRoutes())
                .add(webhookRoutes())
                .add(entryRoutes())
                .build();
    }

    private RouterFunction<ServerResponse> viewRoutes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (String kind : List.of(Places.TEAM, Places.SPACE, Places.FOLDER, Places.LIST))
            routes.GET("/" + kind + "/{id}/view", calls.read(asked -> Json.object()
                            .set("views", Json.nodes(views.of(place(asked, kind))))))
                    .POST(
                            "/" + kind + "/{id}/view",
                            calls.write(asked -> PlaceRoutes.wrapped(
                                    "view",
                                    views.add(
                                            place(asked, kind),
                                            asked.body(),
                                            asked.caller().user()))));
        return routes.GET(
                        "/view/{view}",
                        calls.read(
                                asked -> PlaceRoutes.wrapped("view", views.find(asked.caller(), asked.path("view")))))
                .PUT(
                        "/view/{view}",
                        calls.write(asked -> PlaceRoutes.wrapped(
                                "view", views.change(asked.caller(), asked.path("view"), asked.body()))))
                .DELETE("/view/{view}", calls.silently(asked -> views.delete(asked.caller(), asked.path("view"))))
                .GET("/view/{view}/task", calls.read(this::tasks))
                .build();
    }

    private JsonNode tasks(Asked asked) {
        long page = asked.number("page").orElseThrow(() -> new Refusal(400, "VIEWS_017", "page is required"));
        TaskSearch.Page found = views.tasks(asked.caller(), asked.path("view"), Math.toIntExact(page));
        ObjectNode answer = Json.object();
        answer.set("tasks", answers.all(found.tasks(), false));
        return answer.put("last_page", !found.more());
    }

    private RouterFunction<ServerResponse> webhookRoutes() {
        return RouterFunctions.route()
                .GET("/team/{id}/webhook", calls.read(asked -> Json.object()
                        .set("webhooks", Json.nodes(webhooks.of(team(asked), asked.caller())))))
                .POST("/team/{id}/webhook", calls.write(asked -> {
                    ObjectNode webhook = webhooks.add(team(asked), asked.caller(), asked.body());
                    ObjectNode answer =
                            Json.object().put("id", webhook.path("id").asString());
                    answer.set("webhook", webhook);
                    return answer;
                }))
                .PUT("/webhook/{webhook}", calls.write(asked -> {
                    ObjectNode webhook = webhooks.change(asked.caller(), asked.path("webhook"), asked.body());
                    ObjectNode answer =
                            Json.object().put("id", webhook.path("id").asString());
                    answer.set("webhook", webhook);
                    return answer;
                }))
                .DELETE(
                        "/webhook/{webhook}",
                        calls.silently(asked -> webhooks.delete(asked.caller(), asked.path("webhook"))))
                .build();
    }

    private RouterFunction<ServerResponse> entryRoutes() {
        String all = "/team/{id}/time_entries";
        return RouterFunctions.route()
                .GET(all, calls.read(this::entries))
                .POST(all, calls.write(asked -> data(entries.add(team(asked), asked.caller(), asked.body()))))
                .GET(all + "/current", calls.read(asked -> entries.current(
                                team(asked),
                                asked.number("assignee").orElse(asked.caller().user()))
                        .<JsonNode>map(TeamRoutes::data)
                        .orElseGet(() -> Json.object().putNull("data"))))
                .POST(
                        all + "/start",
                        calls.write(asked -> data(entries.start(team(asked), asked.caller(), asked.body()))))
                .POST(all + "/stop", calls.write(asked -> data(entries.stop(team(asked), asked.caller()))))
                .GET(all + "/tags", calls.read(asked -> data(Json.nodes(entries.labels(team(asked))))))
                .POST(all + "/tags", calls.silently(asked -> entries.label(team(asked), asked.body(), true)))
                .DELETE(all + "/tags", calls.silently(asked -> entries.label(team(asked), asked.body(), false)))
                .GET(all + "/{entry}", calls.read(asked -> data(entries.find(team(asked), asked.path("entry")))))
                .PUT(
                        all + "/{entry}",
                        calls.write(asked -> data(Json.nodes(List.of(
                                entries.change(team(asked), asked.caller(), asked.path("entry"), asked.body()))))))
                .DELETE(
                        all + "/{entry}",
                        calls.write(asked ->
                                data(Json.nodes(entries.delete(team(asked), asked.caller(), asked.path("entry"))))))
                .build();
    }

    private JsonNode entries(Asked asked) {
        List<String> kinds = TimeEntries.placeKinds()
                .filter(kind -> asked.param(kind + "_id").isPresent())
                .toList();
        if (kinds.size() > 1) throw Refusal.input("Only one location can be given");
        String kind = kinds.isEmpty() ? null : kinds.getFirst();
        List<Long> users = Arrays.stream(asked.param("assignee").orElse("").split(",", -1))
                .flatMap(each -> Given.longOf(each).stream())
                .toList();
        return data(Json.nodes(entries.of(
                team(asked),
                asked.caller(),
                new TimeEntries.Range(
                        asked.number("start_date").orElse(null),
                        asked.number("end_date").orElse(null),
                        users,
                        kind,
                        kind == null ? null : asked.param(kind + "_id").orElse(null)))));
    }

    private static JsonNode data(JsonNode data) {
        return PlaceRoutes.wrapped("data", data);
    }

    private Thing place(Asked asked, String kind) {
        return places.any(asked.caller(), kind, asked.path("id"));
    }

    private Thing team(Asked asked) {
        return places.team(asked.caller(), asked.path("id"));
    }
}
