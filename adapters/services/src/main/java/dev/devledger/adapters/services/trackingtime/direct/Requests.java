package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.NotDone;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.sync.connector.CallLog.Share;
import java.time.InstantSource;
import java.time.ZoneId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests for which somebody waits: before those of the sync. Every no is a {@link NotDone}.
 *
 * @param home the zone of times that do not say theirs
 */
record Requests(TrackingTimeClient client, ZoneId home, InstantSource clock) {

    Outcome.Answered send(Endpoint endpoint) {
        return yes(ask(endpoint));
    }

    Outcome.Answered send(Endpoint endpoint, JsonNode body) {
        return yes(ask(endpoint, body));
    }

    /** As it came, also a no. */
    Outcome ask(Endpoint endpoint) {
        return client.call(Share.INTERACTIVE, endpoint);
    }

    Outcome ask(Endpoint endpoint, JsonNode body) {
        return client.call(Share.INTERACTIVE, endpoint, body);
    }

    static Outcome.Answered yes(Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            return answered;
        }
        throw new NotDone(DirectNo.of(outcome));
    }

    /** What is no list must not be taken for an empty one. */
    static ArrayNode list(JsonNode data) {
        if (data instanceof ArrayNode list) {
            return list;
        }
        throw new NotDone(new DirectReply.Away("TrackingTime answered with something else than a list."));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
