package dev.devledger.adapters.sandbox.clickup.hooks;

import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a delivery says of one change of a field. */
public record HistoryItem(String id, String field, JsonNode before, JsonNode after, long user, long at) {
    public static HistoryItem of(String field, JsonNode before, JsonNode after, long user, long at) {
        return new HistoryItem(UUID.randomUUID().toString(), field, before, after, user, at);
    }

    ObjectNode json(String parent) {
        ObjectNode json = Json.object();
        json.put("id", id).put("type", 1).put("date", String.valueOf(at)).put("field", field);
        json.put("parent_id", parent);
        json.putObject("data");
        json.putNull("source");
        json.putObject("user").put("id", user);
        json.set("before", before);
        json.set("after", after);
        return json;
    }
}
