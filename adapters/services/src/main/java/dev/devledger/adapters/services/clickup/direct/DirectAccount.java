package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.NotDone;
import dev.devledger.adapters.services.kernel.RemoteHttp.Connections;
import dev.devledger.application.direct.DirectReply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whose account is connected, which workspaces it is let into, and how many calls it may make. */
record DirectAccount(DirectRequests clickup, Workspaces workspaces) {

    DirectReply teams(@Nullable String meant) {
        ObjectNode answer = DirectRequests.object();
        ArrayNode teams = answer.putArray("teams");
        workspaces.granted(meant).forEach(teams::add);
        return new DirectReply.Json(answer.toString());
    }

    /** ClickUp has no call for one of them. */
    DirectReply team(String id, @Nullable String meant) {
        workspaces.requireTeam(id, meant);
        return new DirectReply.Json(workspaces.granted(id).getFirst().toString());
    }

    /** As ClickUp said with its last answer; where there was none yet, it is asked. */
    DirectReply rateLimit() {
        if (limit().isEmpty()) {
            clickup.send(Endpoint.get("user"));
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

    /** That there is none is an answer as well. */
    DirectReply connection(@Nullable String meant) {
        try {
            JsonNode user = clickup.send(Endpoint.get("user")).path("user");
            ObjectNode answer = DirectRequests.object().put("connected", true).put("state", "connected");
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
            return Connections.none("ClickUp", no.reply());
        }
    }

    /** With the limit, which is known once something was asked. */
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
