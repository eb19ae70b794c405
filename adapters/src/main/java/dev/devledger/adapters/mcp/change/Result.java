package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.ToolJson;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a write came to, as the read model has it now.
 *
 * @param json the tool's own part of the structured answer
 * @param line the same for people, of one item of its {@code results}
 */
public record Result(
        WriteSummary deed,
        ObjectNode json,
        Function<JsonNode, String> line,
        @Nullable String hint) {

    /** One that has items and no more. */
    public static Result of(WriteSummary deed, List<WrittenItem> items, @Nullable String hint) {
        ObjectNode json = ToolJson.object();
        ArrayNode results = json.putArray("results");
        items.forEach(each -> results.add(each.json()));
        return new Result(deed, json, WrittenItem::line, hint);
    }
}
