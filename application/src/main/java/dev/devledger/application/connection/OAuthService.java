package dev.devledger.application.connection;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that a person lets us into, and where its OAuth differs from that of others (ADR 0009).
 *
 * @param name towards users, in paths and settings: that of the connector
 * @param title in sentences
 * @param scopes none is sent where it is empty
 * @param pkce whether it takes a challenge and a verifier, always as S256
 */
public record OAuthService(
        String name,
        String title,
        OAuthService.OAuthApplication application,
        URI authorizeUrl,
        List<String> scopes,
        boolean pkce,
        TokenEndpoint tokens) {

    /**
     * Where codes and renewals become tokens.
     *
     * @param renewable whether a renewal that it gives is any good
     * @param lifetime of a token where the answer does not say; null where it then has no end
     */
    public record TokenEndpoint(
            URI url,
            TokenRequest request,
            boolean renewable,
            @Nullable Duration lifetime) {}

    /** How the client and its code or renewal are sent. */
    public enum TokenRequest {
        /** As a form, with the client as HTTP Basic; one without a secret is in the form. */
        BASIC,
        /** As a form that has the client in it. */
        FORM,
        /** As an object of the client and the code alone, without grant type and redirect URL. */
        JSON
    }

    public String setting(String last) {
        return "devledger." + name + "." + last;
    }

    /** One of its pages on this server. */
    public String path(String page) {
        return "/oauth/" + name + "/" + page;
    }

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
}
