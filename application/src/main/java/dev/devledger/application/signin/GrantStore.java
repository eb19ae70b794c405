package dev.devledger.application.signin;

import dev.devledger.application.signin.AppStore.OAuthApp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The store of grants, with the hashes of the secrets that stand for them. Each step is done once, even if two nodes
 * try at the same time.
 */
public interface GrantStore {

    /** Keeps a requested grant until that moment, and drops those that have ended by themselves. */
    void ask(Grant grant, String stateHash, Instant end, Instant now);

    /** Returns a requested grant that was neither confirmed nor has become too old. */
    Optional<Grant> asked(String stateHash, Instant now);

    /**
     * Confirms a grant for the owner.
     *
     * @return false if that was done before
     */
    boolean confirm(UUID id, List<String> scopes, Secret code);

    /** Returns the grant of a code, be it good or not. */
    Optional<GrantMatch> byCode(String hash);

    /**
     * Turns a code into a token to renew with.
     *
     * @param family the part of such a token that stays the same
     * @return false if that was done before
     */
    boolean redeem(UUID id, String codeHash, String family, Secret refresh);

    /** Returns the grant of a token to renew with, by the part of it that stays the same. */
    Optional<GrantMatch> byFamily(String hash);

    /**
     * Replaces that token by another.
     *
     * @return false if that was done before
     */
    boolean renew(UUID id, String refreshHash, Secret refresh);

    /** Returns a grant whose code was redeemed, and that has not ended. */
    Optional<Grant> open(UUID id, Instant now);

    /** Ends a grant. Does nothing if it was gone before. */
    void end(UUID id);

    /** The stored part of a secret. */
    record Secret(String hash, Instant issued, Instant end) {}

    /**
     * A grant, and the secret that is good for it.
     *
     * @param used true if the code was redeemed before; a token to renew with never was, as another takes its place
     * @param before the hash of the token to renew with whose place this one took, if any
     */
    record GrantMatch(
            Grant grant,
            Secret secret,
            boolean used,
            @Nullable String before) {}

    /**
     * The request of a program, and the scopes that it is granted.
     *
     * @param scopes the scopes that the owner has confirmed, none before
     */
    record Grant(UUID id, OAuthApp app, AuthorizationRequest wish, List<String> scopes) {
        public Grant {
            scopes = List.copyOf(scopes);
        }

        /**
         * The request as it came.
         *
         * @param redirect null if it left that to its registration
         * @param state the program's own, which it is sent back with
         * @param challenge the challenge whose source it has to know
         * @param resource the resource for which its tokens are to be
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
