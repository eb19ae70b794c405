package dev.devledger.application.access;

import dev.devledger.domain.shared.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The secret of an access token: 256 random bits, so that a plain hash of them is enough to keep. */
final class TokenSecret {
    private static final int BYTES = 32;

    /** The prefix lets people, and scanners for leaked secrets, recognise it. */
    private static final String PREFIX = "dla_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenSecret() {}

    static String random() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static boolean fits(String bearer) {
        return FORM.matcher(bearer).matches();
    }

    /** What is kept of it, in hexadecimal digits. */
    static String hash(String secret) {
        return HexFormat.of().formatHex(Sha256.of(secret));
    }
}
