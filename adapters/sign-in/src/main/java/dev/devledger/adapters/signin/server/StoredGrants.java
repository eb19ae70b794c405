package dev.devledger.adapters.signin.server;

import dev.devledger.adapters.signin.server.AuthorizationConfiguration.AuthorizationPaths;
import dev.devledger.adapters.signin.server.AuthorizationRedirects.OwnerOnly;
import dev.devledger.adapters.signin.server.RequestRules.ResourceIndicators;
import dev.devledger.application.signin.Grants;
import dev.devledger.application.signin.Grants.GrantStore.Grant;
import dev.devledger.application.signin.Grants.GrantStore.GrantMatch;
import dev.devledger.application.signin.Grants.GrantStore.Secret;
import dev.devledger.application.signin.Grants.RefreshSecret;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Stores grants for Spring's server. Spring's own services for a database store codes and tokens unhashed, and objects
 * as JSON with class names. Here only hashes are stored, so a secret is known only during the request that has it. A
 * save is one of five steps, recognized by what has changed.
 */
final class StoredGrants implements OAuth2AuthorizationService {
    /** The attribute of an authorization that has its grant. */
    static final String GRANT = Grant.class.getName();

    private static final String FOUND = GrantMatch.class.getName();

    private final Grants grants;
    private final OAuthApps apps;
    private final AppClients clients;
    private final IssuedTokenCheck tokens;
    private final InstantSource clock;

    StoredGrants(Grants grants, OAuthApps apps, AppClients clients, IssuedTokenCheck tokens, InstantSource clock) {
        this.grants = grants;
        this.apps = apps;
        this.clients = clients;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Returns the authentication of the owner, who confirms every grant. */
    static Authentication owner() {
        return UsernamePasswordAuthenticationToken.authenticated(OwnerOnly.OWNER, null, List.of());
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        String state = authorization.getAttribute(OAuth2ParameterNames.STATE);
        GrantMatch found = authorization.getAttribute(FOUND);
        boolean taken = isInvalid(authorization.getRefreshToken())
                || isInvalid(authorization.getAccessToken())
                || (isInvalid(authorization.getToken(OAuth2AuthorizationCode.class))
                        && authorization.getRefreshToken() == null);
        if (taken) {
            grants.end(UUID.fromString(authorization.getId()));
        } else if (state != null) {
            grants.ask(asked(authorization), state);
        } else if (found == null) {
            require(confirm(authorization));
        } else {
            require(exchange(authorization, found));
        }
    }

    private static boolean isInvalid(OAuth2Authorization.@Nullable Token<?> token) {
        return token != null && token.isInvalidated();
    }

    private static void require(boolean done) {
        if (!done) { // another request was faster with the same secret
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    private Grant asked(OAuth2Authorization authorization) {
        OAuth2AuthorizationRequest request = request(authorization);
        OAuthApp app = apps.find(authorization.getRegisteredClientId())
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        return new Grant(
                UUID.fromString(authorization.getId()),
                app,
                new Grant.AuthorizationRequest(
                        request.getRedirectUri(),
                        request.getState(),
                        String.valueOf(request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE)),
                        ResourceIndicators.asked(request.getAdditionalParameters()),
                        request.getScopes().stream().sorted().toList(),
                        clock.instant()),
                List.of());
    }

    private boolean confirm(OAuth2Authorization authorization) {
        OAuth2AuthorizationCode code = Objects.requireNonNull(authorization.getToken(OAuth2AuthorizationCode.class))
                .getToken();
        return grants.confirm(
                grant(authorization),
                authorization.getAuthorizedScopes().stream().sorted().toList(),
                code.getTokenValue(),
                Objects.requireNonNull(code.getExpiresAt()));
    }

    private boolean exchange(OAuth2Authorization authorization, GrantMatch found) {
        OAuth2RefreshToken token =
                Objects.requireNonNull(authorization.getRefreshToken()).getToken();
        RefreshSecret refresh = RefreshSecret.read(token.getTokenValue()).orElseThrow();
        Instant end = Objects.requireNonNull(token.getExpiresAt());
        return authorization.getToken(OAuth2AuthorizationCode.class) == null
                ? grants.renew(found, refresh, end)
                : grants.redeem(found, refresh, end);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        grants.end(UUID.fromString(authorization.getId()));
    }

    /** Returns null: ids are no secrets, and no caller finds an authorization by its id. */
    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return switch (type == null ? "" : type.getValue()) {
            case OAuth2ParameterNames.STATE ->
                grants.asked(token)
                        .map(grant -> start(grant)
                                .attribute(OAuth2ParameterNames.STATE, token)
                                .build())
                        .orElse(null);
            case OAuth2ParameterNames.CODE ->
                grants.byCode(token).map(found -> coded(found, token)).orElse(null);
            case OAuth2ParameterNames.REFRESH_TOKEN -> renewable(token).orElse(null);
            default -> renewable(token).or(() -> opened(token)).orElse(null);
        };
    }

    private OAuth2Authorization coded(GrantMatch found, String code) {
        Secret secret = found.secret();
        return start(found.grant())
                .attribute(FOUND, found)
                .token(new OAuth2AuthorizationCode(code, secret.issued(), secret.end()))
                .build();
    }

    private Optional<OAuth2Authorization> renewable(String token) {
        return RefreshSecret.read(token).flatMap(grants::byRefresh).map(found -> start(found.grant())
                .attribute(FOUND, found)
                .refreshToken(new OAuth2RefreshToken(
                        token, found.secret().issued(), found.secret().end()))
                .build());
    }

    /** Finds the grant of an access token, for a program that revokes its token. */
    private Optional<OAuth2Authorization> opened(String token) {
        return tokens.grant(token).map(grant -> start(grant)
                .accessToken(new OAuth2AccessToken(
                        TokenType.BEARER, token, grant.wish().at(), Instant.MAX, Set.copyOf(grant.scopes())))
                .build());
    }

    private OAuth2Authorization.Builder start(Grant grant) {
        RegisteredClient client =
                Objects.requireNonNull(clients.findById(grant.app().id().toString()), "an app that is gone");
        return OAuth2Authorization.withRegisteredClient(client)
                .id(grant.id().toString())
                .principalName(OwnerOnly.OWNER)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(Set.copyOf(grant.scopes()))
                .attribute(Principal.class.getName(), owner())
                .attribute(GRANT, grant)
                .attribute(OAuth2AuthorizationRequest.class.getName(), request(grant));
    }

    private static OAuth2AuthorizationRequest request(Grant grant) {
        Grant.AuthorizationRequest wish = grant.wish();
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(AuthorizationPaths.AUTHORIZE)
                .clientId(grant.app().id().toString())
                .redirectUri(wish.redirect())
                .scopes(Set.copyOf(wish.scopes()))
                .state(wish.state())
                .additionalParameters(parameters -> {
                    parameters.put(PkceParameterNames.CODE_CHALLENGE, wish.challenge());
                    parameters.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
                })
                .build();
    }

    private static OAuth2AuthorizationRequest request(OAuth2Authorization authorization) {
        return Objects.requireNonNull(authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
    }

    static Grant grant(OAuth2Authorization authorization) {
        return Objects.requireNonNull(authorization.getAttribute(GRANT));
    }

    /**
     * Stores no consent, so that the owner is asked each time: any program can pretend to be another one that has no
     * secret (RFC 8252, section 8.6). Spring would also add an earlier consent to the new one, so nothing could be
     * narrowed.
     */
    record NoConsents() implements OAuth2AuthorizationConsentService {

        /** Does nothing, as the consent is stored with its grant. */
        @Override
        public void save(OAuth2AuthorizationConsent consent) {}

        @Override
        public void remove(OAuth2AuthorizationConsent consent) {}

        @Override
        public @Nullable OAuth2AuthorizationConsent findById(String client, String principal) {
            return null;
        }
    }
}
