package dev.devledger.application.connection;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
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

    /** The source of tokens. No method throws because of a server's answer, or of a missing one. */
    public interface AuthorizationServer {

        /** Returns the service of the tokens. */
        OAuthService service();

        /**
         * Returns the service's page on which a person grants access to Devledger.
         *
         * @param state comes back unchanged
         * @param challenge the challenge of PKCE, method S256; not sent if the service takes none
         * @param back the address to which the person's browser is sent afterwards
         */
        URI page(String state, String challenge, URI back);

        /**
         * Exchanges the code that came back for a token; {@code verifier} is the text from which the challenge was made.
         */
        Grant exchange(String code, String verifier, URI back);

        Grant renew(String renewal);

        sealed interface Grant {
            record Granted(AccessToken token) implements Grant {}

            /** The server refused; {@code reason} is a sentence for people. */
            record Refused(String reason) implements Grant {}

            /** The server did not answer, and may be asked again. */
            record NoAnswer(String reason) implements Grant {}
        }

        /**
         * A token for an account.
         *
         * @param renewal the refresh token, which gets another token when this one is refused; null if the server gives
         *     none
         * @param endsAt the time at which the token ends; null if the server gave none
         */
        record AccessToken(
                String value,
                @Nullable String renewal,
                @Nullable Instant endsAt) {
            private static final String FORM = "1";
            private static final int LINES = 4;

            /** Returns the token, with the former renewal if it brought none: some servers let a renewal be used again. */
            AccessToken orRenewal(String former) {
                return renewal == null ? new AccessToken(value, former, endsAt) : this;
            }

            AccessToken withoutRenewal() {
                return new AccessToken(value, null, endsAt);
            }

            /** Returns the text that is encrypted, a line for each value; no token has a line break in it. */
            String toText() {
                return String.join(
                        "\n", FORM, value, renewal == null ? "" : renewal, endsAt == null ? "" : endsAt.toString());
            }

            /** Empty if the text is not of the form of {@link #toText}. */
            static Optional<AccessToken> parse(String text) {
                String[] lines = text.split("\n", -1);
                if (lines.length != LINES || !lines[0].equals(FORM) || lines[1].isEmpty()) {
                    return Optional.empty();
                }
                try {
                    return Optional.of(new AccessToken(
                            lines[1],
                            lines[2].isEmpty() ? null : lines[2],
                            lines[3].isEmpty() ? null : Instant.parse(lines[3])));
                } catch (DateTimeParseException e) {
                    return Optional.empty();
                }
            }

            /** Returns the time at which the token ends, without the token. */
            @Override
            public String toString() {
                return "AccessToken[ends " + endsAt + (renewal == null ? "]" : ", renewable]");
            }
        }
    }
}
