package dev.devledger.adapters.mcp.tool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A JSON Schema (2020-12), as far as tools need it. Immutable; keywords and properties keep their order, so that the
 * list of tools is the same bytes at each start.
 */
public final class Schema {
    private final Map<String, Object> keywords;

    private Schema(Map<String, Object> keywords) {
        this.keywords = Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
    }

    private static Schema of(String type) {
        return new Schema(Map.of("type", type));
    }

    public static Schema text() {
        return of("string");
    }

    /** A text of at most {@code most} characters. */
    public static Schema text(int most) {
        return text().with("maxLength", most);
    }

    /** A text of one to {@code most} characters. */
    public static Schema name(int most) {
        return text(most).with("minLength", 1);
    }

    /** A text of {@code least} to {@code most} characters. */
    public static Schema text(int least, int most) {
        return text(most).with("minLength", least);
    }

    /** The key of a task, in any case. */
    public static Schema taskKey() {
        return text().with("pattern", Keys.OF_TASK);
    }

    /** The key of a task, or a row such as {@code #1} for the first task of the call. */
    public static Schema taskKeyOrRow() {
        return text().with("pattern", Keys.OF_TASK_OR_ROW);
    }

    /** The key of a task or a project, in any case. */
    public static Schema key() {
        return text().with("pattern", Keys.OF_ANY);
    }

    /** The key of a time entry, in any case. */
    public static Schema entryKey() {
        return text().with("pattern", Keys.OF_ENTRY);
    }

    public static Schema oneOf(String... words) {
        return text().with("enum", List.of(words));
    }

    public static Schema number() {
        return of("integer");
    }

    public static Schema number(int least, int most) {
        return number().with("minimum", least).with("maximum", most);
    }

    public static Schema numberOf(Integer... values) {
        return number().with("enum", List.of(values));
    }

    /** A number with or without a fraction. */
    public static Schema decimal() {
        return of("number");
    }

    public static Schema flag() {
        return of("boolean");
    }

    /** A list of anything. */
    public static Schema list() {
        return of("array");
    }

    public static Schema list(Schema items) {
        return of("array").with("items", items.json());
    }

    /** A list of at most {@code most} items. */
    public static Schema list(Schema items, int most) {
        return list(items).with("maxItems", most);
    }

    /** A list of one to {@code most} items. */
    public static Schema some(Schema items, int most) {
        return list(items, most).with("minItems", 1);
    }

    /** An object with any fields. */
    public static Schema object() {
        return of("object");
    }

    /** An object with these fields and no others, none of them required. */
    public static Schema closed(Object... namesAndSchemas) {
        return open(namesAndSchemas).with("additionalProperties", false);
    }

    /** An object with these fields, and possibly others. The arguments alternate between names and schemas. */
    public static Schema open(Object... namesAndSchemas) {
        return object().and(namesAndSchemas);
    }

    /** An object whose fields have any name and a value of this kind. */
    public static Schema mapOf(Schema values) {
        return object().with("additionalProperties", values.json());
    }

    public Schema requiring(String... names) {
        return with("required", List.of(names));
    }

    public Schema described(String words) {
        return with("description", words);
    }

    public Schema orElse(Object value) {
        return with("default", value);
    }

    private Schema with(String keyword, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(keywords);
        more.put(keyword, value);
        return new Schema(more);
    }

    /** The schema as JSON: nested maps and lists. */
    public Map<String, Object> json() {
        return keywords;
    }

    /** The same fields, followed by these. */
    public Schema and(Object... namesAndSchemas) {
        Map<Object, Object> properties = new LinkedHashMap<>();
        if (keywords.get("properties") instanceof Map<?, ?> before) {
            properties.putAll(before);
        }
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            properties.put(namesAndSchemas[i], ((Schema) namesAndSchemas[i + 1]).json());
        }
        return with("properties", Collections.unmodifiableMap(properties));
    }

    /**
     * Keys in arguments, such as {@code T-12}. Any case is accepted. Tools see them as the ledger writes them, so that
     * a repeat of a call in the other case is the same call.
     */
    public static final class Keys {
        static final String OF_TASK = "^[Tt]-[0-9]+$";
        static final String OF_ANY = "^[PpTt]-[0-9]+$";

        /** A key, or the number of an earlier task of the call. */
        static final String OF_TASK_OR_ROW = "^([Tt]-|#)[0-9]+$";

        static final String OF_ENTRY = "^[Ee]-[0-9]+$";

        private static final Pattern ANY = Pattern.compile("^[PpTtEe]-[0-9]+$");

        private Keys() {}

        /** A key in upper case; any other text unchanged. */
        public static String upper(String text) {
            return ANY.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : text;
        }

        /** The description of texts that match this pattern. */
        static String example(String pattern) {
            return switch (pattern) {
                case OF_TASK -> "the key of a task, such as T-12 (find_tasks gives keys)";
                case OF_TASK_OR_ROW -> "the key of a task, such as T-12, or #1 for the first task of this call";
                case OF_ENTRY -> "the key of a time entry, such as E-12 (get_time_report gives keys)";
                case OF_ANY -> "a key, such as T-12 or P-3";
                default -> "of the form " + pattern;
            };
        }

        /** The value in upper case if its schema is that of a key. */
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
}
