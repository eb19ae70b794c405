package dev.devledger.application.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of the owner's browsers. They are in the database, so they outlive a node and hold on each one that has
 * the same owner token. A node looks up again what it knows of a session, twice a second at most, and not at all while
 * the session is not used (ADR 0090).
 */
public final class BrowserSessions {
    private static final Logger LOG = LoggerFactory.getLogger(BrowserSessions.class);
    private static final Duration LENGTH = Duration.ofHours(12);

    /** An end on another node is noticed within this time. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final BrowserLoginStore store;
    private final String ownerToken;
    private final InstantSource clock;

    /** The sessions by their hashes. An ended one stays until its time is over, so that it is not looked up again. */
    private final Map<String, BrowserSession> known = new ConcurrentHashMap<>();

    public BrowserSessions(BrowserLoginStore store, String ownerToken, InstantSource clock) {
        this.store = store;
        this.ownerToken = ownerToken;
        this.clock = clock;
    }

    /** Begins a session, and returns the secret for the browser, this once. */
    public String begin() {
        String secret = SessionSecret.random();
        String hash = SessionSecret.hash(secret, ownerToken);
        Instant now = now();
        BrowserLogin login = new BrowserLogin(now.plus(LENGTH), now);
        store.begin(hash, login, now);
        know(hash, login, now);
        return secret;
    }

    /** Empty if there is no such session, or no more. */
    public Optional<BrowserSession> find(String secret) {
        if (!SessionSecret.fits(secret)) {
            return Optional.empty();
        }
        String hash = SessionSecret.hash(secret, ownerToken);
        BrowserSession here = known.get(hash);
        return Optional.ofNullable(here == null ? takeUp(hash) : here).filter(this::holds);
    }

    /** True if {@link #find} would find it without a look at the database, which may be away. */
    public boolean isKnown(String secret) {
        BrowserSession here = SessionSecret.fits(secret) ? known.get(SessionSecret.hash(secret, ownerToken)) : null;
        return here != null && !here.hasEnded() && !here.isOver(now());
    }

    /** True also if the database does not answer: nobody can have ended the session in it then. */
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

    /** Records that the owner token was entered once more. */
    public void shown(BrowserSession session) {
        Instant now = now();
        store.shown(session.hash(), now);
        session.shown(now);
    }

    /** Ends the session, on every node, and on this one at once. */
    public void end(BrowserSession session) {
        store.end(session.hash());
        session.end();
    }

    /** Returns the time, as exactly as the database keeps it. */
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
            return; // another thread has looked meanwhile
        }
        try {
            store.find(session.hash()).ifPresentOrElse(session::is, session::end);
        } catch (RuntimeException away) {
            LOG.debug("Whether a session still holds could not be looked up", away);
        }
        session.looked(now);
    }

    /** A login of a browser as this node knows it; the object stays the same as long as it is known. */
    public static final class BrowserSession {
        private final String hash;

        /** The lock of the thread that looks whether the session still holds; the others go on with what is known. */
        final ReentrantLock look = new ReentrantLock();

        private volatile BrowserLogin login;
        private volatile Instant lookedAt;
        private volatile boolean ended;

        BrowserSession(String hash, BrowserLogin login, Instant now) {
            this.hash = hash;
            this.login = login;
            this.lookedAt = now;
        }

        String hash() {
            return hash;
        }

        /** Returns the time when the owner token was last shown. */
        public Instant shown() {
            return login.shown();
        }

        void shown(Instant at) {
            login = new BrowserLogin(login.end(), at);
        }

        /** Ends it for ever, also if the clock is turned back. */
        void end() {
            ended = true;
        }

        boolean isOver(Instant now) {
            return !now.isBefore(login.end());
        }

        boolean hasEnded() {
            return ended;
        }

        boolean isFresh(Instant now, Duration time) {
            return !now.isBefore(lookedAt) && now.isBefore(lookedAt.plus(time));
        }

        void looked(Instant at) {
            lookedAt = at;
        }

        void is(BrowserLogin now) {
            login = now;
        }
    }

    /** The secret of a browser: 256 random bits. */
    static final class SessionSecret {
        private static final int BYTES = 32;
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
        private static final String HASH = "HmacSHA256";
        private static final SecureRandom RANDOM = new SecureRandom();

        private SessionSecret() {}

        static String random() {
            byte[] random = new byte[BYTES];
            RANDOM.nextBytes(random);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        }

        static boolean fits(String secret) {
            return FORM.matcher(secret).matches();
        }

        /** Returns the hash that is stored, in hexadecimal digits. Another owner token gives another hash. */
        static String hash(String secret, String ownerToken) {
            try {
                Mac mac = Mac.getInstance(HASH);
                mac.init(new SecretKeySpec(ownerToken.getBytes(StandardCharsets.UTF_8), HASH));
                return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("Every Java has HMAC-SHA-256.", impossible);
            }
        }
    }

    /**
     * The demand for a recent login: the person before an open browser shows that they are the owner before they do
     * what outlives its session.
     */
    public interface RecentLogin {

        /** True if that was shown too long ago. */
        boolean isTooOld(BrowserSession session);

        /** @throws AccessRefused if the login is too old */
        void require(BrowserSession session);

        /**
         * Accepts the owner token once more: the session goes on, and its login is new.
         *
         * @param address the address of the browser
         * @throws dev.devledger.domain.shared.Rejection if it is another token
         */
        void show(BrowserSession session, String token, String address);
    }

    /**
     * A login of the owner's browser.
     *
     * @param end the time when it is over, however much it is used
     * @param shown the time when the owner token was last shown
     */
    public record BrowserLogin(Instant end, Instant shown) {}

    /** The store from which all nodes know logins of browsers. Hashes are hexadecimal digits. */
    public interface BrowserLoginStore {

        /** Adds a login, and removes those that are over by now. */
        void begin(String hash, BrowserLogin login, Instant now);

        Optional<BrowserLogin> find(String hash);

        /** Does nothing if the login has ended. */
        void shown(String hash, Instant at);

        /** Ends the login: once it returns, no node finds it. */
        void end(String hash);
    }
}
