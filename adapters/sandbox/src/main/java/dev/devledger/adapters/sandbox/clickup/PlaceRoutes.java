package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.clickup.CallTable.Calls;
import dev.devledger.adapters.sandbox.clickup.CallTable.ReceivedCall;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.PlaceWrites;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Places.PlaceAnswers;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskAnswers;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.TaskSearch;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskWrites;
import dev.devledger.adapters.sandbox.clickup.tasks.TimeEntries;
import dev.devledger.adapters.sandbox.clickup.tasks.Views;
import dev.devledger.adapters.sandbox.clickup.tasks.Webhooks;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.Arrays;
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
        Calls calls, Places places, People people, PlaceWrites building, PlaceAnswers answers, TaskWrites tasks) {

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
        String one = "/space/{space}";
        table.get(all, call -> listed("spaces", places.spaces(call.team().id()), call, answers::space));
        table.post(all, call -> answers.space(building.space(call.team(), call.body())));
        table.get(one, call -> answers.space(call.space()));
        table.put(one, call -> answers.space(building.changeSpace(call.space(), call.body())));
        table.doDelete(one, call -> building.delete(call.space(), tasks::eraseAll));
    }

    private void folders(CallTable table) {
        String all = "/space/{space}/folder";
        String one = "/folder/{folder}";
        table.get(all, call -> listed("folders", places.folders(call.space().id()), call, answers::folder));
        table.post(all, call -> answers.folder(building.folder(call.space(), call.body())));
        table.get(one, call -> answers.folder(call.folder()));
        table.put(one, call -> answers.folder(building.changeFolder(call.folder(), call.body())));
        table.doDelete(one, call -> building.delete(call.folder(), tasks::eraseAll));
    }

    private void lists(CallTable table) {
        String one = "/list/{list}";
        table.get(
                "/folder/{folder}/list",
                call -> listed("lists", places.lists(call.folder()), call, answers::oneOfMany));
        table.post("/folder/{folder}/list", call -> list(call.folder(), call));
        table.get("/space/{space}/list", call -> listed("lists", places.lists(call.space()), call, answers::oneOfMany));
        table.post("/space/{space}/list", call -> list(call.space(), call));
        table.get(one, call -> answers.list(call.list()));
        table.put(one, call -> answers.list(building.changeList(call.list(), call.body())));
        table.doDelete(one, call -> building.delete(call.list(), tasks::eraseAll));
    }

    private void tags(CallTable table) {
        String all = "/space/{space}/tag";
        String one = "/space/{space}/tag/{tag}";
        table.get(
                all,
                call -> shown("tags", places.things().of("tag", call.space().key()), StoredObject::shown));
        table.doPost(all, call -> tag(call, ""));
        table.doPut(one, call -> tag(call, call.path("tag")));
        table.doDelete(one, call -> forgetTag(call.space(), call.path("tag")));
    }

    private void forgetTag(StoredObject space, String name) {
        places.things().forget("tag", space.id() + "/" + name.toLowerCase(Locale.ROOT));
    }

    private void tag(ReceivedCall call, String old) {
        RequestFields tag = call.body().object("tag").orElseThrow(() -> Refusal.input("tag is required"));
        StoredObject space = call.space();
        if (!old.isEmpty()) forgetTag(space, old);
        building.tag(
                space,
                tag.text("name").orElse(old),
                tag.text("tag_fg").or(() -> tag.text("fg_color")).orElse("#fff"),
                tag.text("tag_bg").or(() -> tag.text("bg_color")).orElse("#536cfe"));
    }

    private JsonNode list(StoredObject owner, ReceivedCall call) {
        return answers.list(building.list(owner, call.body()));
    }

    private JsonNode teams(ReceivedCall call) {
        Stream<StoredObject> teams = places.things().all(Places.TEAM).stream();
        return shown(
                "teams", teams.filter(team -> call.caller().reaches(team.id())).toList(), people::team);
    }

    /** Lists either only the archived places or only the places that are not archived. */
    private static JsonNode listed(
            String name, List<StoredObject> all, ReceivedCall call, Function<StoredObject, ObjectNode> shown) {
        boolean archived = call.flag("archived");
        return shown(
                name,
                all.stream().filter(each -> each.is("archived") == archived).toList(),
                shown);
    }

    private static JsonNode shown(String name, List<StoredObject> all, Function<StoredObject, ObjectNode> shown) {
        return Json.wrapped(name, Json.nodes(all.stream().map(shown).toList()));
    }

    /** Calls about views, webhooks and time. */
    public record TeamRoutes(Calls calls, Views views, Webhooks webhooks, TimeEntries entries, TaskAnswers answers) {

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
                table.get(all, call -> Json.wrapped("views", Json.nodes(views.of(call.place(kind)))));
                table.post(
                        all,
                        call -> view(views.add(
                                call.place(kind), call.body(), call.caller().user())));
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

        private JsonNode tasks(ReceivedCall call) {
            long page = call.number("page").orElseThrow(() -> new Refusal(400, "VIEWS_017", "page is required"));
            TaskSearch.Page found = views.tasks(call.caller(), call.path("view"), Math.toIntExact(page));
            ObjectNode answer = Json.object();
            answer.set("tasks", answers.all(found.tasks(), false));
            return answer.put("last_page", !found.more());
        }

        private void webhooks(CallTable table) {
            String all = "/team/{team}/webhook";
            String one = "/webhook/{webhook}";
            table.get(all, call -> Json.wrapped("webhooks", Json.nodes(webhooks.of(call.team(), call.caller()))));
            table.post(all, call -> webhook(webhooks.add(call.team(), call.caller(), call.body())));
            table.put(one, call -> webhook(webhooks.change(call.caller(), call.path("webhook"), call.body())));
            table.doDelete(one, call -> webhooks.delete(call.caller(), call.path("webhook")));
        }

        private static JsonNode webhook(ObjectNode webhook) {
            ObjectNode answer = Json.object().put("id", webhook.path("id").asString());
            answer.set("webhook", webhook);
            return answer;
        }

        private void entries(CallTable table) {
            String all = "/team/{team}/time_entries";
            String tags = all + "/tags";
            String one = all + "/{entry}";
            table.get(all, this::entries);
            table.post(all, call -> data(entries.add(call.team(), call.caller(), call.body())));
            table.get(all + "/current", this::current);
            table.post(all + "/start", call -> data(entries.start(call.team(), call.caller(), call.body())));
            table.post(all + "/stop", call -> data(entries.stop(call.team(), call.caller())));
            table.get(tags, call -> data(Json.nodes(entries.labels(call.team()))));
            table.doPost(tags, call -> entries.label(call.team(), call.body(), true));
            table.doDelete(tags, call -> entries.label(call.team(), call.body(), false));
            table.get(one, call -> data(entries.find(call.team(), call.path("entry"))));
            table.put(one, this::changed);
            table.delete(one, call -> data(Json.nodes(entries.delete(call.team(), call.caller(), call.path("entry")))));
        }

        private JsonNode current(ReceivedCall call) {
            long user = call.number("assignee").orElse(call.caller().user());
            return data(entries.current(call.team(), user)
                    .<JsonNode>map(entry -> entry)
                    .orElseGet(Json::none));
        }

        private JsonNode changed(ReceivedCall call) {
            return data(Json.array().add(entries.change(call.team(), call.caller(), call.path("entry"), call.body())));
        }

        private JsonNode entries(ReceivedCall call) {
            List<String> kinds = TimeEntries.placeKinds()
                    .filter(kind -> call.param(kind + "_id").isPresent())
                    .toList();
            if (kinds.size() > 1) throw Refusal.input("Only one location can be given");
            String kind = kinds.isEmpty() ? null : kinds.getFirst();
            List<Long> users = Arrays.stream(call.param("assignee").orElse("").split(",", -1))
                    .flatMap(each -> RequestFields.longOf(each).stream())
                    .toList();
            return data(Json.nodes(entries.of(
                    call.team(),
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
    }
}
