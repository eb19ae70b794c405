package dev.devledger.adapters.mcp.modern;

import dev.devledger.adapters.mcp.guard.GuardAnswer.GuardRefusal;
import dev.devledger.adapters.mcp.guard.MessageCheck.Message;
import dev.devledger.adapters.mcp.guard.SessionCheck;
import dev.devledger.adapters.mcp.tool.Quoted;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/**
 * The version, the capabilities and the headers of a modern request. The headers repeat the body, so that a proxy can
 * route without reading the body; a request in which they differ is refused.
 */
final class Envelope {
    static final List<String> VERSIONS = List.of(SessionCheck.MODERN);

    /** The methods whose name header repeats a param, with the param. */
    private static final Map<String, String> NAMED =
            Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

    /** A header value that the header could not have as it is. */
    private static final Pattern ENCODED = Pattern.compile("=\\?base64\\?(.*)\\?=");

    private Envelope() {}

    /** Checks what stands around the params. A wrong version comes first, as nothing else can be judged then. */
    static void check(Message message, HttpServletRequest request) {
        JsonNode version = message.meta("protocolVersion");
        if (!version.isString()) {
            throw invalid("protocolVersion must be a string");
        }
        same(request, SessionCheck.VERSION, version.stringValue());
        if (!VERSIONS.contains(version.stringValue())) {
            throw new GuardRefusal(
                            400,
                            GuardRefusal.UNSUPPORTED_VERSION,
                            "The protocol version " + Quoted.sent(version.stringValue())
                                    + " is not supported. Supported is " + String.join(", ", VERSIONS) + ".")
                    .with(Map.of("supported", VERSIONS, "requested", version.stringValue()));
        }
        String method = Objects.requireNonNull(message.method());
        same(request, "Mcp-Method", method);
        String named = NAMED.get(method);
        if (named != null && message.params().path(named).isString()) {
            same(request, "Mcp-Name", message.params().path(named).stringValue());
        }
        if (message.isRequest() && !message.meta("clientCapabilities").isObject()) {
            throw invalid("clientCapabilities must be an object, which may be empty");
        }
        if (!takes(request, MediaType.APPLICATION_JSON) && !takesStream(request)) {
            throw new GuardRefusal(
                    406,
                    GuardRefusal.INVALID_REQUEST,
                    "The Accept header does not allow the form of the answer. Send Accept: application/json,"
                            + " text/event-stream.");
        }
    }

    private static GuardRefusal invalid(String why) {
        return new GuardRefusal(400, GuardRefusal.INVALID_PARAMS, "params._meta." + Message.META + why + ".");
    }

    private static void same(HttpServletRequest request, String header, String body) {
        String given = decoded(request.getHeader(header));
        if (!body.equals(given)) {
            throw new GuardRefusal(
                    400,
                    GuardRefusal.HEADER_MISMATCH,
                    "The header " + header + (given == null ? " is missing or broken" : " is " + Quoted.sent(given))
                            + ", and the body says " + Quoted.sent(body) + ". Both must be the same.");
        }
    }

    /** Returns the value; null if there is none, or if its encoding is broken. */
    private static @Nullable String decoded(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Matcher encoded = ENCODED.matcher(header.strip());
        if (!encoded.matches()) {
            return header.strip();
        }
        try {
            return new String(Base64.getDecoder().decode(encoded.group(1)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }

    /** True if the client takes a stream of events; a client that says nothing takes everything. */
    static boolean takesStream(HttpServletRequest request) {
        return takes(request, MediaType.TEXT_EVENT_STREAM);
    }

    private static boolean takes(HttpServletRequest request, MediaType type) {
        try {
            List<MediaType> accepted =
                    MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
            return accepted.isEmpty()
                    || accepted.stream().anyMatch(each -> each.includes(type) && each.getQualityValue() > 0);
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
