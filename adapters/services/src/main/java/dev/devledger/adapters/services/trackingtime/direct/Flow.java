package dev.devledger.adapters.services.trackingtime.direct;

import dev.devledger.adapters.services.trackingtime.client.Outcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The requests that one call takes. */
interface Flow {

    /** @param arguments checked; the flow may change them */
    Told run(Requests requests, ObjectNode arguments);

    /**
     * What TrackingTime told, with all that it tells.
     *
     * @param hint empty, or what is missing and how to get it
     * @param note what TrackingTime wants the person to read; mostly empty
     */
    record Told(JsonNode data, String hint, String note) {
        static Told of(Outcome.Answered answered) {
            return new Told(answered.data(), "", answered.note());
        }

        static Told all(JsonNode data) {
            return new Told(data, "", "");
        }
    }
}
