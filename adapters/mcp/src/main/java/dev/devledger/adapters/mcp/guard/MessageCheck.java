package dev.devledger.adapters.mcp.guard;

import dev.devledger.adapters.mcp.guard.GuardAnswer.GuardRefusal;
import dev.devledger.adapters.mcp.tool.Tool.Program;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads the body after the authentication, and passes on only messages of the protocol. */
public final class MessageCheck extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(checked(request), response);
    }

    private static HttpServletRequest checked(HttpServletRequest request) {
        if (request.getMethod().equals("POST")) {
            return message(request);
        }
        if (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            throw new GuardRefusal(413, GuardRefusal.TRANSPORT, "Only POST takes a body here.");
        }
        return request;
    }

    private static HttpServletRequest message(HttpServletRequest request) {
        if (!isJson(Objects.toString(request.getContentType(), ""))) {
            throw new GuardRefusal(
                            415, GuardRefusal.TRANSPORT, "The body's content type must be application/json, in UTF-8.")
                    .with("Accept-Post", MediaType.APPLICATION_JSON_VALUE);
        }
        CachedBodyRequest body = CachedBodyRequest.of(request);
        JsonNode tree = MessageReader.tree(body.bytes());
        GuardAnswer.of(request).isAbout(MessageReader.id(tree));
        MessageReader.message(tree).attachTo(request);
        return body;
    }

    private static boolean isJson(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /**
     * Reads a message before the SDK does. Both must read the same, so ambiguous input is refused: a field that occurs
     * twice in an object, or bytes that are not UTF-8.
     */
    static final class MessageReader {
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
                throw GuardRefusal.notReadable("The body is nested deeper than " + DEPTH
                        + " levels, or has a name or number that is too long.");
            } catch (JacksonException notJson) {
                throw GuardRefusal.notReadable("The body is not JSON, or an object has a field twice.");
            }
        }

        /** Returns the id of the message; null if the message has no id that an answer could have. */
        static @Nullable JsonNode id(JsonNode tree) {
            JsonNode id = tree.get("id");
            return id != null && (id.isString() || id.isIntegralNumber()) ? id : null;
        }

        static Message message(JsonNode tree) {
            if (tree.isArray()) {
                throw GuardRefusal.invalid(
                        "The body is an array. Batches are not supported: send one message at a time.");
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
            return opening(tree.path("params"), new Message(id, method.stringValue(), tree.path("params")));
        }

        private static Message response(JsonNode tree, @Nullable JsonNode id) {
            if (id == null || tree.has("result") == tree.has("error")) {
                throw GuardRefusal.invalid("The message needs a method, or an id with either a result or an error.");
            }
            return new Message(id, null, MissingNode.getInstance());
        }

        /** Checks the params of initialize, whose errors the transport would not report well. */
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

    /**
     * A JSON-RPC message of either era: a modern one says the protocol's version and its program itself, and a legacy one
     * belongs to a session.
     *
     * @param id the message id; null for a notification
     * @param method the method; null for a response
     * @param params the params; missing if the message has none
     */
    public record Message(@Nullable JsonNode id, @Nullable String method, JsonNode params) {
        private static final String ATTRIBUTE = Message.class.getName();

        /** The prefix of the protocol's own fields in {@code _meta}. */
        public static final String META = "io.modelcontextprotocol/";

        /** True if the message claims a version of the protocol, even one that no server knows. */
        public boolean isModern() {
            return params.path("_meta").has(META + "protocolVersion");
        }

        /** Returns a field of the protocol in {@code _meta}, such as {@code clientInfo}; missing if there is none. */
        public JsonNode meta(String field) {
            return params.path("_meta").path(META + field);
        }

        /** Returns the called tool; null if the message calls no tool. */
        @Nullable
        String tool() {
            JsonNode name = params.path("name");
            return "tools/call".equals(method) && name.isString() ? name.stringValue() : null;
        }

        /** Returns the program that sends the message or opens a session; null if it gives no name. */
        public @Nullable Program program() {
            JsonNode client = isModern() ? meta("clientInfo") : params.path("clientInfo");
            return Program.of(
                    client.path("name").stringValue(null),
                    client.path("version").stringValue(null));
        }

        /** True if the message opens a session for a program that can show pages. */
        boolean showsPages() {
            return params.path("capabilities").path("extensions").has(META + "ui");
        }

        /** Returns the program and its version; null if the program gives no name. */
        @Nullable
        String client() {
            Program program = program();
            return program == null ? null : program.client();
        }

        /** True if the message opens a new session. */
        boolean isInitialize() {
            return isRequest() && !isModern() && "initialize".equals(method);
        }

        /** True if the message needs an answer. */
        public boolean isRequest() {
            return id != null && method != null;
        }

        boolean isResponse() {
            return method == null;
        }

        void attachTo(ServletRequest request) {
            request.setAttribute(ATTRIBUTE, this);
        }

        /** Returns the message of a request; null if the request has no body. */
        public static @Nullable Message of(ServletRequest request) {
            return request.getAttribute(ATTRIBUTE) instanceof Message message ? message : null;
        }
    }

    /** A request whose body was already read and can be read again. */
    static final class CachedBodyRequest extends HttpServletRequestWrapper {
        static final int MOST = 1024 * 1024;

        private final byte[] bytes;

        private CachedBodyRequest(HttpServletRequest request, byte[] bytes) {
            super(request);
            this.bytes = bytes;
        }

        static CachedBodyRequest of(HttpServletRequest request) {
            if (request.getContentLengthLong() > MOST) {
                throw tooLarge();
            }
            byte[] bytes;
            try {
                bytes = request.getInputStream().readNBytes(MOST + 1);
            } catch (IOException brokenOff) {
                throw GuardRefusal.notReadable("The body is not complete, or is not valid HTTP.");
            }
            if (bytes.length > MOST) {
                throw tooLarge();
            }
            return new CachedBodyRequest(request, bytes);
        }

        private static GuardRefusal tooLarge() {
            return new GuardRefusal(
                    413, GuardRefusal.TRANSPORT, "The body is too large; at most " + MOST + " bytes are allowed.");
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream left = new ByteArrayInputStream(bytes);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return left.read();
                }

                @Override
                public int read(byte[] into, int from, int most) {
                    return left.read(into, from, most);
                }

                @Override
                public boolean isFinished() {
                    return left.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("It is all there; nobody has to listen.");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
