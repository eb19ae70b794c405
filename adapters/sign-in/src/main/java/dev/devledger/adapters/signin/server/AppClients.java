package dev.devledger.adapters.signin.server;

import dev.devledger.adapters.signin.server.RequestRules.ResourceIndicators;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * The registered programs, in the form for Spring's server. All have the same settings: an installed program cannot
 * keep a secret, so none has one, and each proves with its code verifier that it made the request.
 */
record AppClients(OAuthApps apps, AccessRules access) implements RegisteredClientRepository {
    private static final ClientSettings CLIENT = ClientSettings.builder()
            .requireProofKey(true)
            .requireAuthorizationConsent(true)
            .build();
    private static final TokenSettings TOKENS = TokenSettings.builder()
            .authorizationCodeTimeToLive(Duration.ofMinutes(1))
            .accessTokenTimeToLive(Duration.ofMinutes(10))
            .refreshTokenTimeToLive(Duration.ofDays(30))
            .reuseRefreshTokens(false)
            .build();

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return apps.find(id).map(this::client).orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return findById(clientId);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Programs register at the page for that.");
    }

    private RegisteredClient client(OAuthApp app) {
        return RegisteredClient.withId(app.id().toString())
                .clientId(app.id().toString())
                .clientName(app.name())
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(redirects -> redirects.addAll(app.redirects()))
                .scopes(scopes -> access.scopes().stream().map(Scope::word).forEach(scopes::add))
                .clientSettings(CLIENT)
                .tokenSettings(TOKENS)
                .build();
    }

    /**
     * Authenticates a program at the token endpoint by its id alone, as it has no secret. For a code the code verifier
     * is the proof, which a provider of Spring checks. For renewal or revocation the token itself is the proof; Spring
     * has no provider for these.
     */
    record PublicPrograms(AppClients clients) implements AuthenticationConverter, AuthenticationProvider {
        private static final String CODE = AuthorizationGrantType.AUTHORIZATION_CODE.getValue();

        @Override
        public @Nullable Authentication convert(HttpServletRequest request) {
            String[] id = request.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
            if (id == null || id.length != 1 || id[0].isBlank()) {
                return null;
            }
            Map<String, Object> parameters = new HashMap<>();
            request.getParameterMap().forEach((name, values) -> parameters.put(name, single(name, values)));
            return new OAuth2ClientAuthenticationToken(id[0], ClientAuthenticationMethod.NONE, null, parameters);
        }

        /** Refuses a repeated parameter, except the resource (RFC 6749, section 3.2, and RFC 8707, section 2). */
        private static Object single(String name, String[] values) {
            if (values.length == 1) {
                return values[0];
            }
            if (name.equals(ResourceIndicators.PARAMETER)) {
                return values;
            }
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }

        /** Accepts a known program; null for an exchange of a code, which Spring's provider checks. */
        @Override
        public @Nullable Authentication authenticate(Authentication program) {
            OAuth2ClientAuthenticationToken asked = (OAuth2ClientAuthenticationToken) program;
            if (CODE.equals(asked.getAdditionalParameters().get(OAuth2ParameterNames.GRANT_TYPE))) {
                return null;
            }
            RegisteredClient client =
                    clients.findByClientId(asked.getPrincipal().toString());
            if (client == null) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
            }
            return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
        }
    }
}
