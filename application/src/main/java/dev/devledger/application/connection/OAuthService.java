package dev.devledger.application.connection;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that a person connects, and the differences of its OAuth from that of others (ADR 0009).
 *
 * @param name the connector's name, in paths and settings
 * @param title the name in sentences
 * @param scopes the scopes; if empty, none is sent
 * @param pkce true if it takes a challenge and a verifier, always as S256
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
     * The endpoint that turns codes and renewals into tokens.
     *
     * @param renewable true if a renewal that it gives can be used
     * @param lifetime the lifetime of a token if the answer does not say it; null if it then has no end
     */
    public record TokenEndpoint(
            URI url,
            TokenRequest request,
            boolean renewable,
            @Nullable Duration lifetime) {}

    /** The form in which the client and its code or renewal are sent. */
    public enum TokenRequest {
        /** A form, with the client as HTTP Basic; one without a secret is in the form. */
        BASIC,
        /** A form that has the client in it. */
        FORM,
        /** An object of the client and the code alone, without grant type and redirect URL. */
        JSON
    }

    public String setting(String last) {
        return "devledger." + name + "." + last;
    }

    /** Returns the path of one of its pages on this server. */
    public String path(String page) {
        return "/oauth/" + name + "/" + page;
    }

    /**
     * The registration of Devledger at a service.
     *
     * @param clientId null if nothing is registered, as with a personal token alone
     * @param clientSecret null for a public client, which has PKCE alone
     * @param redirectUrl the address to which it sends the browser back; null for our own callback
     */
    public record OAuthApplication(
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable URI redirectUrl) {

        public OAuthApplication {
            clientId = clientId == null || clientId.isBlank() ? null : clientId.strip();
            clientSecret = clientSecret == null || clientSecret.isBlank() ? null : clientSecret.strip();
        }

        /** Returns the client without the secret. */
        @Override
        public String toString() {
            return "OAuthApplication[" + clientId + "]";
        }
    }
}
