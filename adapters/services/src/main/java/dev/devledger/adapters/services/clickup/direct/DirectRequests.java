package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.NotDone;
import dev.devledger.application.sync.connector.CallLog.Share;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Requests for which somebody waits: before those of the sync. Every no is a {@link NotDone}. */
record DirectRequests(ClickUpClient client) {

    JsonNode send(Endpoint endpoint) {
        return yes(ask(endpoint));
    }

    JsonNode send(Endpoint endpoint, JsonNode body) {
        return yes(client.call(Share.INTERACTIVE, endpoint, body));
    }

    /** As it came, also a no. */
    Outcome ask(Endpoint endpoint) {
        return client.call(Share.INTERACTIVE, endpoint);
    }

    private static JsonNode yes(Outcome outcome) {
        if (outcome instanceof Outcome.Answered(var json)) {
            return json;
        }
        throw new NotDone(DirectNo.of(outcome));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** ClickUp has ids as texts and as numbers; empty where there is none. */
    static String id(JsonNode object) {
        return object.path("id").asString("");
    }
}
