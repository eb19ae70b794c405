package dev.devledger.adapters.signin.jwt;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer, fetched when the first token comes, and cached. Nimbus's own cache is not used: it has one
 * limit for refreshing old keys and for looking for unknown ones, so a client with made-up keys could keep it from
 * refreshing.
 */
final class CachedIssuerKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(CachedIssuerKeys.class);

    /** The age at which keys are fetched again, and so the longest time for which a withdrawn key still works. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** The age up to which keys are used while the issuer is unreachable. */
    private static final Duration GOOD = Duration.ofHours(12);

    /** The shortest pause between two requests, after a failure or because of clients with unknown keys. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private record Kept(JWKSet keys, Instant fetched) {
        boolean isYoungerThan(Duration age, Instant now) {
            return now.isBefore(fetched.plus(age));
        }
    }

    private record Failure(Instant at, String words) {}

    private final KeyFetch issuer;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Kept kept;
    private @Nullable Failure failure;

    CachedIssuerKeys(KeyFetch issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
        Kept now = atMost(FRESH);
        List<JWK> found = wanted.select(now.keys());
        return found.isEmpty() ? wanted.select(atMost(PAUSE).keys()) : found;
    }

    /** Returns keys that are not older than {@code age}; while the issuer is unreachable, older ones. */
    private Kept atMost(Duration age) throws KeySourceException {
        Kept before = kept;
        if (before != null && before.isYoungerThan(age, clock.instant())) {
            return before;
        }
        lock.lock();
        try {
            Kept meanwhile = kept;
            Instant now = clock.instant();
            return meanwhile != null && meanwhile.isYoungerThan(age, now) ? meanwhile : fetch(meanwhile, now);
        } finally {
            lock.unlock();
        }
    }

    private Kept fetch(@Nullable Kept old, Instant now) throws KeySourceException {
        Failure before = failure;
        if (before != null && now.isBefore(before.at().plus(PAUSE))) {
            return goOnWith(old, now, before.words());
        }
        try {
            Kept fresh = new Kept(issuer.fetch(), now);
            kept = fresh;
            failure = null;
            return fresh;
        } catch (IOException away) {
            String words = String.valueOf(away.getMessage());
            LOG.warn("The keys of the issuer of tokens cannot be had: {}", words);
            failure = new Failure(clock.instant(), words);
            return goOnWith(old, now, words);
        }
    }

    private static Kept goOnWith(@Nullable Kept old, Instant now, String whyNotNew) throws KeySourceException {
        if (old != null && old.isYoungerThan(GOOD, now)) {
            return old;
        }
        throw new KeySourceException(whyNotNew);
    }

    /** Fetches an issuer's keys. */
    @FunctionalInterface
    interface KeyFetch {

        /** Fetches all present keys. The message of a failure may be shown to any client. */
        JWKSet fetch() throws IOException;
    }
}
