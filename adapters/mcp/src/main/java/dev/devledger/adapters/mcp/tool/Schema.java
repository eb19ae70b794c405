package dev.devledger.adapters.mcp.tool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A JSON Schema (2020-12), limited to the parts that tools need. The schema is immutable. Keywords and properties keep
 * their order, so that the list of tools has the same bytes at each start.
 */
public final class Schema {
    private static final Set<String> UNLISTED = Set.of("maxLength", "minItems", "minimum");

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

    /** Returns the schema of a text of at most {@code most} characters. */
    public static Schema text(int most) {
        return text().with("maxLength", most);
    }

    /** Returns the schema of a text of one to {@code most} characters. */
    public static Schema name(int most) {
        return text(most).with("minLength", 1);
    }

    /** Returns the schema of a text of {@code least} to {@code most} characters. */
    public static Schema text(int least, int most) {
        return text(most).with("minLength", least);
    }

    /** Returns the schema of a task's key, in upper or lower case. */
    public static Schema taskKey() {
        return text().with("pattern", Keys.OF_TASK);
    }

    /** Returns the schema of a task's key, or of a row such as {@code #1} for the first task of the call. */
    public static Schema taskKeyOrRow() {
        return text().with("pattern", Keys.OF_TASK_OR_ROW);
    }

    /** Returns the schema of a task's or a project's key, in upper or lower case. */
    public static Schema key() {
        return text().with("pattern", Keys.OF_ANY);
    }

    /** Returns the schema of a time entry's key, in upper or lower case. */
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

    /** Returns the schema of a number with or without a fraction. */
    public static Schema decimal() {
        return of("number");
    }

    public static Schema flag() {
        return of("boolean");
    }

    /** Returns the schema of a list of any values. */
    public static Schema list() {
        return of("array");
    }

    public static Schema list(Schema items) {
        return of("array").with("items", items.json());
    }

    /** Returns the schema of a list of at most {@code most} items. */
    public static Schema list(Schema items, int most) {
        return list(items).with("maxItems", most);
    }

    /** Returns the schema of a list of one to {@code most} items. */
    public static Schema some(Schema items, int most) {
        return list(items, most).with("minItems", 1);
    }

    /** Returns the schema of an object with any fields. */
    public static Schema object() {
        return of("object");
    }

    /** Returns the schema of an object with only these fields, all of them optional. */
    public static Schema closed(Object... namesAndSchemas) {
        return open(namesAndSchemas).with("additionalProperties", false);
    }

    /**
     * Returns the schema of an object with these fields and possibly others. The arguments alternate between names and
     * schemas.
     */
    public static Schema open(Object... namesAndSchemas) {
        return object().and(namesAndSchemas);
    }

    /** Returns the schema of an object whose fields have any name and a value of the given schema. */
    public static Schema mapOf(Schema values) {
        return object().with("additionalProperties", values.json());
    }

    public Schema requiring(String... names) {
        return with("required", List.of(names));
    }

    public Schema titled(String words) {
        return with("title", words);
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

    /** True if the schema has the field. */
    boolean has(String field) {
        return keywords.get("properties") instanceof Map<?, ?> fields && fields.containsKey(field);
    }

    /** Returns the schema as JSON, in nested maps and lists: all that is checked. */
    public Map<String, Object> json() {
        return keywords;
    }

    /**
     * Returns the schema of arguments as a list of tools shows it. Leaves out the bounds that few calls come near, and
     * the values of maps: errors tell them, and models read the list in each conversation.
     */
    public Map<String, Object> listed() {
        return listed(keywords);
    }

    private static Map<String, Object> listed(Map<?, ?> schema) {
        Map<String, Object> listed = new LinkedHashMap<>();
        schema.forEach((name, value) -> {
            String keyword = name.toString();
            if (keyword.equals("properties")) {
                Map<String, Object> fields = new LinkedHashMap<>();
                ((Map<?, ?>) value).forEach((field, of) -> fields.put(field.toString(), listed((Map<?, ?>) of)));
                listed.put(keyword, fields);
            } else if (keyword.equals("items")) {
                listed.put(keyword, listed((Map<?, ?>) value));
            } else if (!(value instanceof Map) && !UNLISTED.contains(keyword)) {
                listed.put(keyword, value);
            }
        });
        return listed;
    }

    /** Returns the schema of an answer as a list of tools shows it: only what each answer has. */
    public Map<String, Object> promised() {
        return promised(keywords);
    }

    private static Map<String, Object> promised(Map<?, ?> schema) {
        Map<String, Object> promised = new LinkedHashMap<>();
        promised.put("type", Objects.requireNonNull(schema.get("type")));
        List<?> required = schema.get("required") instanceof List<?> names ? names : List.of();
        if (schema.get("properties") instanceof Map<?, ?> fields) {
            Map<String, Object> kept = new LinkedHashMap<>();
            fields.forEach((field, of) -> {
                Map<String, Object> promise = promised((Map<?, ?>) of);
                if (required.contains(field) && promise.size() > 1) {
                    kept.put(field.toString(), promise);
                }
            });
            if (!kept.isEmpty()) {
                promised.put("properties", kept);
            }
        }
        if (schema.get("items") instanceof Map<?, ?> items && promised(items).size() > 1) {
            promised.put("items", promised(items));
        }
        if (!required.isEmpty()) {
            promised.put("required", required);
        }
        return promised;
    }

    /** Returns the schema with these fields after its own. */
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
     * The keys in arguments, such as {@code T-12}, in upper or lower case. Tools get them in upper case, so that a
     * repeat of a call with lower case is the same call.
     */
    public static final class Keys {
        static final String OF_TASK = "^[Tt]-[0-9]+$";
        static final String OF_ANY = "^[PpTt]-[0-9]+$";

        /** The pattern of a task's key, or of the number of an earlier row of the call. */
        static final String OF_TASK_OR_ROW = "^([Tt]-|#)[0-9]+$";

        static final String OF_ENTRY = "^[Ee]-[0-9]+$";

        private static final Pattern ANY = Pattern.compile("^[PpTtEe]-[0-9]+$");

        private Keys() {}

        /** Returns a key in upper case, and any other text unchanged. */
        public static String upper(String text) {
            return ANY.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : text;
        }

        /** Returns the description of texts that match the pattern. */
        static String example(String pattern) {
            return switch (pattern) {
                case OF_TASK -> "the key of a task, such as T-12 (find_tasks gives keys)";
                case OF_TASK_OR_ROW -> "the key of a task, such as T-12, or #1 for the first task of this call";
                case OF_ENTRY -> "the key of a time entry, such as E-12 (get_time_report gives keys)";
                case OF_ANY -> "a key, such as T-12 or P-3";
                default -> "of the form " + pattern;
            };
        }

        /** Returns the value in upper case if its schema is the schema of a key. */
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
