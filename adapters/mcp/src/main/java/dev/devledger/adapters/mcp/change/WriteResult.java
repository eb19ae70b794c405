package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The result of a write, as the read model shows the written items.
 *
 * @param undoable true if the caller has a use for the id of the change set
 * @param json the tool's own part of the structured answer
 * @param line builds the line of text of one item in {@code results}
 */
public record WriteResult(
        WriteResult.WriteSummary deed,
        ObjectNode json,
        Function<JsonNode, String> line,
        @Nullable String hint,
        boolean undoable) {
    private static final String NOTHING_CHANGED = "Nothing changed: everything was already as requested.";

    public WriteResult(WriteSummary deed, ObjectNode json, Function<JsonNode, String> line, @Nullable String hint) {
        this(deed, json, line, hint, true);
    }

    /** Returns the same result without an undo: the opposite call reverts the write. */
    public WriteResult notUndoable() {
        return new WriteResult(deed, json, line, hint, false);
    }

    /** Returns a result whose structured part has only items. */
    public static WriteResult of(WriteSummary deed, List<WrittenItem> items, @Nullable String hint) {
        ObjectNode json = ToolJson.object();
        ArrayNode results = json.putArray("results");
        items.forEach(each -> results.add(each.json()));
        return new WriteResult(deed, json, WrittenItem::line, hint);
    }

    /**
     * Builds the answer for the caller.
     *
     * @param changed true if the change set has events
     */
    ToolAnswer answer(UUID changeSet, boolean changed, boolean dryRun) {
        ObjectNode answer = ToolJson.object();
        if (changed && undoable && !dryRun) {
            answer.put("changeSet", changeSet.toString());
        }
        answer.setAll(json);
        if (dryRun) {
            answer.put("dryRun", true);
        }
        String hint = hint(changed);
        if (hint != null) {
            answer.put("hint", hint);
        }
        String said = said(changeSet, changed, dryRun);
        return SizeLimit.of(answer, "call get_task to read one in full", fitting -> text(said, fitting));
    }

    private @Nullable String hint(boolean changed) {
        return changed || !undoable ? hint : hint == null ? NOTHING_CHANGED : NOTHING_CHANGED + " " + hint;
    }

    private String said(UUID changeSet, boolean changed, boolean dryRun) {
        if (!undoable && !dryRun) {
            return deed.said() + ".";
        }
        if (!changed) {
            return dryRun
                    ? "Dry run, nothing was written. Nothing would change: everything is already as requested."
                    : NOTHING_CHANGED;
        }
        return dryRun
                ? "Dry run, nothing was written. It would %s %s:".formatted(deed.wished(), deed.what())
                : "%s in change set %s. To undo it: undo_changes change_sets=[\"%s\"]."
                        .formatted(deed.said(), changeSet, changeSet);
    }

    private String text(String said, ObjectNode fitting) {
        List<String> text = new ArrayList<>();
        text.add(said);
        fitting.path("results").forEach(each -> text.add(line.apply(each)));
        String hint =
                fitting.path("hint").asString("").replace(NOTHING_CHANGED, "").strip();
        if (!hint.isEmpty()) {
            text.add("Hint: " + hint);
        }
        return String.join("\n", text);
    }

    /** The words that describe a write, such as {@code created}, {@code create}, {@code 2 tasks}. */
    public record WriteSummary(String done, String wished, String what) {

        /** Returns a count with its noun, as in {@code 1 task}, {@code 2 tasks}. */
        public static String count(int number, String thing) {
            return number + " " + thing + (number == 1 ? "" : "s");
        }

        String said() {
            return Character.toUpperCase(done.charAt(0)) + done.substring(1) + " " + what;
        }
    }
}
