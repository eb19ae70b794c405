package dev.devledger.adapters.mcp.tool;

import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param actor {@code owner}, or the name of an access token
 * @param client the program as it names itself when it connects, such as {@code claude-code/2.1}
 * @param requestId the id of the HTTP request, which the log has too
 */
public record Caller(String actor, @Nullable String client, String requestId) {}
