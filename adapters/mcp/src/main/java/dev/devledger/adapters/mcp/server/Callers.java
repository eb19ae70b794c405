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
    private static final int NAME = 100;

    /** So many characters of its id are random enough to tell a session from any other that is open. */
    private static final int SESSION = 8;

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
                agent(exchange),
                String.valueOf(exchange.transportContext().get(REQUEST_ID)));
    }

    private static @Nullable String client(@Nullable Implementation client) {
        if (client == null) {
            return null;
        }
        String name = client.version() == null ? client.name() : client.name() + "/" + client.version();
        String cut = printable(name, CLIENT);
        return cut.isEmpty() ? null : cut;
    }

    /** Several agents may be the same program with the same token. */
    private static String agent(McpSyncServerExchange exchange) {
        Implementation client = exchange.getClientInfo();
        String name = client == null ? "" : printable(client.name(), NAME);
        String session = exchange.sessionId();
        return (name.isEmpty() ? "mcp" : name)
                + (session == null ? "" : "#" + session.substring(0, Math.min(SESSION, session.length())));
    }

    private static String printable(String text, int most) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "").strip();
        return printable.substring(0, Math.min(most, printable.length()));
    }
}
