package dev.devledger.adapters.sandbox.ticktick.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;

/** What a client posted to the token page: a form and never JSON, and no secrets in the address. */
record TokenForm(ServerRequest request) {
    private static final String BASIC = "Basic ";

    /** Who asks. A client of PKCE has no secret. */
    record Credentials(String id, Optional<String> secret) {}

    static TokenForm of(ServerRequest request) {
        MediaType type = request.headers().contentType().orElse(null);
        if (!MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type))
            throw OAuthRefusal.of("invalid_request", "Send application/x-www-form-urlencoded");
        if (request.servletRequest().getQueryString() != null)
            throw OAuthRefusal.of("invalid_request", "Send everything in the body");
        return new TokenForm(request);
    }

    Optional<String> field(String name) {
        return request.param(name).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return field(name).orElseThrow(() -> OAuthRefusal.of("invalid_request", name + " is missing"));
    }

    Credentials credentials() {
        String header = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
        if (header == null)
            return new Credentials(
                    field("client_id").orElseThrow(() -> OAuthRefusal.client("client_id is missing")),
                    field("client_secret"));
        String decoded = decoded(header);
        int colon = decoded.indexOf(':');
        if (colon <= 0) throw OAuthRefusal.client("The Authorization header is not Basic with id and secret");
        return new Credentials(decoded.substring(0, colon), Optional.of(decoded.substring(colon + 1)));
    }

    private static String decoded(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) return "";
        try {
            String sent = header.substring(BASIC.length()).strip();
            return new String(Base64.getDecoder().decode(sent), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException garbled) {
            return "";
        }
    }
}
