package dev.devledger.adapters.signin.jwt;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.devledger.adapters.signin.jwt.CachedIssuerKeys.KeyFetch;
import dev.devledger.adapters.signin.jwt.SignedTokens.ClaimRules;
import dev.devledger.adapters.signin.jwt.SignedTokens.ClaimedScopes;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.AccessRules.UsedActorNames;
import dev.devledger.application.access.TokenCheck;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.access.TokenCheck.TokenRefused;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.Jwt;

/** Accepts the tokens of a configured issuer. The issuer is not contacted before the first token comes. */
@Configuration(proxyBeanMethods = false)
public class JwtConfiguration {
    @Bean
    TokenCheck jwtTokens(JwtSettings settings, AccessRules access, UsedActorNames names, InstantSource clock) {
        CachedIssuerKeys keys = new CachedIssuerKeys(new IssuerKeys(settings.issuer(), settings.keys()), clock);
        return new JwtTokens(settings, keys, access, names::isTaken, clock);
    }

    /**
     * The settings for accepted tokens.
     *
     * @param issuer the issuer that a token must name; null if its signature is enough
     * @param keys the address of the issuer's keys; null to take it from the issuer's metadata
     * @param algorithms the accepted signature algorithms
     * @param audiences the accepted audiences; a token must have one of them
     * @param scopePrefix the prefix of scopes for Devledger
     */
    public record JwtSettings(
            @Nullable URI issuer,
            @Nullable URI keys,
            Set<String> algorithms,
            List<String> audiences,
            String scopePrefix) {
        /** All algorithms with a private key. With any other kind, anyone who knows the public key could sign. */
        public static final List<String> ALGORITHMS =
                List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

        public JwtSettings {
            algorithms = Set.copyOf(algorithms);
            audiences = List.copyOf(audiences);
        }
    }

    /** Checks the tokens of a configured issuer. */
    static final class JwtTokens implements TokenCheck {
        private final SignedTokens signed;
        private final ClaimRules rules;
        private final String scopePrefix;
        private final AccessRules access;
        private final Predicate<String> taken;
        private final InstantSource clock;

        /** @param taken true for a name that an actor of the ledger already has */
        JwtTokens(
                JwtSettings settings,
                JWKSource<SecurityContext> keys,
                AccessRules access,
                Predicate<String> taken,
                InstantSource clock) {
            this.signed = new SignedTokens(keys, settings.algorithms());
            this.rules = new ClaimRules(
                    settings.issuer() == null ? null : settings.issuer().toString(), settings.audiences());
            this.scopePrefix = settings.scopePrefix();
            this.access = access;
            this.taken = taken;
            this.clock = clock;
        }

        @Override
        public Optional<AuthenticatedCaller> caller(String bearer) {
            return signed.read(bearer).map(this::caller);
        }

        private AuthenticatedCaller caller(Jwt token) {
            rules.wrong(token, clock.instant()).ifPresent(why -> {
                throw TokenRefused.invalid(why);
            });
            String actor = ClaimedActor.of(token, taken)
                    .orElseThrow(
                            () -> TokenRefused.invalid("The token names nobody: it needs preferred_username, email or"
                                    + " sub, and one that is nobody else's name here."));
            Set<String> claimed = ClaimedScopes.of(token, scopePrefix);
            List<Scope> may = access.scopes().stream()
                    .filter(scope -> claimed.contains(scope.word()))
                    .toList();
            Instant end = token.getExpiresAt();
            return new AuthenticatedCaller(
                    "jwt:" + token.getSubject() + "@" + token.getClaimAsString("iss"),
                    actor,
                    new Access.ScopedAccess(may, null),
                    () -> end != null && clock.instant().isBefore(end));
        }

        /**
         * Reads the actor's name for the history: the first of the claims {@code preferred_username}, {@code email} and
         * {@code sub} that no other actor of the ledger has. People choose their user names themselves, and a user called
         * {@code owner} or {@code ticktick} must not be taken for the owner or the service (ADR 0138).
         */
        static final class ClaimedActor {
            /** Matches a single short line without characters that change the text direction. */
            private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]{1,200}");

            private ClaimedActor() {}

            /** @param taken true for a name that an actor of the ledger already has */
            static Optional<String> of(Jwt token, Predicate<String> taken) {
                return Stream.of(text(token, "preferred_username"), email(token), text(token, "sub"))
                        .flatMap(Optional::stream)
                        .filter(name -> NAME.matcher(name).matches() && !taken.test(name))
                        .findFirst();
            }

            /** Returns the address, unless the issuer says that it is not verified: any user could then claim it. */
            private static Optional<String> email(Jwt token) {
                return Boolean.FALSE.equals(token.getClaims().get("email_verified"))
                        ? Optional.empty()
                        : text(token, "email");
            }

            private static Optional<String> text(Jwt token, String claim) {
                return text(token.getClaims().get(claim));
            }

            private static Optional<String> text(@Nullable Object value) {
                return value instanceof String text
                        ? Optional.of(text.strip()).filter(name -> !name.isEmpty())
                        : Optional.empty();
            }
        }
    }

    /**
     * Fetches an issuer's keys, from a configured address or from the address in the issuer's metadata. It follows no
     * redirects, and limits the time and the size of answers.
     */
    static final class IssuerKeys implements KeyFetch {
        private static final Duration LIMIT = Duration.ofSeconds(5);
        private static final int MOST_BYTES = 512 * 1024;

        private final @Nullable URI issuer;
        private final @Nullable URI keys;
        private final OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(LIMIT)
                .callTimeout(LIMIT)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();

        /** Fetches keys from {@code keys}, or by the metadata of {@code issuer}; at least one of the two is set. */
        IssuerKeys(@Nullable URI issuer, @Nullable URI keys) {
            this.issuer = issuer;
            this.keys = keys;
        }

        @Override
        public JWKSet fetch() throws IOException {
            URI address = keys == null ? advertised(Objects.requireNonNull(issuer)) : keys;
            try {
                return JWKSet.parse(text(address));
            } catch (ParseException unreadable) {
                throw new IOException(address.getHost() + " answers with something that is no set of keys", unreadable);
            }
        }

        /** Returns the address of the keys in the issuer's metadata, which must name the same issuer. */
        private URI advertised(URI issuer) throws IOException {
            IOException wrong = null;
            for (URI place : metadata(issuer)) {
                try {
                    return keysOf(JSONObjectUtils.parse(text(place)), issuer);
                } catch (ParseException unreadable) {
                    wrong = new DescribedFailure(issuer.getHost() + " answers with metadata that cannot be read");
                } catch (KeysMissing next) {
                    wrong = wrong == null ? next : wrong;
                }
            }
            throw Objects.requireNonNull(wrong);
        }

        private static URI keysOf(Map<String, Object> metadata, URI issuer) throws IOException {
            if (!issuer.toString().equals(metadata.get("issuer"))) {
                throw new IOException(
                        "the metadata of " + issuer.getHost() + " is of another issuer than the one that is set");
            }
            if (!(metadata.get("jwks_uri") instanceof String address) || !address.matches("https?://\\S+")) {
                throw new IOException("the metadata of " + issuer.getHost() + " names no keys");
            }
            if (issuer.toString().startsWith("https:") && !address.startsWith("https:")) {
                throw new IOException(
                        "the metadata of " + issuer.getHost() + " has the keys at an address without TLS");
            }
            return URI.create(address);
        }

        /**
         * Returns the possible addresses of the metadata: of OpenID Connect Discovery, section 4, and RFC 8414, sections 3
         * and 5.
         */
        private static List<URI> metadata(URI issuer) {
            String path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceAll("/+$", "");
            return List.of(
                    issuer.resolve(path + "/.well-known/openid-configuration"),
                    issuer.resolve("/.well-known/oauth-authorization-server" + path),
                    issuer.resolve("/.well-known/openid-configuration" + path));
        }

        private String text(URI address) throws IOException {
            Request request = new Request.Builder()
                    .url(address.toString())
                    .header("Accept", "application/json, application/jwk-set+json")
                    .build();
            try (Response response = http.newCall(request).execute()) {
                if (response.code() != 200) {
                    String words = address.getHost() + " answers with " + response.code();
                    throw response.code() / 100 == 4 ? new KeysMissing(words) : new DescribedFailure(words);
                }
                BufferedSource source = response.body().source();
                if (source.request(MOST_BYTES + 1L)) {
                    throw new DescribedFailure(address.getHost() + " answers with more than any issuer has to say");
                }
                return source.readUtf8();
            } catch (InterruptedIOException slow) {
                throw new IOException(address.getHost() + " does not answer within " + LIMIT.toSeconds() + " s", slow);
            } catch (DescribedFailure known) {
                throw known;
            } catch (IOException away) {
                throw new IOException(address.getHost() + " cannot be reached", away);
            }
        }

        /** Thrown with a message that callers may see, unlike the message of a network error. */
        private static class DescribedFailure extends IOException {
            private static final long serialVersionUID = 1L;

            DescribedFailure(String words) {
                super(words);
            }
        }

        /** Thrown if an address has no metadata; another address may have it. */
        private static final class KeysMissing extends DescribedFailure {
            private static final long serialVersionUID = 1L;

            KeysMissing(String words) {
                super(words);
            }
        }
    }
}
