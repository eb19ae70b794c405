package dev.devledger.adapters.mcp.tool;

import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of an object that fits its schema, so that each field has the declared type. Null means that the field is
 * absent.
 */
public final class Arguments {
    private final ObjectNode object;
    private final String path;

    public Arguments(ObjectNode object) {
        this(object, "");
    }

    private Arguments(ObjectNode object, String path) {
        this.object = object;
        this.path = path;
    }

    public boolean has(String field) {
        return object.has(field);
    }

    public @Nullable String text(String field) {
        JsonNode node = object.get(field);
        return node == null ? null : node.stringValue();
    }

    public String text(String field, String otherwise) {
        String text = text(field);
        return text == null ? otherwise : text;
    }

    public String required(String field) {
        String text = text(field);
        if (text == null) {
            throw wrong(field, "is missing.");
        }
        return text;
    }

    /** Returns a number, limited to the range of an int. */
    public @Nullable Integer number(String field) {
        Long number = whole(field);
        return number == null ? null : Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public int number(String field, int otherwise) {
        Integer number = number(field);
        return number == null ? otherwise : number;
    }

    /** Returns a number like {@link #number}, limited to the range of a long. */
    public @Nullable Long whole(String field) {
        JsonNode node = object.get(field);
        return node == null ? null : whole(node);
    }

    public boolean flag(String field) {
        JsonNode node = object.get(field);
        return node != null && node.booleanValue();
    }

    public List<String> texts(String field) {
        return all(field).stream().map(JsonNode::stringValue).toList();
    }

    /** Returns the objects in a list. Each object knows its place in the call, such as {@code tasks[1]}. */
    public List<Arguments> objects(String field) {
        List<Arguments> objects = new ArrayList<>();
        for (JsonNode each : all(field)) {
            objects.add(new Arguments((ObjectNode) each, path + field + "[" + objects.size() + "]."));
        }
        return objects;
    }

    /** Returns the whole numbers in an object, such as versions by key; empty if the field is absent. */
    public Map<String, Long> numbers(String field) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        JsonNode node = object.get(field);
        if (node != null) {
            node.properties().forEach(each -> numbers.put(each.getKey(), whole(each.getValue())));
        }
        return numbers;
    }

    /** Returns the texts in an object, by field; empty if the field is absent. */
    public Map<String, String> words(String field) {
        Map<String, String> words = new LinkedHashMap<>();
        JsonNode node = object.get(field);
        if (node != null) {
            node.properties()
                    .forEach(each -> words.put(each.getKey(), each.getValue().stringValue()));
        }
        return words;
    }

    /** Returns a number limited to the range of a long, as JSON can hold larger numbers. */
    private static long whole(JsonNode number) {
        return number.canConvertToLong() ? number.longValue() : Long.MAX_VALUE;
    }

    private List<JsonNode> all(String field) {
        JsonNode node = object.get(field);
        return node == null ? List.of() : node.valueStream().toList();
    }

    /** Returns the place of a field in the call, such as {@code tasks[1].due_date}. */
    public String place(String field) {
        return path + field;
    }

    /**
     * Returns the failure for a wrong field.
     *
     * @param why the words after the field's name, such as {@code is not a date. Use 2026-03-31.}
     */
    public ToolFailure wrong(String field, String why) {
        return new ToolFailure(ToolProblem.INVALID, place(field) + " " + why);
    }

    /** Returns the object as the caller sent it. */
    public ObjectNode json() {
        return object.deepCopy();
    }
}
