package dev.devledger.adapters.mcp.tool;

/** A call that fits the tool's input schema. */
public record ToolCall(String tool, Caller caller, Arguments arguments, ProgressListener progress) {}
