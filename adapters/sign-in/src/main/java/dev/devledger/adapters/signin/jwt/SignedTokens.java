package dev.devledger.adapters.signin.jwt;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.devledger.application.access.TokenCheck.TokenRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Verifies the signatures of tokens by the given keys and algorithms; the claims are checked elsewhere. */
public final class SignedTokens {
    private static final Logger LOG = LoggerFactory.getLogger(SignedTokens.class);

    /**
     * The form of a token. Tokens without a signature match, too, so that the refusal says that the signature is
     * missing.
     */
    private static final Pattern FORM = Pattern.compile("ey[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");

    /** The longest accepted token, longer than any issuer's, and as long as a header can be. */
    private static final int LONGEST = 8 * 1024;

    private final NimbusJwtDecoder decoder;

    public SignedTokens(JWKSource<SecurityContext> keys, Set<String> algorithms) {
        this.decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithms(allowed -> algorithms.forEach(
                        each -> allowed.add(Objects.requireNonNull(SignatureAlgorithm.from(each), each))))
                .build();
        decoder.setJwtValidator(token -> OAuth2TokenValidatorResult.success());
    }

    /**
     * Reads a token; empty if the text does not have the form of one.
     *
     * @throws TokenRefused if the signature is not valid, or cannot be verified
     */
    public Optional<Jwt> read(String token) {
        if (!FORM.matcher(token).matches()) {
            return Optional.empty();
        }
        if (token.length() > LONGEST) {
            throw TokenRefused.invalid("The token is longer than " + LONGEST / 1024 + " KiB.");
        }
        try {
            return Optional.of(decoder.decode(token));
        } catch (BadJwtException bad) {
            throw TokenRefused.invalid("The token is not signed by its issuer in a way that is accepted here.");
        } catch (JwtException unknown) {
            LOG.debug("The keys for a token could not be had", unknown);
            throw TokenRefused.unknown(
                    "The issuer of the token cannot be asked for its keys right now. Nothing was done. Try again.");
        }
    }

    /**
     * The claims that a token must have besides a valid signature.
     *
     * @param issuer the issuer that the token must name; null if its signature is enough
     * @param audiences the accepted audiences; the token must have one of them
     */
    public record ClaimRules(@Nullable String issuer, List<String> audiences) {
        /** The accepted difference between the issuer's clock and this server's. */
        private static final Duration SKEW = Duration.ofSeconds(60);

        /** The types of access tokens; tokens for logging out, or proofs of possession, are of other types. */
        private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

        /**
         * Returns what is wrong with the claims, for the caller; the text does not quote the token. Empty if nothing
         * is.
         */
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

    /**
     * Reads the scopes of a token from {@code scope}, a text with spaces, or else from {@code scp}, which is a list
     * with some issuers.
     */
    public static final class ClaimedScopes {
        private ClaimedScopes() {}

        /** @param prefix the prefix of scopes for Devledger; it is removed, and other scopes are left out */
        public static Set<String> of(Jwt token, String prefix) {
            Stream<String> all = token.hasClaim("scope") ? words(claim(token, "scope")) : words(claim(token, "scp"));
            return all.filter(word -> word.startsWith(prefix) && word.length() > prefix.length())
                    .map(word -> word.substring(prefix.length()))
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static @Nullable Object claim(Jwt token, String name) {
            return token.getClaims().get(name);
        }

        private static Stream<String> words(@Nullable Object value) {
            return switch (value) {
                case String text -> Arrays.stream(text.split("\\s+"));
                case Collection<?> list ->
                    list.stream().filter(Objects::nonNull).map(Object::toString);
                case null, default -> Stream.empty();
            };
        }
    }
}
