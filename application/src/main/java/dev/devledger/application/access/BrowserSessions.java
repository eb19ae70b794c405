package dev.devledger.application.access;

import dev.devledger.application.access.Access.AccessRefused;
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
 * The sessions of the owner's browsers. The database keeps them, so that they outlive a node and are valid on each node
 * that has the same owner token. A node checks a session that it knows twice a second at most, and only while the
 * session is used (ADR 0090).
 */
public final class BrowserSessions {
    private static final Logger LOG = LoggerFactory.getLogger(BrowserSessions.class);
    private static final Duration LENGTH = Duration.ofHours(12);

    /** The time within which a node notices that another node ended a session. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final BrowserLoginStore store;
    private final String ownerToken;
    private final InstantSource clock;

    /**
     * The known sessions by their hashes. An ended session stays in the map until its time is over, so that it is not
     * looked up again.
     */
    private final Map<String, BrowserSession> known = new ConcurrentHashMap<>();

    public BrowserSessions(BrowserLoginStore store, String ownerToken, InstantSource clock) {
        this.store = store;
        this.ownerToken = ownerToken;
        this.clock = clock;
    }

    /** Begins a session. Returns the secret for the browser, which cannot be read again later. */
    public String begin() {
        String secret = SessionSecret.random();
        String hash = SessionSecret.hash(secret, ownerToken);
        Instant now = now();
        BrowserLogin login = new BrowserLogin(now.plus(LENGTH), now);
        store.begin(hash, login, now);
        know(hash, login, now);
        return secret;
    }

    /** Returns the session; empty if there is none, or if it has ended. */
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

    /** True if the session has not ended. Also true if the database does not answer: nobody can end a session then. */
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

    /** Ends the session: at once on this node, and soon on all others. */
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

    /** A login of a browser as this node knows it; there is one object for as long as the node knows the session. */
    public static final class BrowserSession {
        private final String hash;

        /** The lock of the thread that checks if the session has ended; other threads go on with the last result. */
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

        /** Returns the time when the owner token was last entered. */
        public Instant shown() {
            return login.shown();
        }

        void shown(Instant at) {
            login = new BrowserLogin(login.end(), at);
        }

        /** Ends the session for ever, even if the clock is turned back. */
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

        /**
         * Returns the hash that is stored, in hexadecimal digits. It depends on the owner token: another owner token
         * ends all sessions.
         */
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
     * Requires a recent login: before an action whose effect outlives the session, the person at the open browser
     * proves to be the owner.
     */
    public interface RecentLogin {

        /** True if the owner token was last entered too long ago. */
        boolean isTooOld(BrowserSession session);

        /** @throws AccessRefused if the login is too old */
        void require(BrowserSession session);

        /**
         * Accepts the owner token once more: the session goes on, and its login is new.
         *
         * @param address the address of the browser
         * @throws dev.devledger.domain.shared.Rejection if {@code token} is not the owner token
         */
        void show(BrowserSession session, String token, String address);
    }

    /**
     * A login of the owner's browser.
     *
     * @param end the time when the login ends, however much it is used
     * @param shown the time when the owner token was last entered
     */
    public record BrowserLogin(Instant end, Instant shown) {}

    /** The store of browser logins, shared by all nodes. Hashes are hexadecimal digits. */
    public interface BrowserLoginStore {

        /** Adds a login, and removes the logins whose time is over. */
        void begin(String hash, BrowserLogin login, Instant now);

        Optional<BrowserLogin> find(String hash);

        /** Records that the owner token was entered again; does nothing if the login has ended. */
        void shown(String hash, Instant at);

        /** Ends the login: once it returns, no node finds it. */
        void end(String hash);
    }
}
