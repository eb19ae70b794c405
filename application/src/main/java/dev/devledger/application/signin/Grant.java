package dev.devledger.application.signin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a program asks for, and what it is given of that.
 *
 * @param scopes what the owner has confirmed, none before
 */
public record Grant(UUID id, OAuthApp app, Wish wish, List<String> scopes) {
    public Grant {
        scopes = List.copyOf(scopes);
    }

    /**
     * As it came.
     *
     * @param redirect null where it left that to what it has registered
     * @param state the program's own, which it is sent back with
     * @param challenge of which it has to know what it was made from
     * @param resource for which its tokens are to be
     */
    public record Wish(
            @Nullable String redirect,
            @Nullable String state,
            String challenge,
            String resource,
            List<String> scopes,
            Instant at) {
        public Wish {
            scopes = List.copyOf(scopes);
        }
    }

    /** Where the browser is sent back to. */
    public String redirect() {
        return wish.redirect() == null ? app.redirects().getFirst() : wish.redirect();
    }
}
