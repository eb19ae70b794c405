package dev.devledger.adapters.sandbox.trackingtime.common;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as trees. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static JsonNode none() {
        return JsonNodeFactory.instance.nullNode();
    }

    /** What a client sent. */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException unreadable) {
            throw Refusal.unexpected();
        }
    }

    public static ObjectNode stored(String body) {
        return (ObjectNode) MAPPER.readTree(body);
    }

    public static ArrayNode nodes(Iterable<? extends JsonNode> nodes) {
        ArrayNode array = array();
        nodes.forEach(array::add);
        return array;
    }

    /** Each of these fields, as nothing. */
    public static ObjectNode nothing(ObjectNode into, String... fields) {
        for (String field : fields) into.putNull(field);
        return into;
    }
}
