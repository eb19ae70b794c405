package dev.devledger.application.signin;

import dev.devledger.application.signin.Grants.GrantStore.Grant;
import dev.devledger.application.signin.Grants.GrantStore.GrantMatch;
import dev.devledger.application.signin.Grants.GrantStore.Secret;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
import dev.devledger.domain.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a program from a request to its tokens. Each secret can be used once: if one is used a second time,
 * either the program or a thief has used it before, so the whole grant ends. Only a refresh token may be sent again
 * within a minute, with the same answer: two sessions of a program may share it, or an answer may have been lost.
 */
public final class Grants {
    private static final Logger LOG = LoggerFactory.getLogger(Grants.class);

    /** The time within which the owner has to decide. */
    private static final Duration THINKING = Duration.ofMinutes(10);

    /** The time within which a refresh token may be sent again. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private final GrantStore store;
    private final OAuthApps apps;
    private final InstantSource clock;

    public Grants(GrantStore store, OAuthApps apps, InstantSource clock) {
        this.store = store;
        this.apps = apps;
        this.clock = clock;
    }

    /** @param state a secret that only the owner's browser has */
    public void ask(Grant grant, String state) {
        Instant now = clock.instant();
        store.ask(grant, Sha256.hex(state), now.plus(THINKING), now);
    }

    public Optional<Grant> asked(String state) {
        return store.asked(Sha256.hex(state), clock.instant());
    }

    /** @return false if the grant was confirmed before, or the request has ended */
    public boolean confirm(Grant grant, List<String> scopes, String code, Instant end) {
        apps.confirm(grant.app());
        return store.confirm(grant.id(), scopes, new Secret(Sha256.hex(code), clock.instant(), end));
    }

    /** Returns the grant of a valid code. */
    public Optional<GrantMatch> byCode(String code) {
        return store.byCode(Sha256.hex(code))
                .filter(found -> !found.used() || endedByReuse(found, "code"))
                .filter(this::isGood);
    }

    /** Returns the grant of a valid refresh token. */
    public Optional<GrantMatch> byRefresh(RefreshSecret refresh) {
        return store.byFamily(refresh.familyHash())
                .filter(found -> found.secret().hash().equals(refresh.currentHash())
                        || isRepeated(found, refresh)
                        || endedByReuse(found, "token to renew with"))
                .filter(this::isGood);
    }

    private boolean isRepeated(GrantMatch found, RefreshSecret refresh) {
        return refresh.currentHash().equals(found.before())
                && clock.instant().isBefore(found.secret().issued().plus(GRACE));
    }

    private boolean isGood(GrantMatch found) {
        return clock.instant().isBefore(found.secret().end());
    }

    /** Ends the grant; returns false, so that the caller finds none. */
    private boolean endedByReuse(GrantMatch found, String what) {
        LOG.warn(
                "A {} of the app {} was used twice: what it was given has ended, and it has to ask again. If that"
                        + " comes again, somebody else may have its tokens.",
                what,
                found.grant().app().name());
        store.end(found.grant().id());
        apps.reused(found.grant().app());
        return false;
    }

    /** @return false if another call used the code first, which has ended the grant */
    public boolean redeem(GrantMatch coded, RefreshSecret refresh, Instant end) {
        Secret secret = new Secret(refresh.currentHash(), clock.instant(), end);
        return store.redeem(coded.grant().id(), coded.secret().hash(), refresh.familyHash(), secret)
                || endedByReuse(coded, "code");
    }

    /**
     * Replaces the refresh token; does nothing if that was done before with the same new token.
     *
     * @return false if the old token was replaced by another one meanwhile, which has ended the grant
     */
    public boolean renew(GrantMatch renewed, RefreshSecret refresh, Instant end) {
        Secret secret = new Secret(refresh.currentHash(), clock.instant(), end);
        return isDone(renewed, secret)
                || store.renew(renewed.grant().id(), renewed.secret().hash(), secret)
                || store.byFamily(refresh.familyHash())
                        .filter(now -> isDone(now, secret))
                        .isPresent()
                || endedByReuse(renewed, "token to renew with");
    }

    private static boolean isDone(GrantMatch found, Secret secret) {
        return found.secret().hash().equals(secret.hash());
    }

    /** Returns a grant that has tokens and has not ended. */
    public Optional<Grant> open(UUID id) {
        return store.open(id, clock.instant());
    }

    public void end(UUID id) {
        store.end(id);
    }

    /**
     * A refresh token. One part stays the same with each renewal and names the grant, so that a used token can be told
     * from one that never existed.
     */
    public record RefreshSecret(String family, String current) {
        private static final int BYTES = 32;
        private static final String HASH = "HmacSHA256";
        private static final SecureRandom RANDOM = new SecureRandom();

        /** The form of a refresh token. By its prefix people, and scanners for leaked secrets, recognise it. */
        private static final Pattern FORM = Pattern.compile("dlr_([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");

        public static RefreshSecret random() {
            return new RefreshSecret(word(), word());
        }

        /**
         * Returns the refresh token that replaces this one: always the same, and unknown to anyone without the seed.
         */
        public RefreshSecret next(byte[] seed) {
            try {
                Mac mac = Mac.getInstance(HASH);
                mac.init(new SecretKeySpec(seed, HASH));
                return new RefreshSecret(family, text(mac.doFinal(text().getBytes(StandardCharsets.US_ASCII))));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("Every Java has HMAC-SHA-256.", impossible);
            }
        }

        private static String word() {
            byte[] random = new byte[BYTES];
            RANDOM.nextBytes(random);
            return text(random);
        }

        private static String text(byte[] random) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        }

        /** Returns the refresh token; empty if the text is none. */
        public static Optional<RefreshSecret> read(String text) {
            Matcher parts = FORM.matcher(text);
            return parts.matches() ? Optional.of(new RefreshSecret(parts.group(1), parts.group(2))) : Optional.empty();
        }

        /** Returns the text that the program gets. */
        public String text() {
            return "dlr_" + family + "." + current;
        }

        String familyHash() {
            return Sha256.hex(family);
        }

        String currentHash() {
            return Sha256.hex(current);
        }

        /** Returns the token without the secret. */
        @Override
        public String toString() {
            return "RefreshSecret[…]";
        }
    }

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
}
