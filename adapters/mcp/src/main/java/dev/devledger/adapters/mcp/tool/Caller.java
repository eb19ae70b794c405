package dev.devledger.adapters.mcp.tool;

import dev.devledger.application.access.KnownCaller;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param known who that is, and what they may do
 * @param client the program as it names itself when it connects, such as {@code claude-code/2.1}
 * @param agent the program in its session, such as {@code claude-code#3f2a91c0}; null where there is no session
 * @param requestId the id of the HTTP request, which the log has too
 */
public record Caller(
        KnownCaller known,
        @Nullable String client,
        @Nullable String agent,
        String requestId) {

    /** Of a caller without a session. */
    public Caller(KnownCaller known, @Nullable String client, String requestId) {
        this(known, client, null, requestId);
    }

    /** {@code owner}, or the name of an access token. */
    public String actor() {
        return known.actor();
    }
}
