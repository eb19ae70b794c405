package dev.devledger.adapters.mcp.guard;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * The answer to one request. Every error is sent as an error of JSON-RPC: after an error, the output of other code,
 * such as the transport's exceptions with their stack traces, is dropped.
 */
public final class GuardAnswer extends HttpServletResponseWrapper {
    private static final String ATTRIBUTE = GuardAnswer.class.getName();
    private static final String REQUEST_ID = "X-Request-Id";

    private JsonNode id = NullNode.getInstance();
    private @Nullable GuardRefusal refusal;
    private boolean asked;
    private boolean left;

    /** True if the request is meant for the era that has closed the range of codes for servers. */
    private boolean modern;

    GuardAnswer(HttpServletResponse response) {
        super(response);
        super.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        super.setHeader("X-Accel-Buffering", "no");
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
        modern = SessionCheck.MODERN.equals(request.getHeader(SessionCheck.VERSION));
    }

    /** Returns the answer to a request that has passed {@link ProtocolFilter}. */
    static GuardAnswer of(ServletRequest request) {
        return (GuardAnswer) Objects.requireNonNull(request.getAttribute(ATTRIBUTE));
    }

    /** Sets the id of the message that later refusals answer. */
    void isAbout(@Nullable JsonNode message) {
        id = message == null ? NullNode.getInstance() : message;
    }

    void refuse(GuardRefusal reason) {
        super.setStatus(reason.status());
        refusal = reason;
    }

    /** True if no code has begun an answer or has prepared to write one. */
    boolean isSilent() {
        return !asked && !isCommitted() && refusal == null && getStatus() == SC_OK;
    }

    /**
     * Sends a refusal, if any. Runs after all other code; for a stream it runs before the end of the stream, which may
     * still fail.
     */
    void leave() throws IOException {
        left = true;
        write();
    }

    private void write() throws IOException {
        GuardRefusal shown = refusal;
        if (shown == null || isCommitted()) {
            return;
        }
        byte[] bytes = (modern ? shown.inOpenRange() : shown).json(id);
        shown.headers().forEach(super::setHeader);
        super.setContentType(MediaType.APPLICATION_JSON_VALUE);
        super.setContentLength(bytes.length);
        super.getOutputStream().write(bytes);
        super.flushBuffer();
    }

    @Override
    public void setStatus(int status) {
        super.setStatus(status);
        refusal = status < SC_BAD_REQUEST ? null : GuardRefusal.of(status, String.valueOf(getHeader(REQUEST_ID)));
    }

    @Override
    public void sendError(int status) {
        setStatus(status);
    }

    @Override
    public void sendError(int status, String words) {
        setStatus(status);
    }

    /** Ignores Cache-Control, which is already set to no-store. */
    @Override
    public void setHeader(String name, String value) {
        if (!HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return isForOthers() ? super.getOutputStream() : new DiscardedBody();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return isForOthers() ? super.getWriter() : new PrintWriter(Writer.nullWriter());
    }

    private boolean isForOthers() throws IOException {
        asked |= refusal == null;
        if (refusal != null && left) {
            write();
        }
        return refusal == null;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (refusal == null) {
            super.flushBuffer();
        } else if (left) {
            write();
        }
    }

    /** Drops all output. */
    static final class DiscardedBody extends ServletOutputStream {
        private final OutputStream nowhere = OutputStream.nullOutputStream();

        @Override
        public void write(int one) throws IOException {
            nowhere.write(one);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("It takes everything at once; nobody has to listen.");
        }
    }

    /** Thrown to end a request with an error of JSON-RPC that says what is allowed. */
    public static final class GuardRefusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private static final JsonMapper JSON = JsonMapper.builder().build();

        static final int PARSE_ERROR = -32700;
        public static final int INVALID_REQUEST = -32600;
        public static final int NO_METHOD = -32601;
        public static final int INVALID_PARAMS = -32602;
        public static final int INTERNAL = -32603;

        /** The header of a modern request and its body differ. */
        public static final int HEADER_MISMATCH = -32020;

        /** A modern request needs what its client does not offer. */
        public static final int MISSING_CAPABILITY = -32021;

        public static final int UNSUPPORTED_VERSION = -32022;

        /** The code of an error in the HTTP request around a message. */
        static final int TRANSPORT = -32000;

        static final int NO_SESSION = -32001;

        private final int status;
        private final int code;
        private final transient Map<String, String> headers = new LinkedHashMap<>();
        private transient @Nullable Map<String, ?> data;

        public GuardRefusal(int status, int code, String words) {
            super(words, null, false, false);
            this.status = status;
            this.code = code;
        }

        public GuardRefusal with(String header, String value) {
            headers.put(header, value);
            return this;
        }

        /** @param details the values in the message for programs */
        public GuardRefusal with(Map<String, ?> details) {
            data = details;
            return this;
        }

        static GuardRefusal notReadable(String why) {
            return new GuardRefusal(400, PARSE_ERROR, why + " Send one JSON-RPC 2.0 message as JSON in UTF-8.");
        }

        static GuardRefusal invalid(String why) {
            return new GuardRefusal(400, INVALID_REQUEST, why);
        }

        /**
         * Returns the error for an unknown, an ended and another caller's session: always the same, so that no caller
         * learns of other sessions.
         */
        static GuardRefusal noSession() {
            return new GuardRefusal(
                    404,
                    NO_SESSION,
                    "There is no such session: it has ended, it was idle for 30 minutes or had to give way to a new one, or"
                            + " the server was restarted. Send initialize without Mcp-Session-Id to open a new one.");
        }

        static GuardRefusal closing() {
            return new GuardRefusal(503, TRANSPORT, "The server is shutting down. Try again once it is back.")
                    .with(HttpHeaders.RETRY_AFTER, "5");
        }

        /** Returns the refusal that replaces an answer of other code, whose text is for other readers or names classes. */
        static GuardRefusal of(int status, String requestId) {
            return switch (status) {
                case 401 ->
                    new GuardRefusal(
                            401,
                            TRANSPORT,
                            "A valid token is needed with each request: Authorization: Bearer <token>. An access token may"
                                    + " have expired or been revoked; the owner token is in the file owner.token of the data"
                                    + " folder, which the last lines of the server's start name.");
                case 403 -> new GuardRefusal(403, TRANSPORT, "This token may not do that.");
                case 404 -> noSession();
                case 429 ->
                    new GuardRefusal(
                            429,
                            TRANSPORT,
                            "Too many requests: of this token (devledger.limits), or with wrong tokens from this address."
                                    + " The header Retry-After has the seconds to wait before the next one.");
                case 503 -> closing();
                default ->
                    status < 500
                            ? new GuardRefusal(status, INVALID_REQUEST, "The request is not valid in the protocol.")
                            : new GuardRefusal(status, INTERNAL, "internal: unexpected error, id " + requestId + ".");
            };
        }

        /** Returns the refusal with a code of JSON-RPC in place of a code from the range that servers could define. */
        private GuardRefusal inOpenRange() {
            if (code != TRANSPORT && code != NO_SESSION) {
                return this;
            }
            GuardRefusal open = new GuardRefusal(status, status < 500 ? INVALID_REQUEST : INTERNAL, words());
            open.headers.putAll(headers);
            return open;
        }

        int status() {
            return status;
        }

        Map<String, String> headers() {
            return headers;
        }

        String words() {
            return String.valueOf(getMessage());
        }

        /** Returns the error as the answer to the message with the id. */
        public byte[] json(JsonNode id) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", code);
            error.put("message", words());
            if (data != null) {
                error.put("data", data);
            }
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("jsonrpc", "2.0");
            body.put("id", id);
            body.put("error", error);
            return JSON.writeValueAsBytes(body);
        }
    }
}
