package dev.devledger.adapters.mcp.tool;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a call is answered with, twice: some clients show the model only the one, some only the other, so each is
 * complete on its own.
 *
 * @param structured fits the tool's output schema, and has no null in it
 * @param text compact lines, not the JSON again
 */
public record ToolAnswer(ObjectNode structured, String text) {

    /** As it is kept for a repeat of the call. */
    public String kept() {
        return ToolJson.text(this);
    }

    /** What {@link #kept} has kept. */
    public static ToolAnswer ofKept(String kept) {
        ObjectNode both = ToolJson.read(kept);
        return new ToolAnswer(
                (ObjectNode) both.path("structured"), both.path("text").stringValue());
    }

    /** The same, told to be what an earlier call was answered. */
    public ToolAnswer replayed() {
        return new ToolAnswer(
                structured.deepCopy().put("replayed", true),
                "Replayed: this is the answer to the first call with this idempotency_key. Nothing was done"
                        + " again.\n" + text);
    }
}
