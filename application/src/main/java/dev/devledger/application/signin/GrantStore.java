package dev.devledger.application.signin;

import dev.devledger.application.signin.AppStore.OAuthApp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where grants are kept, with the hashes of the secrets that stand for them. Each step is taken once, also where two nodes
 * try at the same time.
 */
public interface GrantStore {

    /** Keeps what is asked for until that moment, and drops what has ended by itself. */
    void ask(Grant grant, String stateHash, Instant end, Instant now);

    /** What is asked for, and was neither confirmed nor has become too old. */
    Optional<Grant> asked(String stateHash, Instant now);

    /**
     * The owner has confirmed it.
     *
     * @return false where that was done before
     */
    boolean confirm(UUID id, List<String> scopes, Secret code);

    /** What a code stands for, be it good or not. */
    Optional<Found> byCode(String hash);

    /**
     * A code becomes a token to renew with.
     *
     * @param family the part of such a token that stays the same
     * @return false where that was done before
     */
    boolean redeem(UUID id, String codeHash, String family, Secret refresh);

    /** What a token to renew with stands for, by the part of it that stays the same. */
    Optional<Found> byFamily(String hash);

    /**
     * Another token takes the place of that one.
     *
     * @return false where that was done before
     */
    boolean renew(UUID id, String refreshHash, Secret refresh);

    /** One whose code was redeemed, and that has not ended. */
    Optional<Grant> open(UUID id, Instant now);

    /** It is gone. Nothing where it was before. */
    void end(UUID id);

    /** What is kept of a secret. */
    record Secret(String hash, Instant issued, Instant end) {}

    /**
     * A grant, and the secret that is good for it.
     *
     * @param used whether the code was redeemed before; a token to renew with never was, as another takes its place
     * @param before the hash of the token to renew with whose place this one took, if any
     */
    record Found(
            Grant grant,
            Secret secret,
            boolean used,
            @Nullable String before) {}

    /**
     * What a program asks for, and what it is given of that.
     *
     * @param scopes what the owner has confirmed, none before
     */
    record Grant(UUID id, OAuthApp app, Wish wish, List<String> scopes) {
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
}
