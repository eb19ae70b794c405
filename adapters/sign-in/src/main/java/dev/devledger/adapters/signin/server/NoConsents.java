package dev.devledger.adapters.signin.server;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/**
 * Remembers nothing, so that the owner is asked each time: any program can pass for one without a secret (RFC 8252,
 * section 8.6). And what was confirmed before would be added to what is confirmed now, so nothing could be narrowed.
 */
record NoConsents() implements OAuth2AuthorizationConsentService {

    /** What was confirmed is kept with its grant. */
    @Override
    public void save(OAuth2AuthorizationConsent consent) {}

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {}

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String client, String principal) {
        return null;
    }
}
