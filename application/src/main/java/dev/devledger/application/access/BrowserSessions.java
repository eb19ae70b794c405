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

    /** A login of a browser as this node knows it, and the same one for as long as it does. */
    public static final class BrowserSession {
        private final String hash;

        /** Of the one who looks whether it still holds; the others go on with what is known. */
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

        /** When it was last shown that this is the owner. */
        public Instant shown() {
            return login.shown();
        }

        void shown(Instant at) {
            login = new BrowserLogin(login.end(), at);
        }

        /** For ever, also where the clock is turned back. */
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

    /** What a browser brings along: 256 random bits. */
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

        /** What is kept of it, in hexadecimal digits. With another owner token it is another one. */
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

    /** Whoever sits before an open browser shows that they are the owner before they do what outlives its session. */
    public interface RecentLogin {

        /** Whether that was shown a while ago, and not since. */
        boolean isTooOld(BrowserSession session);

        /** @throws AccessRefused where it is too old */
        void require(BrowserSession session);

        /**
         * Takes the owner token once more: the session goes on, and its login is new.
         *
         * @param address from where it came
         * @throws dev.devledger.domain.shared.Rejection where it is another one
         */
        void show(BrowserSession session, String token, String address);
    }

    /**
     * A login of the owner's browser.
     *
     * @param end when it is over, however much it is used
     * @param shown when it was last shown that this is the owner
     */
    public record BrowserLogin(Instant end, Instant shown) {}

    /** Where all nodes know logins of browsers from. Hashes are hexadecimal digits. */
    public interface BrowserLoginStore {

        /** Those that are over by now go. */
        void begin(String hash, BrowserLogin login, Instant now);

        Optional<BrowserLogin> find(String hash);

        /** Nothing where it has ended. */
        void shown(String hash, Instant at);

        /** Once it returns, nobody finds it. */
        void end(String hash);
    }
}
