package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.NotDone;
import dev.devledger.adapters.services.kernel.RemoteHttp.Connections;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.json.Shape;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectReply;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which accounts the password opens, and which of them is meant. */
record Accounts(Requests requests) {
    private static final String LIST = "tt_list_teams";

    /** Without it TrackingTime would take the one that was chosen there last, and say nothing of it. */
    void requireChosen(DirectCall call) {
        if (!call.name().equals(LIST) && isOpen() && chosen().isEmpty()) {
            throw new NotDone(new DirectReply.NotAuthorized(unchosen()));
        }
    }

    private boolean isOpen() {
        return requests.client().account().token().get().isPresent();
    }

    private Optional<String> chosen() {
        return requests.client().account().id();
    }

    private String unchosen() {
        return "No account of TrackingTime is chosen. Set devledger.trackingtime.account-id to one of: "
                + teams().valueStream()
                        .map(team -> team.path("account_id").asString("") + " ("
                                + team.path("company").asString("") + ")")
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private ArrayNode teams() {
        return Shape.TEAM.all(
                Requests.list(requests.send(TrackingTimeApi.ofPerson("teams")).data()));
    }

    /** That there is none is an answer as well. */
    DirectReply connection() {
        try {
            JsonNode me = requests.send(TrackingTimeApi.ofPerson("me")).data();
            ArrayNode teams = teams();
            ObjectNode answer = Requests.object();
            Optional<String> id = chosen();
            boolean there = id.isPresent()
                    && teams.valueStream()
                            .anyMatch(
                                    team -> team.path("account_id").asString("").equals(id.get()));
            answer.put("connected", there).put("state", there ? "connected" : "needs-account");
            if (id.isEmpty()) {
                answer.put("message", unchosen());
            } else if (!there) {
                answer.put("message", "The password does not open the account " + id.get() + ".");
            }
            answer.set("user", Shape.USER.of(me));
            answer.set("teams", teams);
            return new DirectReply.Json(answer.toString());
        } catch (NotDone no) {
            return Connections.none("TrackingTime", no.reply());
        }
    }
}
