package dev.devledger.adapters.signin.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What a token has to say of itself, once it is known that its issuer has signed it.
 *
 * @param issuer null where the keys alone say whose it is
 * @param audiences for one of which it has to be
 */
public record ClaimRules(@Nullable String issuer, List<String> audiences) {
    /** By so much the issuer's clock may differ from ours. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    /** Access tokens have these; a token for logging out, or a proof of possession, is none. */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    /** What is wrong, in words for whoever brings it; they repeat nothing of the token. */
    public Optional<String> wrong(Jwt token, Instant now) {
        Object type = token.getHeaders().get("typ");
        if (type != null && !TYPES.contains(type.toString().toLowerCase(java.util.Locale.ROOT))) {
            return Optional.of("The token is no access token.");
        }
        if (issuer != null && !issuer.equals(token.getClaimAsString("iss"))) {
            return Optional.of("The token is of another issuer.");
        }
        if (token.getSubject() == null || token.getSubject().isBlank()) {
            return Optional.of("The token does not say whose it is: it needs sub.");
        }
        return isForUs(token) ? times(token, now) : Optional.of("The token is for another audience.");
    }

    private boolean isForUs(Jwt token) {
        List<String> named = token.getAudience();
        return named != null && named.stream().anyMatch(audiences::contains);
    }

    private static Optional<String> times(Jwt token, Instant now) {
        Instant end = token.getExpiresAt();
        if (end == null) {
            return Optional.of("The token does not say when it expires.");
        }
        if (!now.isBefore(end.plus(SKEW))) {
            return Optional.of("The token has expired.");
        }
        return isAfter(token.getNotBefore(), now) || isAfter(token.getIssuedAt(), now)
                ? Optional.of("The token is not valid yet.")
                : Optional.empty();
    }

    private static boolean isAfter(@Nullable Instant begin, Instant now) {
        return begin != null && begin.isAfter(now.plus(SKEW));
    }
}
