package dev.devledger.adapters.mcp.tool;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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
     * Returns the arguments as tools take them: without those that are null, in the types of the schema, and keys as the
     * ledger writes them, since they are taken in any case.
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
     * A copy of the tree without those fields of the schema that are null. {@code change} is given each value and its schema,
     * before what is in it.
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
}
