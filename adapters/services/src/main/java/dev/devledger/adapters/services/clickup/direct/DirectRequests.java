package dev.devledger.adapters.services.clickup.direct;

import static dev.devledger.adapters.services.kernel.Endpoint.get;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.client.WriteVerification;
import dev.devledger.adapters.services.kernel.CallTable.NotDone;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.RemoteHttp.ConnectionReplies;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectReply.Difference;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends requests for which a caller waits, so they go before the sync's requests. Every failure is a {@link NotDone}.
 */
record DirectRequests(ClickUpClient client) {

    JsonNode send(Endpoint endpoint) {
        return yes(ask(endpoint));
    }

    JsonNode send(Endpoint endpoint, JsonNode body) {
        return yes(client.call(CallPurpose.INTERACTIVE, endpoint, body));
    }

    /** Returns the outcome unchanged, also a failure. */
    Outcome ask(Endpoint endpoint) {
        return client.call(CallPurpose.INTERACTIVE, endpoint);
    }

    private static JsonNode yes(Outcome outcome) {
        if (outcome instanceof Outcome.Answered(var json)) {
            return json;
        }
        throw new NotDone(DirectRefusals.of(outcome));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Reads an id, which ClickUp sends as a text or a number; empty if there is none. */
    static String id(JsonNode object) {
        return object.path("id").asString("");
    }

    /** Translates the outcome of a failed request into the reply to the caller. */
    static final class DirectRefusals {
        static final String CONNECT =
                "To connect ClickUp, set devledger.clickup.access-token to a personal token (pk_…), or"
                        + " devledger.clickup.client-id and .client-secret and open /oauth/clickup/connect."
                        + " devledger.clickup.mode=sandbox serves a small ClickUp to try it.";

        private DirectRefusals() {}

        static DirectReply.Refusal of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Deleted() -> new DirectReply.NotFound("ITEM_013", "ClickUp says that this was deleted.");
                case Outcome.NotFound(var code, var text) ->
                    new DirectReply.NotFound(code, ConnectionReplies.sentence(text));
                case Outcome.NoAccess(var code, var text) ->
                    new DirectReply.Forbidden(
                            code,
                            ConnectionReplies.sentence(text)
                                    + " Either the connected account may not see this workspace or place, or there is no such"
                                    + " thing: ClickUp says the same of both.");
                case Outcome.Refused(var status, var code, var text)
                when status == 400 || status == 422 ->
                    new DirectReply.WrongValue(code, ConnectionReplies.sentence(text));
                case Outcome.Refused(var status, var code, var text) ->
                    new DirectReply.Refused(code, ConnectionReplies.sentence(text));
                case Outcome.NothingDone(var hold, var reason, var after) ->
                    ConnectionReplies.held(hold, reason, after, CONNECT);
                case Outcome.NoReadableAnswer(var code, var reason, var maybeDone) ->
                    new DirectReply.Unreachable(
                            code,
                            ConnectionReplies.sentence(reason)
                                    + (maybeDone ? " If this was a change, it may have been made." : ""));
                case Outcome.Answered answered -> throw new IllegalStateException("An answer is no failure");
            };
        }
    }

    /**
     * Keeps a call within the requested workspace. ClickUp shows only the direct container of a space, folder or list,
     * so the containers are read up to the workspace.
     *
     * @param chosen the workspace in the settings; null if none is set
     */
    record WorkspaceGuard(DirectRequests clickup, @Nullable String chosen) {

        /** Returns the workspaces that the token may use, or only the requested one. */
        List<JsonNode> granted(@Nullable String meant) {
            List<JsonNode> all =
                    clickup.send(get("team")).path("teams").valueStream().toList();
            if (meant == null) {
                return all;
            }
            return List.of(all.stream()
                    .filter(team -> DirectRequests.id(team).equals(meant))
                    .findFirst()
                    .orElseThrow(() -> notGranted(meant, all)));
        }

        /** Returns the workspace of a call: the requested one, or else the only possible one. */
        String only(@Nullable String meant) {
            if (meant != null) {
                return meant;
            }
            if (chosen != null) {
                return chosen;
            }
            List<JsonNode> all = granted(null);
            if (all.size() == 1) {
                return DirectRequests.id(all.getFirst());
            }
            throw NotDone.invalid(
                    "team_id", "is missing, and the account is let into " + names(all) + "; say which one");
        }

        void requireTeam(String team, @Nullable String meant) {
            if (meant != null && !meant.equals(team)) {
                throw outside("workspace " + team, meant);
            }
        }

        void requireSpace(String space, @Nullable String meant) {
            if (meant == null) {
                return;
            }
            granted(meant);
            if (!hasSpace(meant, space, false) && !hasSpace(meant, space, true)) {
                throw outside("space " + space, meant);
            }
        }

        private boolean hasSpace(String team, String space, boolean archived) {
            return clickup.send(get("team", team, "space").with("archived", archived))
                    .path("spaces")
                    .valueStream()
                    .anyMatch(each -> DirectRequests.id(each).equals(space));
        }

        void requireFolder(String folder, @Nullable String meant) {
            if (meant != null) {
                requireSpace(spaceOf(get("folder", folder)), meant);
            }
        }

        void requireList(String list, @Nullable String meant) {
            if (meant != null) {
                requireSpace(spaceOf(get("list", list)), meant);
            }
        }

        private String spaceOf(Endpoint place) {
            return DirectRequests.id(clickup.send(place).path("space"));
        }

        /** Checks that the task, which names its workspace, is in the requested one. */
        void requireTask(JsonNode task, @Nullable String meant) {
            String team = task.path("team_id").asString("");
            if (meant != null && !team.isEmpty() && !team.equals(meant)) {
                throw outside("task " + DirectRequests.id(task), meant);
            }
        }

        /**
         * Checks the workspace of a view by the view's parent, which is of one of four kinds; ClickUp numbers the kinds
         * (its documentation of views).
         */
        void requireView(JsonNode view, @Nullable String meant) {
            if (meant == null) {
                return;
            }
            String parent = DirectRequests.id(view.path("parent"));
            switch (view.path("parent").path("type").asInt(0)) {
                case 7 -> requireTeam(parent, meant);
                case 4 -> requireSpace(parent, meant);
                case 5 -> requireFolder(parent, meant);
                case 6 -> requireList(parent, meant);
                default -> throw outside("board " + DirectRequests.id(view), meant);
            }
        }

        private static NotDone notGranted(String team, List<JsonNode> all) {
            return new NotDone(new DirectReply.Forbidden(
                    "",
                    "The connected account is not let into workspace " + team + " of ClickUp. It is let into "
                            + names(all) + "."));
        }

        private static NotDone outside(String what, String team) {
            return new NotDone(new DirectReply.Forbidden("", "The " + what + " is not in workspace " + team + "."));
        }

        private static String names(List<JsonNode> teams) {
            return teams.isEmpty()
                    ? "none"
                    : teams.stream()
                            .map(team -> DirectRequests.id(team) + " ("
                                    + team.path("name").asString("") + ")")
                            .collect(Collectors.joining(", "));
        }
    }

    /** Finds the fields whose value in ClickUp is not the sent one, and reports both values. */
    record WriteCheck(DirectRequests clickup) {
        private static final int SHOWN = 80;

        List<Difference> ofTask(ObjectNode sent, JsonNode now) {
            WriteVerification verification = new WriteVerification(zone(sent));
            ObjectNode rest = sent.deepCopy();
            List<Difference> found = new ArrayList<>();
            for (JsonNode field : array(rest.remove("custom_fields"))) {
                ObjectNode one = DirectRequests.object();
                one.putArray("custom_fields").add(field);
                if (!verification.ofTask(one, now).isEmpty()) {
                    found.add(customField(field, now));
                }
            }
            Stream.concat(
                            verification.ofTask(rest, now).stream(),
                            Stream.of("assignees", "tags").filter(set -> isAnotherSet(set, rest, now)))
                    .distinct()
                    .forEach(field -> found.add(difference(field, sent, now)));
            return found;
        }

        List<Difference> ofList(ObjectNode sent, JsonNode now) {
            return new WriteVerification(zone(sent))
                    .ofList(sent, now).stream()
                            .map(field -> difference(field, sent, now))
                            .toList();
        }

        private static Difference customField(JsonNode sent, JsonNode now) {
            String id = DirectRequests.id(sent);
            JsonNode there = now.path("custom_fields")
                    .valueStream()
                    .filter(each -> DirectRequests.id(each).equals(id))
                    .findFirst()
                    .orElse(DirectRequests.object());
            return new Difference("custom_fields[" + id + "]", shown(sent.path("value")), shown(there.path("value")));
        }

        private static Difference difference(String field, ObjectNode sent, JsonNode now) {
            JsonNode there = field.equals("markdown_content") ? now.path("markdown_description") : now.path(field);
            return new Difference(field, shown(sent.path(field)), shown(there));
        }

        /** True if the sent people are a full list, and ClickUp has other people. */
        private static boolean isAnotherSet(String field, ObjectNode sent, JsonNode now) {
            return sent.path(field).isArray()
                    && !words(sent.path(field), WriteCheck::text).equals(words(now.path(field), WriteCheck::member));
        }

        /** Identifies a member: a person by id, a tag by name. */
        private static String member(JsonNode member) {
            return member.has("id") ? DirectRequests.id(member) : text(member.path("name"));
        }

        /** Returns the account's zone, which decides the day of a date without a time. */
        private ZoneId zone(ObjectNode sent) {
            boolean days = Stream.of("due_date", "start_date")
                    .anyMatch(date ->
                            sent.hasNonNull(date) && !sent.path(date + "_time").asBoolean(false));
            if (!days) {
                return ZoneOffset.UTC;
            }
            try {
                return ZoneId.of(
                        clickup.send(get("user")).path("user").path("timezone").asString("UTC"));
            } catch (DateTimeException unknown) {
                return ZoneOffset.UTC;
            }
        }

        private static Iterable<JsonNode> array(@Nullable JsonNode node) {
            return node == null ? List.of() : node;
        }

        static Set<String> words(JsonNode list, Function<JsonNode, String> word) {
            return list.valueStream()
                    .map(each -> word.apply(each).toLowerCase(Locale.ROOT))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        static String text(JsonNode node) {
            return node.asString("").strip();
        }

        private static String shown(JsonNode node) {
            if (node.isMissingNode() || node.isNull()) {
                return "nothing";
            }
            String text = node.toString();
            return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        }
    }
}
