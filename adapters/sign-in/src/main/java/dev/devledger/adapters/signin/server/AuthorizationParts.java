package dev.devledger.adapters.signin.server;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** What Spring's server is made of here, in the place of what it has by itself. */
record AuthorizationParts(
        AppClients clients,
        StoredGrants grants,
        SigningKeys keys,
        AuthorizationErrors errors,
        AskedScopes scopes,
        OAuth2TokenGenerator<? extends OAuth2Token> generator) {

    void putInto(OAuth2AuthorizationServerConfigurer server) {
        PublicPrograms programs = new PublicPrograms(clients);
        server.registeredClientRepository(clients)
                .authorizationService(grants)
                .authorizationConsentService(new NoConsents())
                .authorizationServerSettings(
                        AuthorizationServerSettings.builder().build())
                .tokenGenerator(generator)
                .clientAuthentication(client -> client.authenticationConverters(all -> replace(all, programs))
                        .authenticationProviders(all -> onlyOf(all, programs)))
                .tokenEndpoint(token -> token.accessTokenRequestConverters(AuthorizationParts::withoutOtherGrants))
                .authorizationEndpoint(page -> page.consentPage(AuthorizationPaths.CONFIRM)
                        .errorResponseHandler(errors)
                        .authorizationRequestConverters(all -> {
                            all.removeIf(OAuth2AuthorizationCodeRequestAuthenticationConverter.class::isInstance);
                            all.add(scopes);
                        })
                        .authenticationProviders(AuthorizationParts::askEachTime));
    }

    private static void replace(List<AuthenticationConverter> all, AuthenticationConverter one) {
        all.clear();
        all.add(one);
    }

    private static void onlyOf(List<AuthenticationProvider> all, AuthenticationProvider first) {
        all.removeIf(each -> !(each instanceof PublicClientAuthenticationProvider));
        all.addFirst(first);
    }

    private static void withoutOtherGrants(List<AuthenticationConverter> all) {
        all.removeIf(each -> !(each instanceof OAuth2AuthorizationCodeAuthenticationConverter)
                && !(each instanceof OAuth2RefreshTokenAuthenticationConverter));
    }

    private static void askEachTime(List<AuthenticationProvider> all) {
        for (AuthenticationProvider each : all) {
            if (each instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider asking) {
                asking.setAuthenticationValidator(new RequestRules());
                asking.setAuthorizationConsentRequired(any -> true);
            }
        }
    }
}
