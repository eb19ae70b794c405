package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.guard.SessionCheck;
import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.adapters.mcp.tool.Tool.Program;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.servlet.function.ServerRequest;

/** Passes the caller from the HTTP request to the handlers. */
final class CallerContext {
    private static final String REQUEST_ID = "requestId";

    private CallerContext() {}

    static McpTransportContext context(ServerRequest request) {
        Map<String, Object> context = new HashMap<>(Map.of(REQUEST_ID, requestId()));
        for (String attribute : List.of(SessionCheck.CALLER, SessionCheck.SHOWS)) {
            Object value = request.servletRequest().getAttribute(attribute);
            if (value != null) {
                context.put(attribute, value);
            }
        }
        return McpTransportContext.create(context);
    }

    /** True if the client of the session can show pages. */
    static boolean shows(McpTransportContext context) {
        return Boolean.TRUE.equals(context.get(SessionCheck.SHOWS));
    }

    /** Returns the request id from the log's context: the filter that sets the id there also sends it in the answer. */
    static String requestId() {
        String logged = MDC.get(REQUEST_ID);
        return logged == null ? UUID.randomUUID().toString() : logged;
    }

    static Caller of(McpSyncServerExchange exchange) {
        Implementation client = exchange.getClientInfo();
        return Caller.of(
                known(exchange.transportContext()),
                client == null ? null : Program.of(client.name(), client.version()),
                String.valueOf(exchange.transportContext().get(REQUEST_ID)));
    }

    static AuthenticatedCaller known(McpTransportContext context) {
        if (context.get(SessionCheck.CALLER) instanceof AuthenticatedCaller caller) {
            return caller;
        }
        throw new IllegalStateException("A call came here without anyone having checked who sent it.");
    }

    /**
     * Turns failures outside of tools, whose answers have no {@code isError}, into protocol errors without internal
     * details.
     */
    record ProtocolErrors(ToolRegistry tools) {
        private static final Logger LOG = LoggerFactory.getLogger(ProtocolErrors.class);

        /** The code of a temporary error that is not the caller's fault, from the range that servers may define. */
        private static final int UNAVAILABLE = -32000;

        /** @param what the name of the request in the log */
        <T extends @Nullable Object> T plainly(String what, Supplier<T> answer) {
            try {
                return answer.get();
            } catch (RuntimeException failure) {
                String words = tools.words(failure, CallerContext.requestId());
                throw error(code(failure, words), words);
            } catch (Throwable failure) {
                LOG.error("Unexpected failure of the {}", what, failure);
                throw error(ErrorCodes.INTERNAL_ERROR, unexpected());
            }
        }

        private static int code(RuntimeException failure, String words) {
            if (ToolFailure.isOfCaller(failure)) {
                return ErrorCodes.INVALID_PARAMS;
            }
            return words.startsWith(ToolProblem.UNAVAILABLE.word()) ? UNAVAILABLE : ErrorCodes.INTERNAL_ERROR;
        }

        static String unexpected() {
            return "internal: unexpected error, id " + CallerContext.requestId() + ".";
        }

        static McpError error(int code, String words) {
            return McpError.builder(code).message(words).build();
        }
    }
}
