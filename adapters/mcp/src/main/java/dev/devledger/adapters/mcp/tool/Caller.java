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

    private static final int LONGEST = 200;

    /** As a program names itself: what can be printed of that; null where that is nothing. */
    public static @Nullable String client(String name, @Nullable String version) {
        String printable = (version == null ? name : name + "/" + version)
                .replaceAll("[^\\x20-\\x7e]", "")
                .strip();
        String cut = printable.substring(0, Math.min(LONGEST, printable.length()));
        return cut.isEmpty() ? null : cut;
    }

    /** Of a caller without a session. */
    public Caller(KnownCaller known, @Nullable String client, String requestId) {
        this(known, client, null, requestId);
    }

    /** {@code owner}, or the name of an access token. */
    public String actor() {
        return known.actor();
    }
}
