package dev.devledger.adapters.mcp.tool;

import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps an answer within the size that a model can read. Cuts the texts and lists within the items, but never removes
 * items, as a cursor would then skip the removed items.
 */
public final class SizeLimit {
    /**
     * The most bytes of an answer, as clients accept at most some 25,000 tokens. Counts bytes, as a character of
     * several bytes is one or two tokens.
     */
    public static final int MOST = 60_000;

    /** The limits for texts and lists, from the largest. The first step that makes the answer fit is used. */
    private static final List<SizeLimit> STEPS = List.of(
            new SizeLimit(50_000, 200),
            new SizeLimit(25_000, 200),
            new SizeLimit(10_000, 200),
            new SizeLimit(4_000, 100),
            new SizeLimit(2_000, 50),
            new SizeLimit(1_000, 30),
            new SizeLimit(500, 10),
            new SizeLimit(200, 5),
            new SizeLimit(80, 3),
            new SizeLimit(30, 1),
            new SizeLimit(30, 1, 10));

    private static final Set<String> TEXTS = Set.of(
            ("title name description note statusReason tags repositoryUrl summary reason actor agent client tool "
                            + "requestId text message error from to base local remote handOver")
                    .split(" "));

    private static final Set<String> LISTS = Set.of(
            "tags", "checklist", "changes", "conflicts", "choices", "nextTasks", "recentChanges", "changedSince");

    private final int text;
    private final int list;
    private final int results;

    private SizeLimit(int text, int list) {
        this(text, list, Integer.MAX_VALUE);
    }

    /** Limits the number of results only in the last steps, as the keys of written items are in no other answer. */
    private SizeLimit(int text, int list, int results) {
        this.text = text;
        this.list = list;
        this.results = results;
    }

    /**
     * @param rest the way to get the parts that were cut
     * @param lines builds the text of a structured answer
     */
    public static ToolAnswer of(ObjectNode answer, String rest, Function<ObjectNode, String> lines) {
        String whole = lines.apply(answer);
        if (fits(answer, whole)) {
            return new ToolAnswer(answer, whole);
        }
        for (SizeLimit step : STEPS) {
            ToolAnswer cut = step.cut(answer, rest, lines);
            if (fits(cut.structured(), cut.text())) {
                return cut;
            }
        }
        throw new IllegalStateException("An answer of " + size(whole) + " bytes has too little in it that can be cut");
    }

    private static boolean fits(ObjectNode answer, String lines) {
        return size(lines) <= MOST && size(ToolJson.text(answer)) <= MOST;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private ToolAnswer cut(ObjectNode answer, String rest, Function<ObjectNode, String> lines) {
        ObjectNode cut = object(answer, false);
        hint(cut, "Texts over %d characters and lists over %d items were cut: %s.".formatted(text, list, rest));
        return new ToolAnswer(cut, lines.apply(cut));
    }

    /** Adds a hint after the existing hints. */
    public static void hint(ObjectNode answer, String hint) {
        String before = answer.path("hint").asString("");
        answer.put("hint", before.isEmpty() ? hint : before + " " + hint);
    }

    private ObjectNode object(ObjectNode object, boolean inText) {
        ObjectNode cut = ToolJson.object();
        object.properties().forEach(each -> {
            String name = each.getKey();
            JsonNode value = each.getValue();
            boolean within = inText || TEXTS.contains(name);
            int most = most(name, within);
            boolean more = value.isArray() && value.size() > most;
            cut.set(name, more ? value(first(value, most), within) : value(value, within));
            if (more) {
                cut.put(name + "More", value.size() - most);
            }
        });
        return cut;
    }

    private int most(String name, boolean inText) {
        return inText || LISTS.contains(name) ? list : name.equals("results") ? results : Integer.MAX_VALUE;
    }

    private static ArrayNode first(JsonNode array, int most) {
        ArrayNode first = ToolJson.object().putArray("first");
        array.valueStream().limit(most).forEach(first::add);
        return first;
    }

    private JsonNode value(JsonNode value, boolean inText) {
        if (value instanceof ObjectNode object) {
            return object(object, inText);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode cut = ToolJson.object().putArray("cut");
            array.forEach(each -> cut.add(value(each, inText)));
            return cut;
        }
        return inText && value.isString() ? ToolJson.object().stringNode(text(value.stringValue())) : value;
    }

    /** Cuts a text, but not within a character. */
    private String text(String whole) {
        if (whole.length() <= text) {
            return whole;
        }
        String start = Quoted.start(whole, text);
        return start + "… (" + (whole.length() - start.length()) + " more characters)";
    }

    /** Builds the last lines of a text: the fields of a structured answer other than its items. */
    public static final class Footer {
        private Footer() {}

        public static String end(StringBuilder text, JsonNode answer) {
            for (String field : new String[] {"nextCursor", "hint"}) {
                String value = answer.path(field).asString("");
                if (!value.isEmpty()) {
                    text.append(field).append(": ").append(Quoted.line(value)).append('\n');
                }
            }
            return text.toString().stripTrailing();
        }
    }
}
