package dev.devledger.adapters.sandbox.ticktick.common;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as trees: what a client sends beyond the fields that are understood has to survive unharmed. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException unreadable) {
            throw Refusal.invalid("The body is not JSON");
        }
    }

    /** What is empty is not in an answer; docs/ticktick.md, section 5. */
    public static void putUnlessEmpty(ObjectNode object, String field, String text) {
        if (text.isEmpty()) object.remove(field);
        else object.put(field, text);
    }

    public static void putUnlessEmpty(ObjectNode object, String field, ArrayNode list) {
        if (list.isEmpty()) object.remove(field);
        else object.set(field, list);
    }

    public static ObjectNode stored(String body) {
        return (ObjectNode) MAPPER.readTree(body);
    }
}
