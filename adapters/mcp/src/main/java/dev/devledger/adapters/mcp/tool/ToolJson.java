package dev.devledger.adapters.mcp.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.devledger.adapters.format.ContractJson;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes the JSON of answers, with the words and the form of moments of docs/contract.md, sections 3 and 4.
 * Leaves out nulls, which an output schema of strings would not allow.
 */
public final class ToolJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    all -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .addModule(ContractJson.module())
            .build();

    private ToolJson() {}

    /** Returns a record or map as an object, without null components. */
    public static ObjectNode object(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ObjectNode read(String json) {
        return (ObjectNode) MAPPER.readTree(json);
    }

    /** Parses any JSON. */
    public static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    /** Returns any JSON as a plain value: a text, number, list or map. Empty for null and for invalid JSON. */
    public static Optional<Object> plain(String json) {
        try {
            return Optional.ofNullable(MAPPER.readValue(json, Object.class));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static String word(Enum<?> value) {
        return ContractJson.word(value);
    }
}
