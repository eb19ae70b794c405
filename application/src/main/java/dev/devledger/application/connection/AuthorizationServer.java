package dev.devledger.application.connection;

import java.net.URI;

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
}
