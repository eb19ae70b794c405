package dev.devledger.adapters.mcp.tool;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * Values of a type that the schema does not name, in the type that it names. Some clients write lists, numbers and the like
 * as texts, or one value for a list of one, and their people cannot make them do anything else. What may mean two things stays
 * as it is, and so does what fits.
 */
final class Coercion {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Several texts in one, a list that is cut, or none at all. */
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

    /** A whole number, such as the position in {@code as_of}; what something is called is never empty, and no number. */
    private static JsonNode text(JsonNode value, JsonNode schema) {
        return value.isIntegralNumber() && !schema.has("minLength") ? StringNode.valueOf(value.asString()) : value;
    }

    /** What a text has in it, where that is of the type. */
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

    /** A whole number beyond a long comes as a float, at which the validator would stumble over its bounds. */
    private static JsonNode exact(JsonNode value) {
        double number = value.doubleValue();
        return Math.abs(number) >= Long.MAX_VALUE && isWhole(number)
                ? BigIntegerNode.valueOf(BigDecimal.valueOf(number).toBigInteger())
                : value;
    }
}
