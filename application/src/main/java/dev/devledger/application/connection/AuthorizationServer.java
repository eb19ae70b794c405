package dev.devledger.application.connection;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where tokens come from. Nothing here throws for what the server says or does not say. */
public interface AuthorizationServer {

    /** Whose tokens they are. */
    OAuthService service();

    /**
     * The page on which a person lets us in.
     *
     * @param state comes back unchanged
     * @param challenge of PKCE, method S256; not sent where the service takes none
     * @param back where the person's browser is sent afterwards
     */
    URI page(String state, String challenge, URI back);

    /** A code that came back, for a token; {@code verifier} is what the challenge was made from. */
    Grant exchange(String code, String verifier, URI back);

    Grant renew(String renewal);

    sealed interface Grant {
        record Granted(AccessToken token) implements Grant {}

        /** It said no; {@code reason} is a sentence for people. */
        record Refused(String reason) implements Grant {}

        /** It may be asked again. */
        record NoAnswer(String reason) implements Grant {}
    }

    /**
     * What lets us into an account.
     *
     * @param renewal buys another one when this one is refused; null where the server gives none
     * @param endsAt null where the server did not say
     */
    record AccessToken(
            String value,
            @Nullable String renewal,
            @Nullable Instant endsAt) {
        private static final String FORM = "1";
        private static final int LINES = 4;

        /** The same, with that renewal where it brought none of its own: a server may let one be used again. */
        AccessToken orRenewal(String former) {
            return renewal == null ? new AccessToken(value, former, endsAt) : this;
        }

        AccessToken withoutRenewal() {
            return new AccessToken(value, null, endsAt);
        }

        /** One line each, as it is encrypted; no token has a line break in it. */
        String toText() {
            return String.join(
                    "\n", FORM, value, renewal == null ? "" : renewal, endsAt == null ? "" : endsAt.toString());
        }

        /** Empty where it is not of the form that {@link #toText} makes. */
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

        /** Without the token. */
        @Override
        public String toString() {
            return "AccessToken[ends " + endsAt + (renewal == null ? "]" : ", renewable]");
        }
    }
}
