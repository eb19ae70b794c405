package dev.devledger.adapters.mcp.tool;

import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param actor {@code owner}, or the name of an access token
 * @param client the program as it names itself when it connects, such as {@code claude-code/2.1}
 * @param agent the program in its session, such as {@code claude-code#3f2a91c0}; null where there is no session
 * @param requestId the id of the HTTP request, which the log has too
 */
public record Caller(
        String actor, @Nullable String client, @Nullable String agent, String requestId) {

    /** Of a caller without a session. */
    public Caller(String actor, @Nullable String client, String requestId) {
        this(actor, client, null, requestId);
    }
}
