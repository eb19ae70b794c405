package dev.devledger.application.signin;

import dev.devledger.application.signin.AppStore.OAuthApp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The store of grants, with the hashes of the secrets that stand for them. Each step succeeds once, even if two nodes
 * try it at the same time.
 */
public interface GrantStore {

    /** Stores a requested grant until {@code end}, and drops the requests and grants whose time is over. */
    void ask(Grant grant, String stateHash, Instant end, Instant now);

    /** Returns a requested grant that was not confirmed yet and whose time is not over. */
    Optional<Grant> asked(String stateHash, Instant now);

    /**
     * Confirms a grant for the owner.
     *
     * @return false if the grant was confirmed before
     */
    boolean confirm(UUID id, List<String> scopes, Secret code);

    /** Returns the grant of a code, even if the code is used or too old. */
    Optional<GrantMatch> byCode(String hash);

    /**
     * Exchanges a code for a refresh token.
     *
     * @param family the hash of the refresh token's part that stays the same
     * @return false if the code was exchanged before
     */
    boolean redeem(UUID id, String codeHash, String family, Secret refresh);

    /** Returns the grant of a refresh token, by the hash of the token's part that stays the same. */
    Optional<GrantMatch> byFamily(String hash);

    /**
     * Replaces a refresh token by a new one.
     *
     * @return false if the token was replaced before
     */
    boolean renew(UUID id, String refreshHash, Secret refresh);

    /** Returns a grant that has not ended, and whose code was exchanged for tokens. */
    Optional<Grant> open(UUID id, Instant now);

    /** Ends a grant; does nothing if there is none. */
    void end(UUID id);

    /** The stored part of a secret. */
    record Secret(String hash, Instant issued, Instant end) {}

    /**
     * A grant, with the secret that stands for it.
     *
     * @param used true if the secret is a code that was exchanged before; a used refresh token is replaced instead
     * @param before the hash of the refresh token that this one replaced; null if there was none
     */
    record GrantMatch(
            Grant grant,
            Secret secret,
            boolean used,
            @Nullable String before) {}

    /**
     * The request of a program, and the scopes that the owner has granted.
     *
     * @param scopes the confirmed scopes; empty before the owner confirms
     */
    record Grant(UUID id, OAuthApp app, AuthorizationRequest wish, List<String> scopes) {
        public Grant {
            scopes = List.copyOf(scopes);
        }

        /**
         * The program's request as it was sent.
         *
         * @param redirect null if the program relies on its registration
         * @param state the program's own text, which it gets back with the answer
         * @param challenge the PKCE challenge, whose verifier the program has to send later
         * @param resource the resource for which the program wants tokens
         */
        public record AuthorizationRequest(
                @Nullable String redirect,
                @Nullable String state,
                String challenge,
                String resource,
                List<String> scopes,
                Instant at) {
            public AuthorizationRequest {
                scopes = List.copyOf(scopes);
            }
        }

        /** Returns the address to which the browser is sent back. */
        public String redirect() {
            return wish.redirect() == null ? app.redirects().getFirst() : wish.redirect();
        }
    }
}
