package dev.devledger.adapters.sandbox.clickup.common;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
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

    /** What a client sent; an empty body is an empty object. */
    public static JsonNode read(byte[] body) {
        if (body.length == 0) return object();
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException unreadable) {
            throw new Refusal(400, "INPUT_001", "Unexpected token in JSON");
        }
    }

    public static ObjectNode stored(String body) {
        return (ObjectNode) MAPPER.readTree(body);
    }

    public static List<String> texts(JsonNode array) {
        return array.valueStream().map(each -> each.asString("")).toList();
    }

    public static ArrayNode arrayOf(Iterable<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    public static ArrayNode nodes(Iterable<? extends JsonNode> nodes) {
        ArrayNode array = array();
        nodes.forEach(array::add);
        return array;
    }

    /** Without what only the sandbox knows: fields that begin with an underscore. */
    public static ObjectNode shown(ObjectNode stored) {
        ObjectNode shown = stored.deepCopy();
        List<String> hidden = shown.propertyNames().stream()
                .filter(name -> name.startsWith("_"))
                .toList();
        shown.remove(hidden);
        return shown;
    }
}
