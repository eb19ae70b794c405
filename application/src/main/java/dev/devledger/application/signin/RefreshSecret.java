package dev.devledger.application.signin;

import dev.devledger.domain.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token to renew with. One part stays the same with each renewal and says what is renewed, so that a token that was used
 * before is told from one that never was.
 */
public record RefreshSecret(String family, String current) {
    private static final int BYTES = 32;
    private static final String HASH = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The prefix lets people, and scanners for leaked secrets, recognise it. */
    private static final Pattern FORM = Pattern.compile("dlr_([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");

    public static RefreshSecret random() {
        return new RefreshSecret(word(), word());
    }

    /** What takes its place: always the same one, which nobody finds out without the seed. */
    public RefreshSecret next(byte[] seed) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(seed, HASH));
            return new RefreshSecret(family, text(mac.doFinal(text().getBytes(StandardCharsets.US_ASCII))));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256.", impossible);
        }
    }

    private static String word() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return text(random);
    }

    private static String text(byte[] random) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Empty where the text is no such token. */
    public static Optional<RefreshSecret> read(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches() ? Optional.of(new RefreshSecret(parts.group(1), parts.group(2))) : Optional.empty();
    }

    /** As the program has it. */
    public String text() {
        return "dlr_" + family + "." + current;
    }

    String familyHash() {
        return Sha256.hex(family);
    }

    String currentHash() {
        return Sha256.hex(current);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RefreshSecret[…]";
    }
}
