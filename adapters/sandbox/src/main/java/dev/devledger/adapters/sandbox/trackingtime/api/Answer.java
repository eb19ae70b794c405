package dev.devledger.adapters.sandbox.trackingtime.api;

import dev.devledger.adapters.sandbox.kernel.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a call answers with: data in an envelope, or text. */
sealed interface Answer {
    /** @param beside what the envelope has beside the data */
    record Data(JsonNode data, ObjectNode beside) implements Answer {}

    record Csv(String text) implements Answer {}

    static Answer data(JsonNode data) {
        return new Data(data, Json.object());
    }

    static Answer done() {
        return data(Json.object());
    }
}
