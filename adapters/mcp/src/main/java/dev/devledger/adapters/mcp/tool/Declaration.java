package dev.devledger.adapters.mcp.tool;

import dev.devledger.domain.access.Scope;

/**
 * What a client is told of a tool.
 *
 * @param name snake_case, for ever: agents' permissions name it
 * @param title for people
 * @param description for a model, at most 2,048 characters, as some clients cut there
 * @param scope what a token needs for it
 * @param input of the arguments; unknown ones are refused
 * @param output what of {@code structuredContent} a client may rely on
 */
public record Declaration(
        String name,
        String title,
        String description,
        Toolset toolset,
        Hints hints,
        Scope scope,
        Schema input,
        Schema output) {}
