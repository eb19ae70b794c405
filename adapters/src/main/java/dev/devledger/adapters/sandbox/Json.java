package dev.devledger.adapters.sandbox;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as trees: what a client sends beyond the fields that are understood has to survive unharmed. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException unreadable) {
            throw Refusal.invalid("The body is not JSON");
        }
    }

    /** What is empty is not in an answer; docs/ticktick.md, section 5. */
    static void putUnlessEmpty(ObjectNode object, String field, String text) {
        if (text.isEmpty()) object.remove(field);
        else object.put(field, text);
    }

    static void putUnlessEmpty(ObjectNode object, String field, ArrayNode list) {
        if (list.isEmpty()) object.remove(field);
        else object.set(field, list);
    }

    static ObjectNode stored(String body) {
        return (ObjectNode) MAPPER.readTree(body);
    }
}
