package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.application.access.AccessRefused;
import dev.devledger.domain.shared.Rejection;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
        if (failure instanceof ToolFailure || failure instanceof Rejection || failure instanceof AccessRefused) {
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
