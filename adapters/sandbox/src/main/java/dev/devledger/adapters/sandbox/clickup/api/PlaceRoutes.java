package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.common.Given;
import dev.devledger.adapters.sandbox.clickup.common.Json;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.places.Building;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.PlaceAnswers;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls about people, workspaces, spaces, folders, lists and the tags of spaces. */
public record PlaceRoutes(
        Calls calls, Places places, People people, Building building, PlaceAnswers answers, TaskWrites tasks) {

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(
                        "/user",
                        calls.read(asked ->
                                wrapped("user", people.whole(asked.caller().user()))))
                .GET("/team", calls.read(this::teams))
                .GET(
                        "/team/{team}/space",
                        calls.read(asked ->
                                listed("spaces", places.spaces(team(asked).id()), asked, answers::space)))
                .POST(
                        "/team/{team}/space",
                        calls.write(asked -> answers.space(building.space(team(asked), asked.body()))))
                .GET("/space/{id}", calls.read(asked -> answers.space(space(asked))))
                .PUT(
                        "/space/{id}",
                        calls.write(asked -> answers.space(building.changeSpace(space(asked), asked.body()))))
                .DELETE("/space/{id}", calls.silently(asked -> building.delete(space(asked), tasks::eraseAll)))
                .add(folders())
                .add(lists())
                .add(tags())
                .build();
    }

    private RouterFunction<ServerResponse> folders() {
        return RouterFunctions.route()
                .GET(
                        "/space/{id}/folder",
                        calls.read(asked ->
                                listed("folders", places.folders(space(asked).id()), asked, answers::folder)))
                .POST(
                        "/space/{id}/folder",
                        calls.write(asked -> answers.folder(building.folder(space(asked), asked.body()))))
                .GET("/folder/{id}", calls.read(asked -> answers.folder(folder(asked))))
                .PUT(
                        "/folder/{id}",
                        calls.write(asked -> answers.folder(building.changeFolder(folder(asked), asked.body()))))
                .DELETE("/folder/{id}", calls.silently(asked -> building.delete(folder(asked), tasks::eraseAll)))
                .build();
    }

    private RouterFunction<ServerResponse> lists() {
        return RouterFunctions.route()
                .GET(
                        "/folder/{id}/list",
                        calls.read(asked -> listed("lists", places.lists(folder(asked)), asked, answers::oneOfMany)))
                .POST("/folder/{id}/list", calls.write(asked -> list(folder(asked), asked)))
                .GET(
                        "/space/{id}/list",
                        calls.read(asked -> listed("lists", places.lists(space(asked)), asked, answers::oneOfMany)))
                .POST("/space/{id}/list", calls.write(asked -> list(space(asked), asked)))
                .GET("/list/{id}", calls.read(asked -> answers.list(list(asked))))
                .PUT("/list/{id}", calls.write(asked -> answers.list(building.changeList(list(asked), asked.body()))))
                .DELETE("/list/{id}", calls.silently(asked -> building.delete(list(asked), tasks::eraseAll)))
                .build();
    }

    private RouterFunction<ServerResponse> tags() {
        return RouterFunctions.route()
                .GET("/space/{id}/tag", calls.read(asked -> Json.object()
                        .set(
                                "tags",
                                Json.nodes(
                                        places.things().of("tag", space(asked).key()).stream()
                                                .map(Thing::shown)
                                                .toList()))))
                .POST("/space/{id}/tag", calls.silently(asked -> tag(asked, "")))
                .PUT("/space/{id}/tag/{tag}", calls.silently(asked -> tag(asked, asked.path("tag"))))
                .DELETE("/space/{id}/tag/{tag}", calls.silently(asked -> places.things()
                        .forget(
                                "tag",
                                space(asked).id() + "/" + asked.path("tag").toLowerCase(Locale.ROOT))))
                .build();
    }

    private void tag(Asked asked, String old) {
        Given tag = asked.body().object("tag").orElseThrow(() -> Refusal.input("tag is required"));
        Thing space = space(asked);
        if (!old.isEmpty()) places.things().forget("tag", space.id() + "/" + old.toLowerCase(Locale.ROOT));
        building.tag(
                space,
                tag.text("name").orElse(old),
                tag.text("tag_fg").or(() -> tag.text("fg_color")).orElse("#fff"),
                tag.text("tag_bg").or(() -> tag.text("bg_color")).orElse("#536cfe"));
    }

    private JsonNode list(Thing owner, Asked asked) {
        return answers.list(building.list(owner, asked.body()));
    }

    private JsonNode teams(Asked asked) {
        return Json.object()
                .set(
                        "teams",
                        Json.nodes(places.things().all(Places.TEAM).stream()
                                .filter(team -> asked.caller().reaches(team.id()))
                                .map(people::team)
                                .toList()));
    }

    /** Those that are archived, or those that are not: never both. */
    private static JsonNode listed(String name, List<Thing> all, Asked asked, Function<Thing, ObjectNode> shown) {
        return Json.object()
                .set(
                        name,
                        Json.nodes(all.stream()
                                .filter(each -> each.is("archived") == asked.flag("archived"))
                                .map(shown)
                                .toList()));
    }

    static ObjectNode wrapped(String name, JsonNode node) {
        ObjectNode wrapped = Json.object();
        wrapped.set(name, node);
        return wrapped;
    }

    private Thing team(Asked asked) {
        return places.team(asked.caller(), asked.path("team"));
    }

    private Thing space(Asked asked) {
        return places.space(asked.caller(), asked.path("id"));
    }

    private Thing folder(Asked asked) {
        return places.folder(asked.caller(), asked.path("id"));
    }

    private Thing list(Asked asked) {
        return places.list(asked.caller(), asked.path("id"));
    }
}
