package dev.devledger.application.signin;

import dev.devledger.application.signin.GrantStore.Found;
import dev.devledger.application.signin.GrantStore.Secret;
import dev.devledger.domain.shared.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a program comes from asking to tokens. Each secret is good once: where one comes a second time, either the program or
 * somebody who has stolen it has used it before, so all that was given ends. A token to renew with may come again for a minute,
 * with the same answer: two sessions of a program share it, or an answer was lost.
 */
public final class Grants {
    private static final Logger LOG = LoggerFactory.getLogger(Grants.class);

    /** How long the owner may think about it. */
    private static final Duration THINKING = Duration.ofMinutes(10);

    /** How long a token to renew with may come again. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private final GrantStore store;
    private final OAuthApps apps;
    private final InstantSource clock;

    public Grants(GrantStore store, OAuthApps apps, InstantSource clock) {
        this.store = store;
        this.apps = apps;
        this.clock = clock;
    }

    /** @param state known to the owner's browser alone */
    public void ask(Grant grant, String state) {
        Instant now = clock.instant();
        store.ask(grant, Sha256.hex(state), now.plus(THINKING), now);
    }

    public Optional<Grant> asked(String state) {
        return store.asked(Sha256.hex(state), clock.instant());
    }

    /** @return false where it was confirmed before, or is asked for no longer */
    public boolean confirm(Grant grant, List<String> scopes, String code, Instant end) {
        apps.confirm(grant.app());
        return store.confirm(grant.id(), scopes, new Secret(Sha256.hex(code), clock.instant(), end));
    }

    /** What a code that is good stands for. */
    public Optional<Found> byCode(String code) {
        return store.byCode(Sha256.hex(code))
                .filter(found -> !found.used() || endedByReuse(found, "code"))
                .filter(this::isGood);
    }

    /** What a token to renew with that is good stands for. */
    public Optional<Found> byRefresh(RefreshSecret refresh) {
        return store.byFamily(refresh.familyHash())
                .filter(found -> found.secret().hash().equals(refresh.currentHash())
                        || isRepeated(found, refresh)
                        || endedByReuse(found, "token to renew with"))
                .filter(this::isGood);
    }

    private boolean isRepeated(Found found, RefreshSecret refresh) {
        return refresh.currentHash().equals(found.before())
                && clock.instant().isBefore(found.secret().issued().plus(GRACE));
    }

    private boolean isGood(Found found) {
        return clock.instant().isBefore(found.secret().end());
    }

    /** Never true, as nothing goes on from there. */
    private boolean endedByReuse(Found found, String what) {
        LOG.warn(
                "A {} of the app {} was used twice: what it was given has ended, and it has to ask again. If that"
                        + " comes again, somebody else may have its tokens.",
                what,
                found.grant().app().name());
        store.end(found.grant().id());
        apps.reused(found.grant().app());
        return false;
    }

    /** @return false where the code was used meanwhile, with which all has ended */
    public boolean redeem(Found coded, RefreshSecret refresh, Instant end) {
        Secret secret = new Secret(refresh.currentHash(), clock.instant(), end);
        return store.redeem(coded.grant().id(), coded.secret().hash(), refresh.familyHash(), secret)
                || endedByReuse(coded, "code");
    }

    /**
     * Nothing where it was done before with the same one.
     *
     * @return false where the one before was used meanwhile for another, with which all has ended
     */
    public boolean renew(Found renewed, RefreshSecret refresh, Instant end) {
        Secret secret = new Secret(refresh.currentHash(), clock.instant(), end);
        return isDone(renewed, secret)
                || store.renew(renewed.grant().id(), renewed.secret().hash(), secret)
                || store.byFamily(refresh.familyHash())
                        .filter(now -> isDone(now, secret))
                        .isPresent()
                || endedByReuse(renewed, "token to renew with");
    }

    private static boolean isDone(Found found, Secret secret) {
        return found.secret().hash().equals(secret.hash());
    }

    /** One for which there are tokens. */
    public Optional<Grant> open(UUID id) {
        return store.open(id, clock.instant());
    }

    public void end(UUID id) {
        store.end(id);
    }
}
