package dev.devledger.adapters.rest.http;

import dev.devledger.application.ledger.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request to change something: who sent it, under which conditions, and what it says. */
public final class WriteRequest {
    public static final int MOST = 1024 * 1024;

    private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_JSON);
    private static final List<MediaType> PATCH =
            List.of(MediaType.valueOf("application/merge-patch+json"), MediaType.APPLICATION_JSON);

    private final HttpServletRequest request;
    private final byte[] sent;
    private final IfMatch ifMatch;
    private final @Nullable IdempotencyKey idempotencyKey;
    private final @Nullable String agent;

    private WriteRequest(
            HttpServletRequest request,
            byte[] sent,
            IfMatch ifMatch,
            @Nullable IdempotencyKey idempotencyKey,
            @Nullable String agent) {
        this.request = request;
        this.sent = sent;
        this.ifMatch = ifMatch;
        this.idempotencyKey = idempotencyKey;
        this.agent = agent;
    }

    static WriteRequest of(HttpServletRequest request) {
        if (request.getContentLengthLong() > MOST) {
            throw tooLarge();
        }
        byte[] sent = read(request);
        if (sent.length > MOST) {
            throw tooLarge();
        }
        IfMatch ifMatch = IfMatch.parse(Collections.list(request.getHeaders("If-Match")));
        MessageDigest digest = RequestKey.digest(request);
        digest.update(sent);
        return new WriteRequest(request, sent, ifMatch, RequestKey.of(request, digest), null);
    }

    private static byte[] read(HttpServletRequest request) {
        try {
            return request.getInputStream().readNBytes(MOST + 1);
        } catch (IOException brokenOff) {
            throw new ProblemException(
                    new Problem(ProblemCode.UNREADABLE, "The body is incomplete, or is not valid HTTP."));
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(
                new Problem(ProblemCode.TOO_LARGE, "The body is too large; at most " + MOST + " bytes are allowed."));
    }

    public RequestCaller caller() {
        return RequestCaller.of(request).as(agent);
    }

    /** What claims know the caller by: the actor, unless the request says which of those that share it. */
    public String agent() {
        return agent == null ? caller().actor() : agent;
    }

    /** The same, of one of those that share the actor. */
    public WriteRequest by(@Nullable String said) {
        return new WriteRequest(request, sent, ifMatch, idempotencyKey, said);
    }

    /** {@code current} is the version that the entity has now, null where there is none. */
    @Nullable
    public Long expectedVersion(Supplier<@Nullable Long> current) {
        return ifMatch.expected(current);
    }

    /** For what has no version. */
    public void requireNoVersion() {
        ifMatch.requireNone();
    }

    @Nullable
    IdempotencyKey idempotencyKey() {
        return idempotencyKey;
    }

    public JsonFields body() {
        return new JsonFields(object(JSON));
    }

    public JsonFields patch() {
        return new JsonFields(object(PATCH));
    }

    /** No body is the same as an empty object. */
    public JsonFields optionalBody() {
        return sent.length == 0 ? new JsonFields(JsonNodeFactory.instance.objectNode()) : body();
    }

    /** For a body whose fields are somebody else's business. */
    public String json() {
        return Json.text(object(request.getMethod().equals("PATCH") ? PATCH : JSON));
    }

    /** As {@link #json}; no body is the same as an empty object. */
    public String optionalJson() {
        return sent.length == 0 ? "{}" : json();
    }

    private ObjectNode object(List<MediaType> allowed) {
        requireType(allowed);
        if (sent.length == 0) {
            throw new ProblemException(
                    new Problem(ProblemCode.UNREADABLE, "The body is missing; a JSON object is expected."));
        }
        JsonNode body = Json.read(sent);
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw new ProblemException(new Problem(ProblemCode.UNREADABLE, "The body is not a JSON object."));
    }

    private void requireType(List<MediaType> allowed) {
        if (sent.length > 0 && allowed.stream().noneMatch(type -> type.isCompatibleWith(contentType()))) {
            String types = String.join(
                    " or ", allowed.stream().map(MediaType::toString).toList());
            Problem problem = new Problem(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "This path does not take the body's content type; allowed are " + types + ".");
            throw new ProblemException(
                    problem.with(request.getMethod().equals("PATCH") ? "Accept-Patch" : "Accept-Post", types));
        }
    }

    private @Nullable MediaType contentType() {
        try {
            String type = request.getContentType();
            return type == null ? null : MediaType.parseMediaType(type);
        } catch (InvalidMediaTypeException unreadable) {
            return null;
        }
    }
}
