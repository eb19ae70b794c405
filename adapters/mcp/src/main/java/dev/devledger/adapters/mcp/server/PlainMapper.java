package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.server.CallerContext.ProtocolErrors;
import dev.devledger.adapters.mcp.tool.Quoted;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps JSON with the SDK's own mapper, and rewrites failures: the SDK would send class names, and would not list the
 * tools.
 */
final class PlainMapper implements McpJsonMapper {
    private static final String UNFIT = "The params are not valid for this method.";
    private static final Logger LOG = LoggerFactory.getLogger(PlainMapper.class);

    /** The SDK's message for an unknown tool; the error's data has the tool's name after it. */
    private static final String UNKNOWN_TOOL = "Tool not found: ";

    private final McpJsonMapper json;
    private final List<String> tools;

    /** @param tools the names of the offered tools */
    PlainMapper(McpJsonMapper json, List<String> tools) {
        this.json = json;
        this.tools = List.copyOf(tools);
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

    private Object plain(Object value) {
        if (!(value instanceof JSONRPCResponse response) || response.error() == null) {
            return value;
        }
        if (response.error().data() instanceof String data && data.startsWith(UNKNOWN_TOOL)) {
            return JSONRPCResponse.error(response.id(), unknownTool(data.substring(UNKNOWN_TOOL.length())));
        }
        return isForeign(response.error()) ? internal(response) : response;
    }

    private JSONRPCError unknownTool(String name) {
        String words = "There is no tool " + Quoted.sent(name) + ". The tools are " + String.join(", ", tools) + ".";
        return new JSONRPCError(ErrorCodes.INVALID_PARAMS, words, null);
    }

    /** Replaces unexpected failures, as the SDK would send the exception's message. */
    private static JSONRPCResponse internal(JSONRPCResponse response) {
        String message = String.valueOf(response.error().message());
        if (message.contains(UNFIT)) {
            return JSONRPCResponse.error(response.id(), new JSONRPCError(ErrorCodes.INVALID_PARAMS, UNFIT, null));
        }
        LOG.error("Unexpected failure of the protocol: {}", message);
        JSONRPCError error = new JSONRPCError(ErrorCodes.INTERNAL_ERROR, ProtocolErrors.unexpected(), null);
        return JSONRPCResponse.error(response.id(), error);
    }

    private static boolean isForeign(JSONRPCError error) {
        return error.code() == ErrorCodes.INTERNAL_ERROR
                && !String.valueOf(error.message()).equals(ProtocolErrors.unexpected());
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
