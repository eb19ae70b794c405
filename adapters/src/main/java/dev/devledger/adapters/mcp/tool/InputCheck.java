package dev.devledger.adapters.mcp.tool;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds arguments to a tool's input schema, and says in one text all that does not fit. */
final class InputCheck {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Arguments of a mebibyte can be wrong in very many places. */
    private static final int MOST = 10;

    private static final int LONGEST = 60;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
    private static final Pattern INDEX = Pattern.compile("/(\\d+)");

    private final com.networknt.schema.Schema schema;

    InputCheck(Schema input) {
        this.schema = SCHEMAS.getSchema(JSON.<JsonNode>valueToTree(input.json()));
    }

    void require(ObjectNode arguments) {
        List<Error> errors = schema.validate(exact(arguments));
        if (!errors.isEmpty()) {
            String more = errors.size() > MOST ? "; and " + (errors.size() - MOST) + " more" : "";
            throw new ToolFailure(
                    ToolProblem.INVALID,
                    errors.stream().limit(MOST).map(this::words).collect(Collectors.joining("; ")) + more + ".");
        }
    }

    /** A whole number beyond a long comes as a float, at which the validator would stumble over its bounds. */
    private static JsonNode exact(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode exact = object.objectNode();
                object.properties().forEach(field -> exact.set(field.getKey(), exact(field.getValue())));
                yield exact;
            }
            case ArrayNode array ->
                array.arrayNode()
                        .addAll(array.valueStream().map(InputCheck::exact).toList());
            default ->
                node.isFloatingPointNumber() && Double.isFinite(node.doubleValue()) && isWhole(node.doubleValue())
                        ? BigIntegerNode.valueOf(
                                BigDecimal.valueOf(node.doubleValue()).toBigInteger())
                        : node;
        };
    }

    private static boolean isWhole(double value) {
        return Math.abs(value) >= Long.MAX_VALUE && value == Math.rint(value);
    }

    private String words(Error error) {
        String place = place(error.getInstanceLocation().toString());
        return switch (error.getKeyword()) {
            case "required" -> below(place, error.getProperty()) + " is missing";
            case "additionalProperties" ->
                below(place, error.getProperty()) + " is not an argument here; allowed are " + allowed(error);
            default -> place.isEmpty() ? error.getMessage() : place + " " + error.getMessage();
        };
    }

    private static String below(String place, String field) {
        return place.isEmpty() ? shown(field) : place + "." + shown(field);
    }

    /** The name of an unknown argument may be anything. */
    private static String shown(String field) {
        String line = UNSEEN.matcher(field).replaceAll(" ");
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + "…";
    }

    /** The names beside the keyword that was broken. */
    private String allowed(Error error) {
        JsonPointer keyword = JsonPointer.compile(error.getEvaluationPath().toString());
        JsonNode properties = schema.getSchemaNode().at(keyword.head()).path("properties");
        return properties.isEmpty() ? "none" : String.join(", ", properties.propertyNames());
    }

    /** {@code /tasks/1/due_date} as {@code tasks[1].due_date}. */
    private static String place(String pointer) {
        return INDEX.matcher(pointer).replaceAll("[$1]").replaceFirst("^/", "").replace('/', '.');
    }
}
