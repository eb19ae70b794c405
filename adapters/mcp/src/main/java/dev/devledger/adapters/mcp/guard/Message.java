package dev.devledger.adapters.mcp.guard;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message of JSON-RPC, as far as it is looked at here.
 *
 * @param id null for a notification
 * @param method null for a response
 * @param tool the one that is called, null where none is
 * @param client the program that connects, as it names itself; null where none does
 */
record Message(
        @Nullable JsonNode id,
        @Nullable String method,
        @Nullable String tool,
        @Nullable String client) {
    private static final String ATTRIBUTE = Message.class.getName();

    /** Asks for a new session. */
    boolean isInitialize() {
        return isRequest() && "initialize".equals(method);
    }

    /** Is to be answered. */
    boolean isRequest() {
        return id != null && method != null;
    }

    boolean isResponse() {
        return method == null;
    }

    void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Null where the request has no body. */
    static @Nullable Message of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Message message ? message : null;
    }
}
