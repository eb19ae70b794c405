package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The statuses of a list, in their order. */
public record Statuses(JsonNode json) {
    private static final List<String> COLORS =
            List.of("#87909e", "#5f55ee", "#f8ae00", "#b13a41", "#008844", "#3397dd", "#aa8d80");

    /** Each as {@code name:type}. */
    public static ArrayNode of(String prefix, List<String> named) {
        ArrayNode statuses = Json.array();
        for (String each : named) {
            int colon = each.lastIndexOf(':');
            int index = statuses.size();
            statuses.add(Json.object()
                    .put("id", prefix + "_" + index)
                    .put("status", each.substring(0, colon))
                    .put("color", COLORS.get(index % COLORS.size()))
                    .put("orderindex", index)
                    .put("type", each.substring(colon + 1)));
        }
        return statuses;
    }

    public List<ObjectNode> all() {
        return json.valueStream().map(ObjectNode.class::cast).toList();
    }

    public Optional<ObjectNode> named(String name, boolean exactly) {
        return all().stream()
                .filter(each -> exactly ? name(each).equals(name) : name(each).equalsIgnoreCase(name))
                .findFirst();
    }

    public ObjectNode first() {
        return all().stream()
                .filter(each -> each.path("type").asString("").equals("open"))
                .findFirst()
                .orElseGet(() -> all().getFirst());
    }

    private static String name(ObjectNode status) {
        return status.path("status").asString("");
    }
}
