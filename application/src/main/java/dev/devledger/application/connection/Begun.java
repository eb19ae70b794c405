package dev.devledger.application.connection;

import dev.devledger.domain.shared.Sha256;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection that somebody began and nobody has come back from yet.
 *
 * @param verifier the secret behind the challenge of PKCE
 * @param browser a cookie of the browser that has to come back; null where it is not known by one
 */
record Begun(
        String state,
        String verifier,
        String actor,
        URI back,
        @Nullable String browser,
        Instant until) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final int BYTES = 32;

    static Begun now(String actor, URI back, @Nullable String browser, Instant until) {
        return new Begun(random(), random(), actor, back, browser, until);
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return TEXT.encodeToString(bytes);
    }

    /** S256 of RFC 7636. */
    String challenge() {
        return TEXT.encodeToString(Sha256.of(verifier));
    }

    /** Whether it is the browser that began. */
    boolean isBy(Set<String> cookies) {
        return browser == null
                || cookies.stream().anyMatch(cookie -> MessageDigest.isEqual(Sha256.of(cookie), Sha256.of(browser)));
    }

    /** Without what only the service and we may know. */
    @Override
    public String toString() {
        return "Begun[by " + actor + ", until " + until + "]";
    }
}
