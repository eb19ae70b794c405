package dev.devledger.adapters.sandbox.kernel;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Handles JSON as trees, so that fields of a client that the sandbox does not understand are kept unchanged. */
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

    /** Reads the body of a request; empty if it is not JSON. */
    public static Optional<JsonNode> read(byte[] body) {
        try {
            return Optional.of(MAPPER.readTree(body));
        } catch (JacksonException unreadable) {
            return Optional.empty();
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

    public static ObjectNode wrapped(String name, JsonNode node) {
        ObjectNode wrapped = object();
        wrapped.set(name, node);
        return wrapped;
    }

    /** Sets each of these fields to null. */
    public static ObjectNode nothing(ObjectNode into, String... fields) {
        for (String field : fields) into.putNull(field);
        return into;
    }

    /** Sets a field, or removes it if the text is empty. */
    public static void putUnlessEmpty(ObjectNode object, String field, String text) {
        if (text.isEmpty()) object.remove(field);
        else object.put(field, text);
    }

    public static void putUnlessEmpty(ObjectNode object, String field, ArrayNode list) {
        if (list.isEmpty()) object.remove(field);
        else object.set(field, list);
    }
}
