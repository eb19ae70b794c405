package dev.devledger.adapters.mcp.tool;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Keys in arguments, such as {@code T-12}. They are taken in any case. Tools see them as the ledger writes them, so that a
 * call that is repeated in the other case is the same call.
 */
public final class Keys {
    static final String OF_TASK = "^[Tt]-[0-9]+$";
    static final String OF_ANY = "^[PpTt]-[0-9]+$";

    /** Or the number of an earlier task of the call. */
    static final String OF_TASK_OR_ROW = "^([Tt]-|#)[0-9]+$";

    static final String OF_ENTRY = "^[Ee]-[0-9]+$";

    private static final Pattern ANY = Pattern.compile("^[PpTtEe]-[0-9]+$");

    private Keys() {}

    /** In upper case where it is a key; anything else as it is. */
    public static String upper(String text) {
        return ANY.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : text;
    }

    /** What a text of this pattern is. */
    static String example(String pattern) {
        return switch (pattern) {
            case OF_TASK -> "the key of a task, such as T-12 (find_tasks gives keys)";
            case OF_TASK_OR_ROW -> "the key of a task, such as T-12, or #1 for the first task of this call";
            case OF_ENTRY -> "the key of a time entry, such as E-12 (get_time_report gives keys)";
            case OF_ANY -> "a key, such as T-12 or P-3";
            default -> "of the form " + pattern;
        };
    }

    /** In upper case where the schema says that it is a key. */
    static JsonNode upper(JsonNode value, JsonNode schema) {
        return value instanceof StringNode text && isKey(schema)
                ? StringNode.valueOf(upper(text.stringValue()))
                : value;
    }

    private static boolean isKey(JsonNode schema) {
        String pattern = schema.path("pattern").asString("");
        return pattern.equals(OF_TASK)
                || pattern.equals(OF_ANY)
                || pattern.equals(OF_TASK_OR_ROW)
                || pattern.equals(OF_ENTRY);
    }
}
