package dev.devledger.adapters.mcp.tool;

/**
 * What a client is told of a tool.
 *
 * @param name snake_case, for ever: agents' permissions name it
 * @param title for people
 * @param description for a model, at most 2,048 characters, as some clients cut there
 * @param input of the arguments; unknown ones are refused
 * @param output what of {@code structuredContent} a client may rely on
 */
public record Declaration(
        String name, String title, String description, Toolset toolset, Hints hints, Schema input, Schema output) {}
