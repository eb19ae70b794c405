package dev.devledger.adapters.signin.server;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.devledger.adapters.signin.jwt.SignedTokens;
import dev.devledger.adapters.signin.jwt.SignedTokens.ClaimRules;
import dev.devledger.adapters.signin.jwt.SignedTokens.ClaimedScopes;
import dev.devledger.adapters.signin.server.RequestRules.ResourceIndicators;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.TokenCheck;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.access.TokenCheck.TokenRefused;
import dev.devledger.application.signin.Grants;
import dev.devledger.application.signin.Grants.GrantStore.Grant;
import dev.devledger.application.signin.Grants.RefreshSecret;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Checks the tokens that this server has issued. Each token names its grant, and the grant is looked up, so a
 * withdrawal takes effect at once, and not when the token expires.
 */
final class IssuedTokenCheck implements TokenCheck {
    private static final Logger LOG = LoggerFactory.getLogger(IssuedTokenCheck.class);

    /** The claim that has the grant's id. */
    static final String GRANT = "grant";

    private final SignedTokens signed;
    private final Grants grants;
    private final OAuthApps apps;
    private final AccessRules access;
    private final InstantSource clock;

    IssuedTokenCheck(
            JWKSource<SecurityContext> keys, Grants grants, OAuthApps apps, AccessRules access, InstantSource clock) {
        this.signed = new SignedTokens(keys, Set.of(AccessTokenClaims.ALGORITHM));
        this.grants = grants;
        this.apps = apps;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Optional<AuthenticatedCaller> caller(String bearer) {
        return signed.read(bearer).map(this::caller);
    }

    private AuthenticatedCaller caller(Jwt token) {
        Grant grant = open(token)
                .orElseThrow(() -> TokenRefused.invalid("What the token was issued for has ended. Authorize again."));
        new ClaimRules(null, List.of(grant.wish().resource()))
                .wrong(token, clock.instant())
                .ifPresent(why -> {
                    throw TokenRefused.invalid(why);
                });
        OAuthApp.Confirmed app = Objects.requireNonNull(grant.app().confirmed(), "a grant that nobody confirmed");
        apps.noteUse(grant.app());
        Set<String> may = ClaimedScopes.of(token, "");
        List<Scope> scopes = access.scopes().stream()
                .filter(scope -> may.contains(scope.word()) && grant.scopes().contains(scope.word()))
                .toList();
        return new AuthenticatedCaller(
                "app:" + grant.app().id(), app.actor(), new Access.ScopedAccess(scopes, null), () -> holds(grant.id()));
    }

    /** True if the grant is open, and also while the database is unreachable: no grant can be withdrawn then. */
    private boolean holds(UUID grant) {
        try {
            return grants.open(grant).isPresent();
        } catch (RuntimeException away) {
            LOG.debug("Whether what an app was given still holds could not be looked up", away);
            return true;
        }
    }

    /**
     * Returns the grant of a token, also of an expired one; empty if this server did not issue the token, or the grant
     * has ended.
     */
    Optional<Grant> grant(String token) {
        try {
            return signed.read(token).flatMap(this::open);
        } catch (TokenRefused unknown) {
            return Optional.empty();
        }
    }

    private Optional<Grant> open(Jwt token) {
        try {
            return grants.open(UUID.fromString(String.valueOf(token.getClaimAsString(GRANT))));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Sets the claims of an access token (RFC 9068): its resource, its actor, and its grant. */
    static final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
        static final String ALGORITHM = "ES256";

        /** The error code of RFC 8707, section 2. */
        static final String INVALID_TARGET = "invalid_target";

        @Override
        public void customize(JwtEncodingContext context) {
            Grant grant = StoredGrants.grant(Objects.requireNonNull(context.getAuthorization()));
            requireSameResource(context, grant);
            OAuthApp.Confirmed app = Objects.requireNonNull(grant.app().confirmed(), "a grant that nobody confirmed");
            context.getJwsHeader()
                    .algorithm(Objects.requireNonNull(SignatureAlgorithm.from(ALGORITHM)))
                    .type("at+jwt");
            context.getClaims()
                    .subject(app.actor())
                    .audience(List.of(grant.wish().resource()))
                    .claim("scope", String.join(" ", new TreeSet<>(context.getAuthorizedScopes())))
                    .claim("client_id", grant.app().id().toString())
                    .claim(IssuedTokenCheck.GRANT, grant.id().toString());
        }

        /** Refuses a request for a resource other than the one that the owner confirmed. */
        private static void requireSameResource(JwtEncodingContext context, Grant grant) {
            if (context.getAuthorizationGrant() instanceof OAuth2AuthorizationGrantAuthenticationToken request
                    && !ResourceIndicators.isSame(
                            request.getAdditionalParameters(), grant.wish().resource())) {
                throw new OAuth2AuthenticationException(new OAuth2Error(
                        INVALID_TARGET, "The resource is not the one for which this was authorized.", null));
            }
        }
    }

    /**
     * Makes refresh tokens. Spring's own generator makes none for a program without a secret. Each token is valid once
     * (OAuth 2.1, section 4.3.1); if it is sent again, the answer has the same next token.
     */
    record RefreshTokens(InstantSource clock, SigningKeys keys) implements OAuth2TokenGenerator<OAuth2RefreshToken> {

        @Override
        public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
            if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
                return null;
            }
            Instant now = clock.instant();
            return new OAuth2RefreshToken(
                    next(context.getAuthorization()).text(),
                    now,
                    now.plus(context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive()));
        }

        private RefreshSecret next(@Nullable OAuth2Authorization authorization) {
            OAuth2Authorization.Token<OAuth2RefreshToken> before =
                    authorization == null ? null : authorization.getRefreshToken();
            return before == null
                    ? RefreshSecret.random()
                    : RefreshSecret.read(before.getToken().getTokenValue())
                            .map(secret -> secret.next(keys.seed()))
                            .orElseGet(RefreshSecret::random);
        }
    }
}
