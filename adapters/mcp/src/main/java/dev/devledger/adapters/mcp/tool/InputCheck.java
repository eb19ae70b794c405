package dev.devledger.adapters.mcp.tool;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.devledger.adapters.mcp.tool.Schema.Keys;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Checks arguments against a tool's input schema. Reports all errors in one text. */
final class InputCheck {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The most errors in one report, as arguments of a mebibyte can have errors in very many places. */
    private static final int MOST = 10;

    private final com.networknt.schema.Schema schema;
    private final SchemaErrors words;

    InputCheck(Schema input) {
        JsonNode json = JSON.valueToTree(input.json());
        this.schema = SCHEMAS.getSchema(json);
        this.words = new SchemaErrors(json);
    }

    /**
     * Returns the arguments in the form that tools need: without nulls, with the types of the schema, and with keys in
     * upper case, as callers may write keys in any case.
     */
    ObjectNode checked(ObjectNode arguments) {
        JsonNode taken = changed(arguments, schema.getSchemaNode(), Coercion::of);
        List<Error> errors = schema.validate(taken);
        if (!errors.isEmpty()) {
            String more = errors.size() > MOST ? "; and " + (errors.size() - MOST) + " more" : "";
            throw new ToolFailure(
                    ToolProblem.INVALID,
                    errors.stream().limit(MOST).map(words::of).collect(Collectors.joining("; ")) + more + ".");
        }
        return (ObjectNode) changed(taken, schema.getSchemaNode(), Keys::upper);
    }

    /**
     * Returns a copy of the tree without null fields of the schema.
     *
     * @param change receives each value and the value's schema, before the value's children
     */
    private static JsonNode changed(JsonNode given, JsonNode schema, BinaryOperator<JsonNode> change) {
        return switch (change.apply(given, schema)) {
            case ObjectNode object -> {
                ObjectNode copy = object.objectNode();
                JsonNode fields = schema.path("properties");
                JsonNode others = schema.path("additionalProperties");
                object.properties().forEach(field -> {
                    String name = field.getKey();
                    boolean known = fields.has(name);
                    if (!known || !field.getValue().isNull()) {
                        copy.set(name, changed(field.getValue(), known ? fields.path(name) : others, change));
                    }
                });
                yield copy;
            }
            case ArrayNode array ->
                array.arrayNode()
                        .addAll(array.valueStream()
                                .map(each -> changed(each, schema.path("items"), change))
                                .toList());
            case JsonNode value -> value;
        };
    }

    /**
     * Converts values to the type of the schema. Some clients write lists, numbers and other types as texts, or one
     * value instead of a list of one, and their users cannot change that. Values that are ambiguous or already fit stay
     * unchanged.
     */
    static final class Coercion {
        private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(64)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        /** The texts that are not one value: several values in one text, a truncated list, or an empty value. */
        private static final Pattern NOT_ONE = Pattern.compile("(?is)|\\s*[\\[{\"'].*|.*[,;\\v].*|null|none|undefined");

        private Coercion() {}

        static JsonNode of(JsonNode value, JsonNode schema) {
            String type = schema.path("type").asString("");
            if (type.equals("array")) {
                return list(value, schema.path("items"));
            }
            if (fits(value, type)) {
                return value.isFloatingPointNumber() ? exact(value) : value;
            }
            JsonNode only = value.isArray() && value.size() == 1 ? of(value.path(0), schema) : value;
            JsonNode read = type.equals("string") ? text(only, schema) : read(only, type);
            return fits(read, type) ? read : value;
        }

        private static JsonNode list(JsonNode value, JsonNode items) {
            String type = items.path("type").asString("");
            JsonNode list = read(value, "array");
            if (!list.isArray()) {
                JsonNode one = of(value, items);
                boolean isOne = fits(one, type)
                        && !(one.isString()
                                && NOT_ONE.matcher(one.stringValue().strip()).matches());
                return isOne ? JsonNodeFactory.instance.arrayNode().add(one) : value;
            }
            JsonNode within = list.size() == 1 ? read(list.path(0), "array") : list;
            return within.isArray() && !fits(list.path(0), type) ? within : list;
        }

        /**
         * Converts a whole number to a text, such as the position in {@code as_of}. Does not convert it for a name,
         * which is never a number.
         */
        private static JsonNode text(JsonNode value, JsonNode schema) {
            return value.isIntegralNumber() && !schema.has("minLength") ? StringNode.valueOf(value.asString()) : value;
        }

        /** Returns the value that is written in a text, if the value has the type. */
        private static JsonNode read(JsonNode value, String type) {
            if (!value.isString()) {
                return value;
            }
            String text = value.stringValue().strip();
            try {
                JsonNode read = JSON.readTree(type.equals("boolean") ? text.toLowerCase(Locale.ROOT) : text);
                return fits(read, type) ? read : value;
            } catch (JacksonException unreadable) {
                return value;
            }
        }

        private static boolean fits(JsonNode value, String type) {
            return switch (type) {
                case "array" -> value.isArray();
                case "object" -> value.isObject();
                case "boolean" -> value.isBoolean();
                case "integer" -> value.isIntegralNumber() || (value.isNumber() && isWhole(value.doubleValue()));
                case "number" -> value.isNumber() && Double.isFinite(value.doubleValue());
                case "string" -> value.isString();
                default -> true;
            };
        }

        private static boolean isWhole(double value) {
            return Double.isFinite(value) && value == Math.rint(value);
        }

        /**
         * Converts a whole number beyond the range of a long, which is parsed as a float: the validator would fail on
         * its bounds.
         */
        private static JsonNode exact(JsonNode value) {
            double number = value.doubleValue();
            return Math.abs(number) >= Long.MAX_VALUE && isWhole(number)
                    ? BigIntegerNode.valueOf(BigDecimal.valueOf(number).toBigInteger())
                    : value;
        }
    }

    /** Describes an error: the place of the argument, the given value and the allowed values. */
    record SchemaErrors(JsonNode schema) {
        private static final int LONGEST = 60;
        private static final Pattern INDEX = Pattern.compile("/(\\d+)");

        /** Returns a description such as {@code status "done" is not one of open, completed, abandoned}. */
        String of(Error error) {
            String place = place(error.getInstanceLocation().toString());
            JsonPointer keyword = JsonPointer.compile(error.getEvaluationPath().toString());
            JsonNode limit = schema.at(keyword);
            JsonNode given = error.getInstanceNode();
            return switch (error.getKeyword()) {
                case "required" -> below(place, error.getProperty()) + " is missing";
                case "additionalProperties" ->
                    below(place, error.getProperty()) + unknown(keyword, error.getProperty());
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

        /** Lists the allowed names, which are beside the violated keyword in the schema. */
        private String unknown(JsonPointer keyword, String field) {
            JsonNode properties = schema.at(keyword.head()).path("properties");
            if (field.equals("fields") && properties.has("title")) { // get_task shows a task's fields under this name
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

        /** Returns the length of a text in code points, as the schema counts length. */
        private static int length(JsonNode text) {
            String value = text.stringValue();
            return value.codePointCount(0, value.length());
        }

        /** Quotes the name of an unknown argument, which may be any text. */
        private static String below(String place, String field) {
            String name = Quoted.cut(Quoted.line(field), LONGEST);
            return place.isEmpty() ? name : place + "." + name;
        }

        /** Converts {@code /tasks/1/due_date} to {@code tasks[1].due_date}. */
        private static String place(String pointer) {
            return INDEX.matcher(pointer)
                    .replaceAll("[$1]")
                    .replaceFirst("^/", "")
                    .replace('/', '.');
        }
    }
}
