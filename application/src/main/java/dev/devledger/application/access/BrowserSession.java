package dev.devledger.application.access;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** A login of a browser as this node knows it, and the same one for as long as it does. */
public final class BrowserSession {
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
