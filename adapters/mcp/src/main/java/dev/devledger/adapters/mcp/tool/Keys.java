package dev.devledger.adapters.mcp.tool;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Keys in arguments, such as {@code T-12}. They are taken in any case. Tools see them as the ledger writes them, so that a
 * call that is repeated in the other case is the same call.
 */
public final class Keys {
    static final String OF_TASK = "^[Tt]-[0-9]+$";
    static final String OF_ANY = "^[PpTt]-[0-9]+$";

    private static final Pattern ANY = Pattern.compile(OF_ANY);

    private Keys() {}

    /** In upper case where it is a key; anything else as it is. */
    public static String upper(String text) {
        return ANY.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : text;
    }

    /** What a text of this pattern is. */
    static String example(String pattern) {
        return switch (pattern) {
            case OF_TASK -> "the key of a task, such as T-12 (find_tasks gives keys)";
            case OF_ANY -> "a key, such as T-12 or P-3";
            default -> "of the form " + pattern;
        };
    }

    /** A copy of the value in which each text that the schema says is a key is in upper case. */
    static JsonNode upper(JsonNode value, JsonNode schema) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = object.objectNode();
                object.properties()
                        .forEach(field -> copy.set(
                                field.getKey(),
                                upper(
                                        field.getValue(),
                                        schema.path("properties").path(field.getKey()))));
                yield copy;
            }
            case ArrayNode array ->
                array.arrayNode()
                        .addAll(array.valueStream()
                                .map(each -> upper(each, schema.path("items")))
                                .toList());
            case StringNode text when isKey(schema) -> StringNode.valueOf(upper(text.stringValue()));
            default -> value;
        };
    }

    private static boolean isKey(JsonNode schema) {
        String pattern = schema.path("pattern").asString("");
        return pattern.equals(OF_TASK) || pattern.equals(OF_ANY);
    }
}
