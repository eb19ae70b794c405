package dev.devledger.adapters.mcp.tool;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a call is answered with, twice: some clients show the model only the one, some only the other, so each is
 * complete on its own.
 *
 * @param structured fits the tool's output schema, and has no null in it
 * @param text compact lines, not the JSON again
 */
public record ToolAnswer(ObjectNode structured, String text) {}
