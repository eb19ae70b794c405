package dev.devledger.application.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a browser brings along: 256 random bits. */
final class SessionSecret {
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
