package dev.devledger.adapters.mcp.tool;

import com.networknt.schema.Error;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Says what is wrong with an argument: its place, what was given, what is allowed. */
record SchemaErrors(JsonNode schema) {
    private static final int LONGEST = 60;
    private static final Pattern INDEX = Pattern.compile("/(\\d+)");

    /** Such as {@code status "done" is not one of open, completed, abandoned}. */
    String of(Error error) {
        String place = place(error.getInstanceLocation().toString());
        JsonPointer keyword = JsonPointer.compile(error.getEvaluationPath().toString());
        JsonNode limit = schema.at(keyword);
        JsonNode given = error.getInstanceNode();
        return switch (error.getKeyword()) {
            case "required" -> below(place, error.getProperty()) + " is missing";
            case "additionalProperties" -> below(place, error.getProperty()) + unknown(keyword, error.getProperty());
            case "enum" -> place + " " + shown(given) + " is not one of " + words(limit);
            case "type" -> place + " must be " + kind(limit.asString("")) + ", not " + shown(given);
            case "pattern" -> place + " " + shown(given) + " is not " + Keys.example(limit.asString(""));
            case "maxLength" ->
                place + " has %d characters; at most %s are allowed".formatted(length(given), limit.asString());
            case "maxItems" ->
                place + " has %d items; at most %s are allowed".formatted(given.size(), limit.asString());
            case "minLength" -> place + tooShort(length(given), limit.asString());
            case "minItems" -> place + " is empty; give at least " + limit.asString();
            case "maximum" -> place + " is " + shown(given) + "; at most " + limit.asString() + " is allowed";
            case "minimum" -> place + " is " + shown(given) + "; at least " + limit.asString() + " is allowed";
            default -> place + " " + error.getMessage();
        };
    }

    /** The names beside the keyword that was broken are those that there are. */
    private String unknown(JsonPointer keyword, String field) {
        JsonNode properties = schema.at(keyword.head()).path("properties");
        if (field.equals("fields") && properties.has("title")) { // what get_task shows of a task
            return " are the services' own; only they can change them";
        }
        return " is not an argument; "
                + (properties.isEmpty()
                        ? "this tool takes none"
                        : "allowed are " + String.join(", ", properties.propertyNames()));
    }

    private static String words(JsonNode allowed) {
        return allowed.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private static String kind(String type) {
        return switch (type) {
            case "array" -> "a list";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number (integer)";
            case "number" -> "a number";
            case "object" -> "an object";
            default -> "text";
        };
    }

    private static String shown(JsonNode given) {
        return switch (given.getNodeType()) {
            case STRING -> Quoted.sent(given.stringValue());
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            default -> Quoted.cut(given.toString(), LONGEST);
        };
    }

    private static String tooShort(int length, String least) {
        return length == 0
                ? " is empty; give at least " + least
                : " has %d characters; at least %s are needed".formatted(length, least);
    }

    /** As the schema counts them. */
    private static int length(JsonNode text) {
        String value = text.stringValue();
        return value.codePointCount(0, value.length());
    }

    /** The name of an unknown argument may be anything. */
    private static String below(String place, String field) {
        String name = Quoted.cut(Quoted.line(field), LONGEST);
        return place.isEmpty() ? name : place + "." + name;
    }

    /** {@code /tasks/1/due_date} as {@code tasks[1].due_date}. */
    private static String place(String pointer) {
        return INDEX.matcher(pointer).replaceAll("[$1]").replaceFirst("^/", "").replace('/', '.');
    }
}
