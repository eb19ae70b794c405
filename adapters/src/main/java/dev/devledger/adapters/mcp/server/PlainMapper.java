package dev.devledger.adapters.mcp.server;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON as the SDK's own mapper reads and writes it, but for failures: those would go to the client as they are, with the
 * names of classes in them.
 */
final class PlainMapper implements McpJsonMapper {
    private static final String UNFIT = "The params do not fit this method.";
    private static final Logger LOG = LoggerFactory.getLogger(PlainMapper.class);

    private final McpJsonMapper json;

    PlainMapper(McpJsonMapper json) {
        this.json = json;
    }

    @Override
    public <T> T convertValue(Object value, Class<T> type) {
        return fitting(() -> json.convertValue(value, type));
    }

    @Override
    public <T> T convertValue(Object value, TypeRef<T> type) {
        return fitting(() -> json.convertValue(value, type));
    }

    private static <T> T fitting(Supplier<T> converted) {
        try {
            return converted.get();
        } catch (RuntimeException unfit) {
            throw new IllegalArgumentException(UNFIT);
        }
    }

    @Override
    public String writeValueAsString(Object value) throws IOException {
        return json.writeValueAsString(plain(value));
    }

    @Override
    public byte[] writeValueAsBytes(Object value) throws IOException {
        return json.writeValueAsBytes(plain(value));
    }

    /** What nobody foresaw comes with the message of an exception. */
    private static Object plain(Object value) {
        if (!(value instanceof JSONRPCResponse response) || !isForeign(response.error())) {
            return value;
        }
        String told = String.valueOf(response.error().message());
        if (told.contains(UNFIT)) {
            return JSONRPCResponse.error(response.id(), new JSONRPCError(ErrorCodes.INVALID_PARAMS, UNFIT, null));
        }
        LOG.error("Unexpected failure of the protocol: {}", told);
        JSONRPCError error = new JSONRPCError(ErrorCodes.INTERNAL_ERROR, Failing.unexpected(), null);
        return JSONRPCResponse.error(response.id(), error);
    }

    private static boolean isForeign(@Nullable JSONRPCError error) {
        return error != null
                && error.code() == ErrorCodes.INTERNAL_ERROR
                && !String.valueOf(error.message()).equals(Failing.unexpected());
    }

    @Override
    public <T> T readValue(String content, Class<T> type) throws IOException {
        return json.readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) throws IOException {
        return json.readValue(content, type);
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) throws IOException {
        return json.readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) throws IOException {
        return json.readValue(content, type);
    }
}
