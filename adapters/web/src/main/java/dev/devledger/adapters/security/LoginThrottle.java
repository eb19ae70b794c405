package dev.devledger.adapters.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Slows down who tries tokens at the login. Nobody guesses 256 bits; this keeps a script from filling the log, and says
 * so to whoever pasted the wrong thing too often.
 */
final class LoginThrottle {
    private static final int MOST = 5;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Deque<Instant> wrong = new ArrayDeque<>();

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** How long to wait before the next try; zero where one may try now. */
    synchronized Duration toWait() {
        Instant now = clock.instant();
        while (!wrong.isEmpty() && !wrong.getFirst().isAfter(now.minus(WINDOW))) {
            wrong.removeFirst();
        }
        return wrong.size() < MOST
                ? Duration.ZERO
                : Duration.between(now, wrong.getFirst().plus(WINDOW));
    }

    synchronized void wrong() {
        wrong.addLast(clock.instant());
    }

    synchronized void right() {
        wrong.clear();
    }
}
