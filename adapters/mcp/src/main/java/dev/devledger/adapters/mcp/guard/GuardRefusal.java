package dev.devledger.adapters.mcp.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Thrown to end a request with an error of JSON-RPC that says what is allowed. */
final class GuardRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL = -32603;

    /** The code of an error in the HTTP request around a message. */
    static final int TRANSPORT = -32000;

    static final int NO_SESSION = -32001;

    private final int status;
    private final int code;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    GuardRefusal(int status, int code, String words) {
        super(words, null, false, false);
        this.status = status;
        this.code = code;
    }

    GuardRefusal with(String header, String value) {
        headers.put(header, value);
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
    byte[] json(JsonNode id) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", words());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("jsonrpc", "2.0");
        body.put("id", id);
        body.put("error", error);
        return JSON.writeValueAsBytes(body);
    }
}
