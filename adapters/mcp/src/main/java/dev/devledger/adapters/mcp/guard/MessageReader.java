package dev.devledger.adapters.mcp.guard;

import dev.devledger.adapters.mcp.tool.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a message before the SDK does. Both must see the same one, so what two readers could read in two ways is not
 * taken: a name that an object has twice, bytes that are not UTF-8.
 */
final class MessageReader {
    private static final int DEPTH = 64;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private MessageReader() {}

    static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
            if (tree == null || tree.isMissingNode()) {
                throw GuardRefusal.notReadable("The body is empty.");
            }
            return tree;
        } catch (CharacterCodingException notUtf8) {
            throw GuardRefusal.notReadable("The body is not UTF-8.");
        } catch (StreamConstraintsException tooMuch) {
            throw GuardRefusal.notReadable(
                    "The body is nested deeper than " + DEPTH + " levels, or has a name or number that is too long.");
        } catch (JacksonException notJson) {
            throw GuardRefusal.notReadable("The body is not JSON, or an object has a field twice.");
        }
    }

    /** Null where there is none that an answer could carry. */
    static @Nullable JsonNode id(JsonNode tree) {
        JsonNode id = tree.get("id");
        return id != null && (id.isString() || id.isIntegralNumber()) ? id : null;
    }

    static Message message(JsonNode tree) {
        if (tree.isArray()) {
            throw GuardRefusal.invalid("The body is an array. Batches are not supported: send one message at a time.");
        }
        if (!tree.isObject() || !tree.path("jsonrpc").asString("").equals("2.0")) {
            throw GuardRefusal.invalid("The message needs \"jsonrpc\": \"2.0\".");
        }
        JsonNode id = id(tree);
        if (tree.has("id") && id == null) {
            throw GuardRefusal.invalid("The message's id must be a string or an integer.");
        }
        JsonNode method = tree.get("method");
        if (method == null) {
            return response(tree, id);
        }
        if (!method.isString()) {
            throw GuardRefusal.invalid("The message's method must be a string.");
        }
        if (tree.has("params") && !tree.path("params").isObject()) {
            throw GuardRefusal.invalid("The message's params must be an object.");
        }
        return opening(
                tree.path("params"),
                new Message(
                        id,
                        method.stringValue(),
                        tool(tree.path("params"), method.stringValue()),
                        client(tree.path("params").path("clientInfo"))));
    }

    private static Message response(JsonNode tree, @Nullable JsonNode id) {
        if (id == null || tree.has("result") == tree.has("error")) {
            throw GuardRefusal.invalid("The message needs a method, or an id with either a result or an error.");
        }
        return new Message(id, null, null, null);
    }

    private static @Nullable String tool(JsonNode params, String method) {
        JsonNode name = params.path("name");
        return method.equals("tools/call") && name.isString() ? name.stringValue() : null;
    }

    private static @Nullable String client(JsonNode client) {
        return client.path("name").isString()
                ? Caller.client(
                        client.path("name").stringValue(),
                        client.path("version").isString()
                                ? client.path("version").stringValue()
                                : null)
                : null;
    }

    /** What the transport would not forgive is said here. */
    private static Message opening(JsonNode params, Message message) {
        JsonNode client = params.path("clientInfo");
        boolean complete = params.path("protocolVersion").isString()
                && params.path("capabilities").isObject()
                && client.path("name").isString()
                && client.path("version").isString();
        if (message.isInitialize() && !complete) {
            throw new GuardRefusal(
                    400,
                    GuardRefusal.INVALID_PARAMS,
                    "initialize needs the params protocolVersion, capabilities, and clientInfo with name and version.");
        }
        return message;
    }
}
