package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.clickup.client.Endpoint;
import dev.devledger.application.direct.DirectCall;
import dev.devledger.application.direct.DirectCall.Home;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.DirectReply.Difference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What tasks are in: spaces, folders, lists and boards. A board is a view of that type; ClickUp has nothing else by that name. */
record DirectPlaces(DirectRequests clickup, Workspaces workspaces, DirectPages pages, WriteCheck check) {
    private static final String[] FILTERS = ("page archived include_closed subtasks include_timl"
                    + " include_markdown_description order_by reverse statuses[] assignees[] watchers[] tags[]"
                    + " custom_items[] custom_fields custom_field due_date_gt due_date_lt date_created_gt"
                    + " date_created_lt date_updated_gt date_updated_lt date_done_gt date_done_lt")
            .split(" ");

    private static final String BOARD = "board";

    DirectReply spaces(DirectCall.Spaces call, @Nullable String meant) {
        String team = call.team() == null ? workspaces.only(meant) : call.team();
        workspaces.requireTeam(team, meant);
        return json(clickup.send(archived(Endpoint.get("team", team, "space"), call.archived())));
    }

    DirectReply folders(DirectCall.Folders call, @Nullable String meant) {
        workspaces.requireSpace(call.space(), meant);
        return json(clickup.send(archived(Endpoint.get("space", call.space(), "folder"), call.archived())));
    }

    DirectReply lists(DirectCall.Lists call, @Nullable String meant) {
        require(call.home(), call.id(), meant);
        return json(clickup.send(archived(Endpoint.get(path(call.home()), call.id(), "list"), call.archived())));
    }

    DirectReply createList(DirectCall.CreateList call, @Nullable String meant) {
        ObjectNode wish = DirectBody.read(call.json(), DirectBody.NEW_LIST);
        DirectBody.require(wish, "name");
        require(call.home(), call.id(), meant);
        JsonNode made = clickup.send(Endpoint.post(path(call.home()), call.id(), "list"), wish);
        String id = DirectRequests.id(made);
        if (!check.ofList(wish, made).isEmpty()) {
            made = clickup.send(Endpoint.get("list", id));
            requireNone(id, check.ofList(wish, made));
        }
        return new DirectReply.Made(id, made.toString());
    }

    /** With all that ClickUp hides unless it is asked for: what is closed, what is below a task, what is at home elsewhere. */
    DirectReply tasks(DirectCall.Tasks call, @Nullable String meant) {
        DirectQuery query = new DirectQuery(call.query(), FILTERS);
        query.orElse("include_closed", "true");
        query.orElse("subtasks", "true");
        query.orElse("include_timl", "true");
        int from = query.page();
        workspaces.requireList(call.list(), meant);
        ObjectNode answer = DirectRequests.object();
        pages.tasks(query.on(Endpoint.get("list", call.list(), "task")), from, answer);
        return json(answer);
    }

    DirectReply boards(String space, @Nullable String meant) {
        workspaces.requireSpace(space, meant);
        ArrayNode boards = JsonNodeFactory.instance.arrayNode();
        clickup.send(Endpoint.get("space", space, "view"))
                .path("views")
                .valueStream()
                .filter(view -> view.path("type").asString("").equals(BOARD))
                .forEach(boards::add);
        ObjectNode answer = DirectRequests.object();
        answer.set("views", boards);
        return json(answer);
    }

    DirectReply board(String id, Map<String, List<String>> query, @Nullable String meant) {
        int from = new DirectQuery(query, "page").page();
        JsonNode view = view(id);
        workspaces.requireView(view, meant);
        if (!view.path("type").asString(BOARD).equals(BOARD)) {
            throw new NotDone(new DirectReply.NotFound(
                    "View " + id + " is of the type " + view.path("type").asString("") + "; it is no board."));
        }
        ObjectNode answer = DirectRequests.object();
        answer.set("view", view);
        pages.tasks(Endpoint.get("view", id, "task"), from, answer);
        return json(answer);
    }

    DirectReply createBoard(String space, String json, @Nullable String meant) {
        ObjectNode wish = DirectBody.read(json, DirectBody.BOARD);
        DirectBody.require(wish, "name");
        workspaces.requireSpace(space, meant);
        ObjectNode body = BoardDefaults.filled(wish);
        String id = DirectRequests.id(
                clickup.send(Endpoint.post("space", space, "view"), body).path("view"));
        ObjectNode sent = DirectRequests.object().put("type", BOARD);
        sent.set("name", wish.path("name"));
        JsonNode made = view(id);
        requireNone(id, check.ofTask(sent, made));
        return new DirectReply.Made(id, made.toString());
    }

    private JsonNode view(String id) {
        return clickup.send(Endpoint.get("view", id)).path("view");
    }

    private static void requireNone(String id, List<Difference> differences) {
        if (!differences.isEmpty()) {
            throw new NotDone(new DirectReply.NotApplied(id, differences));
        }
    }

    private void require(Home home, String id, @Nullable String meant) {
        switch (home) {
            case SPACE -> workspaces.requireSpace(id, meant);
            case FOLDER -> workspaces.requireFolder(id, meant);
        }
    }

    private static String path(Home home) {
        return switch (home) {
            case SPACE -> "space";
            case FOLDER -> "folder";
        };
    }

    private static Endpoint archived(Endpoint endpoint, boolean archived) {
        return endpoint.with("archived", archived);
    }

    private static DirectReply json(JsonNode answer) {
        return new DirectReply.Json(answer.toString());
    }
}
