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
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.DirectReply.Difference;
import dev.devledger.application.direct.DirectRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The direct calls of ClickUp. ClickUp's API calls a workspace a team. */
public record ClickUpCalls(
        ClickUpCalls.DirectAccount account,
        DirectPlaces places,
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
        return UnavailableCalls.of(CallTable.calls(ClickUpCallTable.ALL), true, "ClickUp is off. " + DirectRefusals.CONNECT);
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
}
