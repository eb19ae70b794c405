package dev.devledger.adapters.signin.server;

import dev.devledger.application.access.AccessRules;
import dev.devledger.application.signin.OAuthApp;
import dev.devledger.application.signin.OAuthApps;
import dev.devledger.domain.access.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Programs that have registered, as Spring's server wants them. They are all alike: a program that anybody may install
 * keeps no secret, so none has one, and each proves with its code that it is the one that has asked.
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
}
