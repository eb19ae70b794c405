package dev.devledger.adapters.services.clickup.direct;

import static dev.devledger.adapters.services.kernel.Endpoint.get;
import static dev.devledger.adapters.services.kernel.Endpoint.post;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.direct.DirectPages.DirectQuery;
import dev.devledger.adapters.services.clickup.direct.DirectRequests.DirectRefusals;
import dev.devledger.adapters.services.clickup.direct.DirectRequests.WorkspaceGuard;
import dev.devledger.adapters.services.clickup.direct.DirectRequests.WriteCheck;
import dev.devledger.adapters.services.kernel.CallBudget.UnavailableCalls;
import dev.devledger.adapters.services.kernel.CallTable;
import dev.devledger.adapters.services.kernel.CallTable.NotDone;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.RemoteHttp.ConnectionReplies;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectReply.Difference;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The direct calls of ClickUp. ClickUp's API calls a workspace a team. */
public record ClickUpCalls(
        ClickUpCalls.DirectAccount account,
        ClickUpCalls.DirectPlaces places,
        DirectTasks tasks,
        ClickUpCalls.DirectComments comments) {

    /** @param workspace the workspace in the settings; null if none is set */
    public static DirectCalls of(ClickUpClient client, @Nullable String workspace) {
        DirectRequests requests = new DirectRequests(client);
        WorkspaceGuard workspaces = new WorkspaceGuard(requests, given(workspace));
        WriteCheck check = new WriteCheck(requests);
        DirectPages pages = new DirectPages(requests);
        DirectTasks tasks = new DirectTasks(requests, workspaces, check);
        return new CallTable<>(
                ClickUpCallTable.ALL,
                true,
                new ClickUpCalls(
                        new DirectAccount(requests, workspaces),
                        new DirectPlaces(requests, workspaces, pages, check),
                        tasks,
                        new DirectComments(requests, tasks, pages)));
    }

    /** Returns the same calls for a time when no account is connected; each replies how to connect one. */
    public static DirectCalls off() {
        return UnavailableCalls.of(
                CallTable.calls(ClickUpCallTable.ALL), true, "ClickUp is off. " + DirectRefusals.CONNECT);
    }

    static @Nullable String given(@Nullable String id) {
        return id == null || id.isBlank() ? null : id.strip();
    }

    /** Calls about the connected account: its workspaces, and how many calls it may make. */
    record DirectAccount(DirectRequests clickup, WorkspaceGuard workspaces) {

        DirectReply teams(DirectRequest request) {
            ObjectNode answer = DirectRequests.object();
            ArrayNode teams = answer.putArray("teams");
            workspaces.granted(request.workspace()).forEach(teams::add);
            return new DirectReply.Json(answer.toString());
        }

        /** Finds a workspace in the list of all workspaces: ClickUp has no call for one. */
        DirectReply team(DirectRequest request) {
            String id = request.id("team_id");
            workspaces.requireTeam(id, request.workspace());
            return new DirectReply.Json(workspaces.granted(id).getFirst().toString());
        }

        /** Returns the limit that ClickUp's last answer has reported; before the first answer it makes a request. */
        DirectReply rateLimit() {
            if (limit().isEmpty()) {
                clickup.send(get("user"));
            }
            return limit().<DirectReply>map(limit -> new DirectReply.Json(limit.toString()))
                    .orElseGet(() -> new DirectReply.NotFound("ClickUp's answers do not say how many calls it takes."));
        }

        private Optional<ObjectNode> limit() {
            return clickup.client().lastLimit().map(limit -> DirectRequests.object()
                    .put("limit", limit.limit())
                    .put("remaining", limit.remaining())
                    .put("reset", limit.reset().toString()));
        }

        /** Reports the connection. A missing connection is a normal answer, not an error. */
        DirectReply connection(@Nullable String meant) {
            try {
                JsonNode user = clickup.send(get("user")).path("user");
                ObjectNode answer =
                        DirectRequests.object().put("connected", true).put("state", "connected");
                ObjectNode who = answer.putObject("user");
                for (String field : new String[] {"id", "username", "email", "timezone"}) {
                    who.set(field, user.path(field).isMissingNode() ? who.nullNode() : user.path(field));
                }
                ArrayNode teams = answer.putArray("teams");
                workspaces.granted(meant).forEach(team -> teams.addObject()
                        .put("id", DirectRequests.id(team))
                        .put("name", team.path("name").asString("")));
                return new DirectReply.Json(answer.toString());
            } catch (NotDone no) {
                return ConnectionReplies.none("ClickUp", no.reply());
            }
        }

        /** Reports the connection and, once ClickUp has answered a request, the limit. */
        DirectReply connectionWithLimit() {
            DirectReply told = connection(null);
            if (!(told instanceof DirectReply.Json(var body))) {
                return told;
            }
            ObjectNode answer = DirectBody.object(body);
            if (answer.path("connected").asBoolean(false)) {
                limit().ifPresent(limit -> answer.set("rate_limit", limit));
            }
            return new DirectReply.Json(answer.toString());
        }
    }

    /** Calls about the comments of a task. */
    record DirectComments(DirectRequests clickup, DirectTasks tasks, DirectPages pages) {

        DirectReply list(DirectRequest request) {
            DirectQuery asked = new DirectQuery(request, "start", "start_id");
            if (asked.one("start").isEmpty() != asked.one("start_id").isEmpty()) {
                throw NotDone.invalid("start_id", "and start go together: those of the last comment that you have");
            }
            ObjectNode answer = DirectRequests.object();
            Endpoint comments = get("task", tasks.writable(request), "comment");
            pages.comments(comments, asked.one("start"), asked.one("start_id"), answer);
            return new DirectReply.Json(answer.toString());
        }

        DirectReply add(DirectRequest request) {
            ObjectNode wish = DirectBody.read(request.json(), DirectBody.COMMENT);
            if (wish.has("comment_text") == wish.has("comment")) {
                throw NotDone.invalid("comment_text", "or comment, and one of them only, says what the comment is");
            }
            if (!wish.has("notify_all")) {
                wish.put("notify_all", false);
            }
            String of = tasks.writable(request);
            String id = DirectRequests.id(clickup.send(post("task", of, "comment"), wish));
            String place = "/tasks/" + request.id("task_id") + "/comments?start_id=" + id;
            return new DirectReply.Made(place, readBack(of, id, wish).toString());
        }

        private JsonNode readBack(String task, String id, ObjectNode wish) {
            if (!(clickup.ask(get("task", task, "comment")) instanceof Outcome.Answered(var said))) {
                throw new NotDone(
                        new DirectReply.Unreachable(
                                "ClickUp took the comment as " + id
                                        + ", but it could not be read back to compare it. Read the comments before you send it again."));
            }
            JsonNode comment = said.path("comments")
                    .valueStream()
                    .filter(each -> DirectRequests.id(each).equals(id))
                    .findFirst()
                    .orElse(DirectRequests.object());
            String there = comment.path("comment_text").asString("");
            if (!letters(text(wish)).equals(letters(there))) {
                throw new NotDone(new DirectReply.NotApplied(
                        id,
                        List.of(new Difference("comment_text", text(wish), comment.isEmpty() ? "nothing" : there))));
            }
            return comment;
        }

        /** Reduces a text to letters and digits, for comparisons: ClickUp changes marks and spaces. */
        private static String letters(String text) {
            return text.replaceAll("[^\\p{L}\\p{N}]+", "");
        }

        private static String text(ObjectNode wish) {
            return wish.has("comment_text")
                    ? wish.path("comment_text").asString("")
                    : wish.path("comment")
                            .valueStream()
                            .map(part -> part.path("text").asString(""))
                            .collect(Collectors.joining());
        }
    }

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
}
