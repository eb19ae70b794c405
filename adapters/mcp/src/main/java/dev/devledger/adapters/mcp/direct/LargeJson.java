package dev.devledger.adapters.mcp.direct;

import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cuts JSON of a service to a size that a model can read, as a service's texts and lists may have any length. */
public final class LargeJson {
    /** The most bytes of an answer, which must not fill a model's context. */
    private static final int MOST = 50_000;

    /** The bytes of an object above which its texts are cut. */
    private static final int MUCH = 10_000;

    private static final int TEXT = 2_000;

    private LargeJson() {}

    /** Puts as many items as fit into the answer. Returns the number of items that do not fit. */
    public static int put(
            ObjectNode answer, String name, JsonNode items, List<String> lines, Function<JsonNode, String> line) {
        ArrayNode some = answer.putArray(name);
        int size = 0;
        for (JsonNode whole : items) {
            JsonNode item = cut(whole);
            size += size(item);
            if (size > MOST && !some.isEmpty()) {
                return items.size() - some.size();
            }
            some.add(item);
            lines.add(line.apply(item));
        }
        return 0;
    }

    private static int size(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Cuts every text of an object that is too large, and notes in each text how much was cut. */
    public static JsonNode cut(JsonNode whole) {
        if (size(whole) <= MUCH || !(whole instanceof ObjectNode object)) {
            return whole;
        }
        ObjectNode cut = object.deepCopy();
        object.properties().forEach(field -> {
            String text = field.getValue().asString("");
            if (text.length() > TEXT) {
                int end = Character.isHighSurrogate(text.charAt(TEXT - 1)) ? TEXT - 1 : TEXT;
                cut.put(field.getKey(), text.substring(0, end) + "… (" + (text.length() - end) + " more characters)");
            } else if (size(field.getValue()) > MUCH) {
                cut.remove(field.getKey());
                cut.put(field.getKey() + "More", field.getValue().size());
            }
        });
        return cut;
    }

    public static ToolAnswer withHint(ObjectNode answer, List<String> lines, String hint, String none) {
        if (!hint.isEmpty()) {
            answer.put("hint", hint);
            lines.add(hint);
        }
        return new ToolAnswer(answer, lines.isEmpty() ? none : String.join("\n", lines));
    }

    /** Returns a text on one line, so that a text that people wrote cannot look like a line of the answer. */
    public static String word(JsonNode node, String field) {
        return node.path(field).asString("").replaceAll("\\s+", " ").strip();
    }

    /** Answers with one object and the object's line. */
    public static ToolAnswer one(String name, JsonNode object, Function<JsonNode, String> line, String then) {
        ObjectNode answer = ToolJson.object();
        answer.set(name, cut(object));
        return new ToolAnswer(answer, line.apply(object) + then);
    }
}
