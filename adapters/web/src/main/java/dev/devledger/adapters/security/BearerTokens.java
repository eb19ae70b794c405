package dev.devledger.adapters.security;

import dev.devledger.application.access.KnownCaller;
import dev.devledger.application.access.TokenCheck;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of tokens that open something here. */
record BearerTokens(List<TokenCheck> checks) {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]+) *");

    BearerTokens {
        checks = List.copyOf(checks);
    }

    /** Who sent the request; empty where its token is none of ours. */
    Optional<KnownCaller> caller(HttpServletRequest request) {
        String token = token(request.getHeader("Authorization"));
        return token == null ? Optional.empty() : caller(token);
    }

    private Optional<KnownCaller> caller(String token) {
        for (TokenCheck each : checks) {
            Optional<KnownCaller> known = each.caller(token);
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }

    static @Nullable String token(@Nullable String header) {
        Matcher bearer = BEARER.matcher(header == null ? "" : header);
        return bearer.matches() ? bearer.group(1) : null;
    }
}
