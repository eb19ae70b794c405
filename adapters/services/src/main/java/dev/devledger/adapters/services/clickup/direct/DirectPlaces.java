package dev.devledger.adapters.services.clickup.direct;

import static dev.devledger.adapters.services.kernel.Endpoint.get;
import static dev.devledger.adapters.services.kernel.Endpoint.post;

import dev.devledger.adapters.services.clickup.direct.DirectPages.DirectQuery;
import dev.devledger.adapters.services.clickup.direct.DirectRequests.WorkspaceGuard;
import dev.devledger.adapters.services.clickup.direct.DirectRequests.WriteCheck;
import dev.devledger.adapters.services.kernel.CallTable.NotDone;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.DirectReply.Difference;
import dev.devledger.application.direct.DirectRequest;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about spaces, folders, lists and boards. A board is a view of the type board; ClickUp has nothing else of that
 * name.
 */
record DirectPlaces(DirectRequests clickup, WorkspaceGuard workspaces, DirectPages pages, WriteCheck check) {
    private static final String[] FILTERS = ("page archived include_closed subtasks include_timl"
                    + " include_markdown_description order_by reverse statuses[] assignees[] watchers[] tags[]"
                    + " custom_items[] custom_fields custom_field due_date_gt due_date_lt date_created_gt"
                    + " date_created_lt date_updated_gt date_updated_lt date_done_gt date_done_lt")
            .split(" ");

    private static final String BOARD = "board";

    DirectReply spaces(DirectRequest request) {
        String meant = request.workspace();
        String named = request.ids().get("team_id");
        String team = named == null ? workspaces.only(meant) : named;
        workspaces.requireTeam(team, meant);
        return json(clickup.send(archived(get("team", team, "space"), request)));
    }

    DirectReply folders(DirectRequest request) {
        String space = request.id("space_id");
        workspaces.requireSpace(space, request.workspace());
        return json(clickup.send(archived(get("space", space, "folder"), request)));
    }

    DirectReply lists(DirectRequest request) {
        ListContainer home = home(request);
        return json(clickup.send(archived(get(home.kind(), home.id(), "list"), request)));
    }

    DirectReply createList(DirectRequest request) {
        ObjectNode wish = DirectBody.read(request.json(), DirectBody.NEW_LIST);
        DirectBody.require(wish, "name");
        ListContainer home = home(request);
        JsonNode made = clickup.send(post(home.kind(), home.id(), "list"), wish);
        String id = DirectRequests.id(made);
        if (!check.ofList(wish, made).isEmpty()) {
            made = clickup.send(get("list", id));
            requireNone(id, check.ofList(wish, made));
        }
        return new DirectReply.Made("/lists/" + id, made.toString());
    }

    /**
     * Reads the tasks of a list, including tasks that ClickUp omits by default: closed tasks, subtasks, and tasks whose
     * home is another list.
     */
    DirectReply tasks(DirectRequest request) {
        String list = request.id("list_id");
        DirectQuery query = new DirectQuery(request, FILTERS);
        query.orElse("include_closed", "true");
        query.orElse("subtasks", "true");
        query.orElse("include_timl", "true");
        int from = query.page();
        workspaces.requireList(list, request.workspace());
        ObjectNode answer = DirectRequests.object();
        pages.tasks(query.on(get("list", list, "task")), from, answer);
        return json(answer);
    }

    DirectReply boards(DirectRequest request) {
        String space = request.id("space_id");
        workspaces.requireSpace(space, request.workspace());
        ArrayNode boards = JsonNodeFactory.instance.arrayNode();
        clickup.send(get("space", space, "view"))
                .path("views")
                .valueStream()
                .filter(view -> view.path("type").asString("").equals(BOARD))
                .forEach(boards::add);
        ObjectNode answer = DirectRequests.object();
        answer.set("views", boards);
        return json(answer);
    }

    DirectReply board(DirectRequest request) {
        String id = request.id("board_id");
        int from = new DirectQuery(request, "page").page();
        JsonNode view = view(id);
        workspaces.requireView(view, request.workspace());
        if (!view.path("type").asString(BOARD).equals(BOARD)) {
            throw new NotDone(new DirectReply.NotFound(
                    "View " + id + " is of the type " + view.path("type").asString("") + "; it is no board."));
        }
        ObjectNode answer = DirectRequests.object();
        answer.set("view", view);
        pages.tasks(get("view", id, "task"), from, answer);
        return json(answer);
    }

    DirectReply createBoard(DirectRequest request) {
        String space = request.id("space_id");
        ObjectNode wish = DirectBody.read(request.json(), DirectBody.BOARD);
        DirectBody.require(wish, "name");
        workspaces.requireSpace(space, request.workspace());
        ObjectNode body = DirectBody.ofBoard(wish);
        String id = DirectRequests.id(
                clickup.send(post("space", space, "view"), body).path("view"));
        ObjectNode sent = DirectRequests.object().put("type", BOARD);
        sent.set("name", wish.path("name"));
        JsonNode made = view(id);
        requireNone(id, check.ofTask(sent, made));
        return new DirectReply.Made("/boards/" + id, made.toString());
    }

    private JsonNode view(String id) {
        return clickup.send(get("view", id)).path("view");
    }

    private static void requireNone(String id, List<Difference> differences) {
        if (!differences.isEmpty()) {
            throw new NotDone(new DirectReply.NotApplied(id, differences));
        }
    }

    /** The container of lists: a space or a folder. */
    private record ListContainer(String kind, String id) {}

    private ListContainer home(DirectRequest request) {
        String folder = request.ids().get("folder_id");
        if (folder != null) {
            workspaces.requireFolder(folder, request.workspace());
            return new ListContainer("folder", folder);
        }
        String space = request.id("space_id");
        workspaces.requireSpace(space, request.workspace());
        return new ListContainer("space", space);
    }

    private static Endpoint archived(Endpoint endpoint, DirectRequest request) {
        return endpoint.with("archived", new DirectQuery(request, "archived").is("archived"));
    }

    private static DirectReply json(JsonNode answer) {
        return new DirectReply.Json(answer.toString());
    }
}
