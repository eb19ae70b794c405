package dev.devledger.adapters.mcp.tool;

import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The values at the ends of a tree of JSON, each with what the schema says of it. */
final class Leaves {
    private Leaves() {}

    /** A copy of the tree; {@code change} is given a leaf and its schema. */
    static JsonNode changed(JsonNode value, JsonNode schema, BinaryOperator<JsonNode> change) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = object.objectNode();
                JsonNode fields = schema.path("properties");
                object.properties().forEach(field -> {
                    String name = field.getKey();
                    copy.set(name, changed(field.getValue(), fields.path(name), change));
                });
                yield copy;
            }
            case ArrayNode array ->
                array.arrayNode()
                        .addAll(array.valueStream()
                                .map(each -> changed(each, schema.path("items"), change))
                                .toList());
            default -> change.apply(value, schema);
        };
    }
}
