package dev.devledger.adapters.ticktick.oauth;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What we are to TickTick's OAuth (docs/ticktick.md, section 1).
 *
 * @param clientId null where only a personal token is used
 * @param clientSecret null for a public client, which has PKCE alone
 * @param apiUrl the base of the API that the tokens are for
 */
public record OAuthApplication(
        @Nullable String clientId, @Nullable String clientSecret, URI authorizeUrl, URI tokenUrl, URI apiUrl) {

    public OAuthApplication {
        clientId = clientId == null || clientId.isBlank() ? null : clientId.strip();
        clientSecret = clientSecret == null || clientSecret.isBlank() ? null : clientSecret.strip();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OAuthApplication[" + authorizeUrl + ", " + tokenUrl + "]";
    }
}
