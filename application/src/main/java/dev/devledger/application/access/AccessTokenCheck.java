package dev.devledger.application.access;

import dev.devledger.application.access.AccessTokenStore.IssuedToken;
import dev.devledger.application.access.AccessTokenStore.StoredToken;
import dev.devledger.application.access.AccessTokenStore.TokenUse;
import dev.devledger.application.access.AccessTokens.TokenSecret;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import dev.devledger.application.access.TokenCheck.TokenRefused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks access tokens. A node keeps tokens that it has read until any token is revoked. To learn of revocations it
 * reads their number from the database: twice a second at most, and only while access tokens are used (ADR 0131).
 */
public final class AccessTokenCheck implements TokenCheck {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokenCheck.class);

    /** A revocation on another node is noticed within this time. */
    private static final Duration LOOK = Duration.ofMillis(500);

    /**
     * Tokens by their hashes, as they were at the given number of revocations.
     *
     * @param forgotten the number of times that everything had been forgotten before
     */
    private record CheckedTokens(long forgotten, long revocations, Instant at, Map<String, StoredToken> tokens) {
        boolean isFresh(long times, Instant now) {
            return forgotten == times && !now.isBefore(at) && now.isBefore(at.plus(LOOK));
        }
    }

    private final AccessTokenStore store;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong forgotten = new AtomicLong();
    private volatile @Nullable CheckedTokens seen;

    public AccessTokenCheck(AccessTokenStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Makes the node read its tokens again, after a revocation on this node or a reconnect to the database. Takes no
     * lock, as a reader may hold the lock while it waits for the connection that reports the change.
     */
    public void forget() {
        forgotten.incrementAndGet();
    }

    @Override
    public Optional<AuthenticatedCaller> caller(String bearer) {
        if (!TokenSecret.fits(bearer)) {
            return Optional.empty();
        }
        String hash = TokenSecret.hash(bearer);
        return known(hash).map(known -> {
            IssuedToken token = good(known);
            return new AuthenticatedCaller(
                    token.id().toString(),
                    token.name(),
                    token.access(),
                    () -> holds(hash),
                    (channel, client) -> noteUse(token, hash, channel, client));
        });
    }

    /**
     * Returns the token, or refuses it with the reason. Only a caller who was given the token's 256 random bits can
     * learn the reason.
     */
    private IssuedToken good(StoredToken known) {
        if (known.revoked()) {
            throw TokenRefused.invalid("This access token was revoked. Ask for another one.");
        }
        if (known.token().isExpired(clock.instant())) {
            throw TokenRefused.invalid("This access token has expired. Ask for another one.");
        }
        return known.token();
    }

    /** True if the token grants access. Also true if the database does not answer: nobody can revoke a token then. */
    private boolean holds(String hash) {
        try {
            return known(hash)
                    .filter(known -> !known.revoked() && !known.token().isExpired(clock.instant()))
                    .isPresent();
        } catch (RuntimeException away) {
            LOG.debug("Whether an access token still holds could not be looked up", away);
            return true;
        }
    }

    private Optional<StoredToken> known(String hash) {
        Map<String, StoredToken> tokens = upToDate().tokens();
        StoredToken known = tokens.get(hash);
        if (known == null) {
            known = store.ofHash(hash).orElse(null);
            if (known != null) {
                tokens.put(hash, known);
            }
        }
        return Optional.ofNullable(known);
    }

    /**
     * Reads the number of revocations before any token, so that a token revoked in between is kept under the older
     * number only.
     */
    private CheckedTokens upToDate() {
        CheckedTokens now = seen;
        if (now != null && now.isFresh(forgotten.get(), clock.instant())) {
            return now;
        }
        lock.lock();
        try {
            CheckedTokens before = seen;
            long times = forgotten.get();
            Instant begin = clock.instant();
            if (before != null && before.isFresh(times, begin)) {
                return before; // another thread has looked meanwhile
            }
            long revocations = store.revocations();
            Map<String, StoredToken> tokens =
                    before != null && before.forgotten() == times && before.revocations() == revocations
                            ? before.tokens()
                            : new ConcurrentHashMap<>();
            CheckedTokens fresh = new CheckedTokens(times, revocations, begin, tokens);
            seen = fresh;
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    /** Records the use. If that fails, the request still succeeds. */
    private void noteUse(IssuedToken token, String hash, String channel, @Nullable String client) {
        Instant now = clock.instant();
        TokenUse use = token.useThrough(channel, client, now);
        CheckedTokens known = seen;
        if (!token.isUseNew(now)
                || known == null
                || !known.tokens()
                        .replace(hash, new StoredToken(token, false), new StoredToken(token.used(use), false))) {
            return; // not due yet, or another thread just records it
        }
        try {
            store.used(token.id(), use);
        } catch (RuntimeException unwritten) {
            LOG.debug("The use of an access token could not be written down", unwritten);
        }
    }
}
