package dev.devledger.adapters.security;

import dev.devledger.application.access.AccessRefused;
import dev.devledger.application.access.BrowserSession;
import dev.devledger.application.access.BrowserSessions;
import dev.devledger.application.access.RecentLogin;
import dev.devledger.domain.shared.Rejection;
import java.time.Duration;
import java.time.InstantSource;

/** @param most how old a login may be for what takes one that is not old */
record LoginAge(OwnerToken owner, Guesses guesses, BrowserSessions sessions, Duration most, InstantSource clock)
        implements RecentLogin {
    @Override
    public boolean isTooOld(BrowserSession session) {
        return clock.instant().isAfter(session.shown().plus(most));
    }

    @Override
    public void require(BrowserSession session) {
        if (isTooOld(session)) {
            throw AccessRefused.loginTooOld(most);
        }
    }

    @Override
    public void show(BrowserSession session, String token, String address) {
        if (token.isBlank()) {
            throw Rejection.invalid("token", "is missing");
        }
        if (!owner.matches(token.strip())) {
            Duration wait = guesses.wrong(address);
            throw wait.isZero()
                    ? Rejection.invalid("token", "is not the owner token")
                    : new TooManyRequests(LoginPage.wrongAgain(wait), wait);
        }
        sessions.shown(session);
    }
}
