package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.clickup.client.Endpoint;
import dev.devledger.adapters.services.clickup.client.RateLimit;
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
        Optional<RateLimit> told = clickup.client().lastLimit();
        if (told.isEmpty()) {
            clickup.send(Endpoint.get("user"));
            told = clickup.client().lastLimit();
        }
        return told.<DirectReply>map(limit -> new DirectReply.Json(DirectRequests.object()
                        .put("limit", limit.limit())
                        .put("remaining", limit.remaining())
                        .put("reset", limit.reset().toString())
                        .toString()))
                .orElseGet(() -> new DirectReply.NotFound("ClickUp's answers do not say how many calls it takes."));
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
            return notConnected(no.reply());
        }
    }

    private static DirectReply notConnected(DirectReply.No no) {
        return switch (no) {
            case DirectReply.NotAuthorized(var detail) -> told("needs-authorization", detail);
            case DirectReply.Away away -> told("unreachable", away.detail());
            case DirectReply.RateLimited limited ->
                told(
                        "rate-limited",
                        "ClickUp takes no more calls for "
                                + limited.retryAfter().toSeconds() + " s.");
            case DirectReply.No other -> other;
        };
    }

    static DirectReply told(String state, String message) {
        return new DirectReply.Json(DirectRequests.object()
                .put("connected", false)
                .put("state", state)
                .put("message", message)
                .toString());
    }
}
