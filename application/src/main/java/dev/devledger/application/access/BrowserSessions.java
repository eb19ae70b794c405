package dev.devledger.application.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of the owner's browsers. They are in the database, so they outlive a node and hold on each one that has the same
 * owner token. What this node knows of one it looks up again twice a second at most, and not at all while nobody comes with it
 * (ADR 0090).
 */
public final class BrowserSessions {
    private static final Logger LOG = LoggerFactory.getLogger(BrowserSessions.class);
    private static final Duration LENGTH = Duration.ofHours(12);

    /** An end on another node is noticed within this time. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final BrowserLoginStore store;
    private final String ownerToken;
    private final InstantSource clock;

    /** By their hashes. One that has ended stays until its time is over: nobody has to look for it again. */
    private final Map<String, BrowserSession> known = new ConcurrentHashMap<>();

    public BrowserSessions(BrowserLoginStore store, String ownerToken, InstantSource clock) {
        this.store = store;
        this.ownerToken = ownerToken;
        this.clock = clock;
    }

    /** Of a new session: what the browser has to bring along, which is told this once. */
    public String begin() {
        String secret = SessionSecret.random();
        String hash = SessionSecret.hash(secret, ownerToken);
        Instant now = now();
        BrowserLogin login = new BrowserLogin(now.plus(LENGTH), now);
        store.begin(hash, login, now);
        know(hash, login, now);
        return secret;
    }

    /** Empty where it is none, or none any more. */
    public Optional<BrowserSession> find(String secret) {
        if (!SessionSecret.fits(secret)) {
            return Optional.empty();
        }
        String hash = SessionSecret.hash(secret, ownerToken);
        BrowserSession here = known.get(hash);
        return Optional.ofNullable(here == null ? takeUp(hash) : here).filter(this::holds);
    }

    /** Whether {@link #find} would find it without a look at the database, which may be away. */
    public boolean isKnown(String secret) {
        BrowserSession here = SessionSecret.fits(secret) ? known.get(SessionSecret.hash(secret, ownerToken)) : null;
        return here != null && !here.hasEnded() && !here.isOver(now());
    }

    /** Nobody can have ended it in a database that does not answer. */
    public boolean holds(BrowserSession session) {
        if (session.isOver(now())) {
            session.end();
        }
        if (!session.hasEnded() && !session.isFresh(now(), LOOK) && session.look.tryLock()) {
            try {
                lookAgain(session);
            } finally {
                session.look.unlock();
            }
        }
        return !session.hasEnded();
    }

    /** The owner token was entered once more. */
    public void shown(BrowserSession session) {
        Instant now = now();
        store.shown(session.hash(), now);
        session.shown(now);
    }

    /** On every node, and here at once. */
    public void end(BrowserSession session) {
        store.end(session.hash());
        session.end();
    }

    /** The database keeps no more of a time. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private @Nullable BrowserSession takeUp(String hash) {
        Instant now = now();
        return store.find(hash).map(login -> know(hash, login, now)).orElse(null);
    }

    private BrowserSession know(String hash, BrowserLogin login, Instant now) {
        known.values().removeIf(each -> each.isOver(now));
        BrowserSession here = new BrowserSession(hash, login, now);
        BrowserSession before = known.putIfAbsent(hash, here);
        return before == null ? here : before;
    }

    private void lookAgain(BrowserSession session) {
        Instant now = now();
        if (session.isFresh(now, LOOK)) {
            return; // somebody else has looked meanwhile
        }
        try {
            store.find(session.hash()).ifPresentOrElse(session::is, session::end);
        } catch (RuntimeException away) {
            LOG.debug("Whether a session still holds could not be looked up", away);
        }
        session.looked(now);
    }
}
