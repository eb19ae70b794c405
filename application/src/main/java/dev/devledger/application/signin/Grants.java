package dev.devledger.application.signin;

import dev.devledger.application.signin.GrantStore.Grant;
import dev.devledger.application.signin.GrantStore.GrantMatch;
import dev.devledger.application.signin.GrantStore.Secret;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a program from a request to tokens. Each secret is good once: if one comes a second time, either the
 * program or a thief has used it before, so the whole grant ends. A token to renew with may come again for a minute,
 * with the same answer: two sessions of a program share it, or an answer was lost.
 */
public final class Grants {
    private static final Logger LOG = LoggerFactory.getLogger(Grants.class);

    /** The time that the owner has for a decision. */
    private static final Duration THINKING = Duration.ofMinutes(10);

    /** The time in which a token to renew with may come again. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private final GrantStore store;
    private final OAuthApps apps;
    private final InstantSource clock;

    public Grants(GrantStore store, OAuthApps apps, InstantSource clock) {
        this.store = store;
        this.apps = apps;
        this.clock = clock;
    }

    /** @param state a secret of the owner's browser alone */
    public void ask(Grant grant, String state) {
        Instant now = clock.instant();
        store.ask(grant, Sha256.hex(state), now.plus(THINKING), now);
    }

    public Optional<Grant> asked(String state) {
        return store.asked(Sha256.hex(state), clock.instant());
    }

    /** @return false if it was confirmed before, or the request has ended */
    public boolean confirm(Grant grant, List<String> scopes, String code, Instant end) {
        apps.confirm(grant.app());
        return store.confirm(grant.id(), scopes, new Secret(Sha256.hex(code), clock.instant(), end));
    }

    /** Returns the grant of a good code. */
    public Optional<GrantMatch> byCode(String code) {
        return store.byCode(Sha256.hex(code))
                .filter(found -> !found.used() || endedByReuse(found, "code"))
                .filter(this::isGood);
    }

    /** Returns the grant of a good token to renew with. */
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

    /** Ends the grant; never true, as nothing goes on from there. */
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

    /** @return false if the code was used meanwhile, which has ended the grant */
    public boolean redeem(GrantMatch coded, RefreshSecret refresh, Instant end) {
        Secret secret = new Secret(refresh.currentHash(), clock.instant(), end);
        return store.redeem(coded.grant().id(), coded.secret().hash(), refresh.familyHash(), secret)
                || endedByReuse(coded, "code");
    }

    /**
     * Does nothing if it was done before with the same token.
     *
     * @return false if the one before was used meanwhile for another, which has ended the grant
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

    /** Returns a grant with tokens. */
    public Optional<Grant> open(UUID id) {
        return store.open(id, clock.instant());
    }

    public void end(UUID id) {
        store.end(id);
    }

    /**
     * A token to renew with. One part stays the same with each renewal and names the grant, so that a token that was
     * used before is told from one that never was.
     */
    public record RefreshSecret(String family, String current) {
        private static final int BYTES = 32;
        private static final String HASH = "HmacSHA256";
        private static final SecureRandom RANDOM = new SecureRandom();

        /** The prefix lets people, and scanners for leaked secrets, recognise it. */
        private static final Pattern FORM = Pattern.compile("dlr_([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");

        public static RefreshSecret random() {
            return new RefreshSecret(word(), word());
        }

        /** Returns the token that takes its place: always the same one, which cannot be found out without the seed. */
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

        /** Empty if the text is no such token. */
        public static Optional<RefreshSecret> read(String text) {
            Matcher parts = FORM.matcher(text);
            return parts.matches() ? Optional.of(new RefreshSecret(parts.group(1), parts.group(2))) : Optional.empty();
        }

        /** Returns the text that the program has. */
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
}
