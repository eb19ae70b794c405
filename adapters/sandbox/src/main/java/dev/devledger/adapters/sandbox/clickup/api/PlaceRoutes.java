package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.common.Given;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.places.Building;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.PlaceAnswers;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls about people, workspaces, spaces, folders, lists and the tags of spaces. */
public record PlaceRoutes(
        Calls calls, Places places, People people, Building building, PlaceAnswers answers, TaskWrites tasks) {

    RouterFunction<ServerResponse> routes() {
        CallTable table = new CallTable(calls);
        table.get(
                "/user", call -> Json.wrapped("user", people.whole(call.caller().user())));
        table.get("/team", this::teams);
        spaces(table);
        folders(table);
        lists(table);
        tags(table);
        return table.routes();
    }

    private void spaces(CallTable table) {
        String all = "/team/{team}/space";
        String one = "/space/{id}";
        table.get(all, call -> listed("spaces", places.spaces(team(call).id()), call, answers::space));
        table.post(all, call -> answers.space(building.space(team(call), call.body())));
        table.get(one, call -> answers.space(space(call)));
        table.put(one, call -> answers.space(building.changeSpace(space(call), call.body())));
        table.doDelete(one, call -> building.delete(space(call), tasks::eraseAll));
    }

    private void folders(CallTable table) {
        String all = "/space/{id}/folder";
        String one = "/folder/{id}";
        table.get(all, call -> listed("folders", places.folders(space(call).id()), call, answers::folder));
        table.post(all, call -> answers.folder(building.folder(space(call), call.body())));
        table.get(one, call -> answers.folder(folder(call)));
        table.put(one, call -> answers.folder(building.changeFolder(folder(call), call.body())));
        table.doDelete(one, call -> building.delete(folder(call), tasks::eraseAll));
    }

    private void lists(CallTable table) {
        String one = "/list/{id}";
        table.get("/folder/{id}/list", call -> listed("lists", places.lists(folder(call)), call, answers::oneOfMany));
        table.post("/folder/{id}/list", call -> list(folder(call), call));
        table.get("/space/{id}/list", call -> listed("lists", places.lists(space(call)), call, answers::oneOfMany));
        table.post("/space/{id}/list", call -> list(space(call), call));
        table.get(one, call -> answers.list(list(call)));
        table.put(one, call -> answers.list(building.changeList(list(call), call.body())));
        table.doDelete(one, call -> building.delete(list(call), tasks::eraseAll));
    }

    private void tags(CallTable table) {
        String all = "/space/{id}/tag";
        String one = "/space/{id}/tag/{tag}";
        table.get(
                all, call -> shown("tags", places.things().of("tag", space(call).key()), Thing::shown));
        table.doPost(all, call -> tag(call, ""));
        table.doPut(one, call -> tag(call, call.path("tag")));
        table.doDelete(one, call -> forgetTag(space(call), call.path("tag")));
    }

    private void forgetTag(Thing space, String name) {
        places.things().forget("tag", space.id() + "/" + name.toLowerCase(Locale.ROOT));
    }

    private void tag(Call call, String old) {
        Given tag = call.body().object("tag").orElseThrow(() -> Refusal.input("tag is required"));
        Thing space = space(call);
        if (!old.isEmpty()) forgetTag(space, old);
        building.tag(
                space,
                tag.text("name").orElse(old),
                tag.text("tag_fg").or(() -> tag.text("fg_color")).orElse("#fff"),
                tag.text("tag_bg").or(() -> tag.text("bg_color")).orElse("#536cfe"));
    }

    private JsonNode list(Thing owner, Call call) {
        return answers.list(building.list(owner, call.body()));
    }

    private JsonNode teams(Call call) {
        Stream<Thing> teams = places.things().all(Places.TEAM).stream();
        return shown(
                "teams", teams.filter(team -> call.caller().reaches(team.id())).toList(), people::team);
    }

    /** Those that are archived, or those that are not: never both. */
    private static JsonNode listed(String name, List<Thing> all, Call call, Function<Thing, ObjectNode> shown) {
        boolean archived = call.flag("archived");
        return shown(
                name,
                all.stream().filter(each -> each.is("archived") == archived).toList(),
                shown);
    }

    private static JsonNode shown(String name, List<Thing> all, Function<Thing, ObjectNode> shown) {
        return Json.wrapped(name, Json.nodes(all.stream().map(shown).toList()));
    }

    private Thing team(Call call) {
        return places.team(call.caller(), call.path("team"));
    }

    private Thing space(Call call) {
        return places.space(call.caller(), call.path("id"));
    }

    private Thing folder(Call call) {
        return places.folder(call.caller(), call.path("id"));
    }

    private Thing list(Call call) {
        return places.list(call.caller(), call.path("id"));
    }
}
