package dev.devledger.adapters.mcp.tool;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Checks arguments against a tool's input schema, and says in one text all that is wrong. */
final class InputCheck {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Arguments of a mebibyte can be wrong in very many places. */
    private static final int MOST = 10;

    private final com.networknt.schema.Schema schema;
    private final SchemaErrors words;

    InputCheck(Schema input) {
        JsonNode json = JSON.valueToTree(input.json());
        this.schema = SCHEMAS.getSchema(json);
        this.words = new SchemaErrors(json);
    }

    /**
     * Returns the arguments as tools take them: keys as the ledger writes them, since they are taken in any case, and texts
     * that were sent as whole numbers, such as the position in {@code as_of}, as texts.
     */
    ObjectNode checked(ObjectNode arguments) {
        JsonNode taken = Leaves.changed(arguments, schema.getSchemaNode(), InputCheck::exact);
        List<Error> errors = schema.validate(taken);
        if (!errors.isEmpty()) {
            String more = errors.size() > MOST ? "; and " + (errors.size() - MOST) + " more" : "";
            throw new ToolFailure(
                    ToolProblem.INVALID,
                    errors.stream().limit(MOST).map(words::of).collect(Collectors.joining("; ")) + more + ".");
        }
        return (ObjectNode) Leaves.changed(taken, schema.getSchemaNode(), Keys::upper);
    }

    /** A whole number beyond a long comes as a float, at which the validator would stumble over its bounds. */
    private static JsonNode exact(JsonNode value, JsonNode schema) {
        if (value.isIntegralNumber() && isLenient(schema)) {
            return StringNode.valueOf(value.asString());
        }
        return value.isFloatingPointNumber() && Double.isFinite(value.doubleValue()) && isWhole(value.doubleValue())
                ? BigIntegerNode.valueOf(BigDecimal.valueOf(value.doubleValue()).toBigInteger())
                : value;
    }

    /** What something is called cannot be empty, and a number as a title is a mistake, as it is over REST. */
    private static boolean isLenient(JsonNode schema) {
        return schema.path("type").asString("").equals("string") && !schema.has("minLength");
    }

    private static boolean isWhole(double value) {
        return Math.abs(value) >= Long.MAX_VALUE && value == Math.rint(value);
    }
}
