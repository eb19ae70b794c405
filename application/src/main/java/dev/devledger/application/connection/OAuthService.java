package dev.devledger.application.connection;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that a person connects, with what is special about its OAuth (ADR 0009).
 *
 * @param name the connector's name, in paths and settings
 * @param title the name in sentences
 * @param scopes the scopes; if empty, none is sent
 * @param pkce true if the service accepts a PKCE challenge and verifier, always by S256
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
     * @param renewable true if the refresh tokens that it returns can be used
     * @param lifetime the lifetime of a token if the answer does not say it; null if such a token does not end
     */
    public record TokenEndpoint(
            URI url,
            TokenRequest request,
            boolean renewable,
            @Nullable Duration lifetime) {}

    /** The form in which a request for a token sends the client and its code or refresh token. */
    public enum TokenRequest {
        /** A form, with the client's id and secret as HTTP Basic. A client without a secret is named in the form. */
        BASIC,
        /** A form that contains the client's id and secret. */
        FORM,
        /** A JSON object of the client and the code alone, without grant type and redirect URL. */
        JSON
    }

    public String setting(String last) {
        return "devledger." + name + "." + last;
    }

    /** Returns the path of one of the service's pages on this server. */
    public String path(String page) {
        return "/oauth/" + name + "/" + page;
    }

    /**
     * The registration of Devledger at a service.
     *
     * @param clientId null if nothing is registered, as with a personal token alone
     * @param clientSecret null for a public client, which relies on PKCE alone
     * @param redirectUrl the address to which the service sends the browser back; null for Devledger's own callback
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
