package dev.devledger.adapters.rest.http;

import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request to change data: the caller, the conditions and the body. */
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

    /**
     * Returns the name of the caller in claims: the agent that the request names, as several agents may share an actor;
     * otherwise the actor.
     */
    public String agent() {
        return agent == null ? caller().actor() : agent;
    }

    /** Returns the agent that the request names; null for the caller itself. */
    public @Nullable String namedAgent() {
        return agent;
    }

    /** Returns the same request as sent by an agent, as several agents may share an actor. */
    public WriteRequest by(@Nullable String said) {
        return new WriteRequest(request, sent, ifMatch, idempotencyKey, said);
    }

    /**
     * Returns the expected version.
     *
     * @param current returns the entity's version; null if the entity does not exist
     */
    @Nullable
    public Long expectedVersion(Supplier<@Nullable Long> current) {
        return ifMatch.expected(current);
    }

    /** Refuses If-Match for a resource without a version. */
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

    /** Reads the body. A missing body counts as an empty object. */
    public JsonFields optionalBody() {
        return sent.length == 0 ? new JsonFields(JsonNodeFactory.instance.objectNode()) : body();
    }

    /** Returns the body as text, for other code to read its fields. */
    public String json() {
        return Json.text(object(request.getMethod().equals("PATCH") ? PATCH : JSON));
    }

    /** Returns the body like {@link #json}. A missing body counts as an empty object. */
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

    /**
     * The sender of the request, with its channel and client.
     *
     * @param agent the agent, if the request names one, as several agents may share an actor
     */
    public record RequestCaller(
            String actor,
            String channel,
            @Nullable String client,
            String requestId,
            @Nullable String agent) {

        /**
         * The request attribute with the caller's channel, such as {@code rest} or {@code web}. The security filters
         * set it.
         */
        static final String CHANNEL = "devledger.channel";

        /** The request attribute with the caller, a {@link AuthenticatedCaller}. It is set together with the channel. */
        static final String CALLER = "devledger.caller";

        private static final int CLIENT = 200;

        public static RequestCaller of(HttpServletRequest request) {
            Object channel = request.getAttribute(CHANNEL);
            return new RequestCaller(
                    known(request).actor(),
                    channel instanceof String known ? known : "rest",
                    client(request.getHeader("User-Agent")),
                    RequestId.of(request),
                    null);
        }

        /** Returns the sender of the request, with the sender's rights. */
        public static AuthenticatedCaller known(HttpServletRequest request) {
            if (request.getAttribute(CALLER) instanceof AuthenticatedCaller caller) {
                return caller;
            }
            throw new IllegalStateException("A request came here without anyone having checked who sent it.");
        }

        private static @Nullable String client(@Nullable String userAgent) {
            if (userAgent == null) {
                return null;
            }
            String printable = userAgent.replaceAll("[^\\x20-\\x7e]", "").strip();
            String cut = printable.substring(0, Math.min(CLIENT, printable.length()));
            return cut.isEmpty() ? null : cut;
        }

        /** Returns the same sender as an agent, as several agents may share an actor. */
        public RequestCaller as(@Nullable String said) {
            return new RequestCaller(actor, channel, client, requestId, said);
        }

        public Provenance because(@Nullable String reason) {
            return new Provenance(actor, channel, client, null, requestId, requestId, reason, agent);
        }
    }

    /** Reads the key with which a write may be sent again, and builds the digest that identifies an equal write. */
    public static final class RequestKey {
        private RequestKey() {}

        /**
         * Returns the key; null if the request has none.
         *
         * @param digest the digest, which already contains the whole body
         */
        public static @Nullable IdempotencyKey of(HttpServletRequest request, MessageDigest digest) {
            String key = sane(request);
            if (key == null) {
                return null;
            }
            String route =
                    request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            String hash = HexFormat.of().formatHex(digest.digest());
            return new IdempotencyKey(RequestCaller.known(request).id() + " " + route, key, hash);
        }

        public static @Nullable String sane(HttpServletRequest request) {
            String key = request.getHeader("Idempotency-Key");
            if (key != null && !key.matches("[\\x21-\\x7e]{1,64}")) {
                throw Rejection.invalid("Idempotency-Key", "must be 1 to 64 visible ASCII characters without spaces");
            }
            return key;
        }

        /**
         * Starts the digest with everything that precedes the body, except If-Match: a repeat gets the first answer,
         * even if the version has changed.
         */
        public static MessageDigest digest(HttpServletRequest request) {
            MessageDigest digest = Sha256.digest();
            String query = request.getQueryString();
            for (String part : List.of(request.getMethod(), request.getRequestURI(), query == null ? "" : query)) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            return digest;
        }
    }

    /**
     * The condition of a write (RFC 9110, section 13.1.1): the entity has one of the named versions. A weak tag never
     * matches, as the comparison is strong.
     */
    public static final class IfMatch {
        private static final IfMatch ABSENT = new IfMatch(null);
        /** Matches only directly after a tag: otherwise blanks without a comma would take quadratic time. */
        private static final Pattern COMMAS = Pattern.compile("(?<![\\s,])[\\s,]*,[\\s,]*");

        private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

        private final @Nullable List<Long> versions;

        private IfMatch(@Nullable List<Long> versions) {
            this.versions = versions;
        }

        public static IfMatch parse(List<String> headers) {
            String text = String.join(",", headers).strip();
            if (headers.isEmpty() || text.equals("*")) {
                return ABSENT;
            }
            List<ETag> tags = ETag.parse(text);
            if (tags.isEmpty() || !isAllOf(text, tags)) {
                throw new ProblemException(new Problem(
                        ProblemCode.UNREADABLE,
                        "If-Match is not readable; send the ETag of the last answer, with its quotes: \"7\"."));
            }
            return new IfMatch(tags.stream()
                    .filter(tag -> !tag.weak() && VERSION.matcher(tag.tag()).matches())
                    .map(tag -> Long.valueOf(tag.tag()))
                    .toList());
        }

        /** Checks that every part is a tag: Spring skips any other text, and so would read another condition. */
        private static boolean isAllOf(String text, List<ETag> tags) {
            String read = tags.stream().map(tag -> tag.formattedTag() + ",").collect(Collectors.joining());
            return read.equals(COMMAS.matcher(text + ",").replaceAll(",").replaceFirst("^,", ""));
        }

        /**
         * Returns the required version; null if any version is allowed.
         *
         * @param current returns the current version; called only if If-Match names several versions
         */
        @Nullable
        Long expected(Supplier<@Nullable Long> current) {
            if (versions == null) {
                return null;
            }
            if (versions.size() == 1) {
                return versions.getFirst();
            }
            Long now = current.get();
            if (now == null || versions.contains(now)) {
                return now;
            }
            throw stale(
                    "The current version is " + now + ", which If-Match does not name. Read it again, then send your"
                            + " change with the current ETag.");
        }

        /** Refuses If-Match for a resource without a version, which no tag can match. */
        public void requireNone() {
            if (versions != null) {
                throw stale("This resource has no version, so If-Match can never match. Leave If-Match out.");
            }
        }

        private static Rejection stale(String detail) {
            return Rejection.of(Rejection.Code.STALE, detail);
        }
    }
}
