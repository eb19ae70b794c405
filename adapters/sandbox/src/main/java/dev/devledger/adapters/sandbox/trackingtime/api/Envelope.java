package dev.devledger.adapters.sandbox.trackingtime.api;

import dev.devledger.adapters.sandbox.kernel.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is around every answer. Its status is the one that counts. */
public final class Envelope {
    private Envelope() {}

    static ObjectNode of(JsonNode data) {
        return of(200, "ok", data);
    }

    public static ObjectNode of(int status, String message, JsonNode data) {
        ObjectNode envelope = Json.object();
        envelope.putObject("response")
                .put("status", status)
                .put("version", "4.0")
                .put("message", message)
                .putNull("note")
                .putNull("note_type");
        envelope.set("data", data);
        return envelope;
    }

    /** @param http the status of the answer itself, which is 200 for all errors but two */
    public static void write(HttpServletResponse response, int http, JsonNode envelope) throws IOException {
        response.setStatus(http);
        response.setContentType("application/json;charset=utf-8");
        response.getOutputStream().write(envelope.toString().getBytes(StandardCharsets.UTF_8));
    }
}
