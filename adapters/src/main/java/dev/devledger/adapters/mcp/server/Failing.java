package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.domain.shared.Rejection;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is not a tool has no {@code isError}: its failures are errors of the protocol, in words that tell nothing of us. */
final class Failing {
    private static final Logger LOG = LoggerFactory.getLogger(Failing.class);

    private Failing() {}

    /** @param what is asked for, as the log names it */
    static <T extends @Nullable Object> T plainly(String what, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (ToolFailure told) {
            throw error(ErrorCodes.INVALID_PARAMS, told.text());
        } catch (Rejection rejection) {
            throw error(ErrorCodes.INVALID_PARAMS, rejection.detail());
        } catch (Throwable failure) {
            LOG.error("Unexpected failure of the {}", what, failure);
            throw error(ErrorCodes.INTERNAL_ERROR, unexpected());
        }
    }

    static String unexpected() {
        return "internal: unexpected error, id " + Callers.requestId() + ".";
    }

    static McpError error(int code, String words) {
        return McpError.builder(code).message(words).build();
    }
}
