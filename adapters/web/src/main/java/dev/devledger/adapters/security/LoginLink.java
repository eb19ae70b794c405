package dev.devledger.adapters.security;

import dev.devledger.domain.shared.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

/** A word that logs in one browser, once, within ten minutes. Only its hash is kept. */
public final class LoginLink {
    private static final Duration VALID = Duration.ofMinutes(10);
    private static final int BYTES = 32;

    /** What comes of a word that somebody brings. */
    enum Answer {
        VALID,
        USED,
        LATE,
        UNKNOWN
    }

    private final InstantSource clock;
    private byte[] hash = {};
    private Instant end = Instant.MIN;
    private boolean used;

    LoginLink(InstantSource clock) {
        this.clock = clock;
    }

    /** The path of a new link, which takes the place of the one before. It is told once, and cannot be had again. */
    public synchronized String issue() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String word = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        hash = Sha256.of(word);
        end = clock.instant().plus(VALID);
        used = false;
        return "/login/" + word;
    }

    /** Where it is valid, it is used with this. */
    synchronized Answer use(String word) {
        if (!MessageDigest.isEqual(hash, Sha256.of(word))) {
            return Answer.UNKNOWN;
        }
        if (used) {
            return Answer.USED;
        }
        if (!clock.instant().isBefore(end)) {
            return Answer.LATE;
        }
        used = true;
        return Answer.VALID;
    }
}
