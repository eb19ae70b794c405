package dev.devledger.application.connection;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is registered for us at a service.
 *
 * @param clientId null where nothing is registered, as with a personal token alone
 * @param clientSecret null for a public client, which has PKCE alone
 * @param redirectUrl where it sends the browser back to; null for our own callback
 */
public record OAuthApplication(
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable URI redirectUrl) {

    public OAuthApplication {
        clientId = clientId == null || clientId.isBlank() ? null : clientId.strip();
        clientSecret = clientSecret == null || clientSecret.isBlank() ? null : clientSecret.strip();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OAuthApplication[" + clientId + "]";
    }
}
