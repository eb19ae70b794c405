package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.tool.Caller;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.security.Principal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.servlet.function.ServerRequest;

/** Carries over who calls, from the HTTP request to the handlers. */
final class Callers {
    private static final String ACTOR = "actor";
    private static final String REQUEST_ID = "requestId";
    private static final int CLIENT = 200;

    private Callers() {}

    static McpTransportContext context(ServerRequest request) {
        String actor = request.principal().map(Principal::getName).orElse("");
        return McpTransportContext.create(Map.of(ACTOR, actor, REQUEST_ID, requestId()));
    }

    /** The log's own: whoever wrote it there has put it into the answer as well. */
    static String requestId() {
        String logged = MDC.get(REQUEST_ID);
        return logged == null ? UUID.randomUUID().toString() : logged;
    }

    static Caller of(McpSyncServerExchange exchange) {
        if (!(exchange.transportContext().get(ACTOR) instanceof String actor) || actor.isEmpty()) {
            throw new IllegalStateException("A call came here without anyone having checked who sent it.");
        }
        return new Caller(
                actor,
                client(exchange.getClientInfo()),
                String.valueOf(exchange.transportContext().get(REQUEST_ID)));
    }

    private static @Nullable String client(@Nullable Implementation client) {
        if (client == null) {
            return null;
        }
        String name = client.version() == null ? client.name() : client.name() + "/" + client.version();
        String printable = name.replaceAll("[^\\x20-\\x7e]", "").strip();
        String cut = printable.substring(0, Math.min(CLIENT, printable.length()));
        return cut.isEmpty() ? null : cut;
    }
}
