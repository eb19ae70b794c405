package dev.devledger.adapters.security;

import dev.devledger.domain.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key for secrets at rest: 256 bits for AES. */
public final class EncryptionKey {
    private static final int ID_BYTES = 8;

    private final SecretKey key;
    private final String id;

    private EncryptionKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
        this.id = id(bytes);
    }

    /**
     * A key that somebody chose.
     *
     * @throws IllegalArgumentException where it is not 32 bytes in base64; says what is expected, and never what came
     */
    public static EncryptionKey of(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            throw unfit("this is not base64");
        }
        if (bytes.length != SecretFile.BYTES) {
            throw unfit("these are " + bytes.length + " bytes");
        }
        return new EncryptionKey(bytes);
    }

    static EncryptionKey random() {
        byte[] bytes = new byte[SecretFile.BYTES];
        new SecureRandom().nextBytes(bytes);
        return new EncryptionKey(bytes);
    }

    private static IllegalArgumentException unfit(String what) {
        return new IllegalArgumentException(
                "the key must be 32 bytes in base64, such as `openssl rand -base64 32` makes; " + what);
    }

    /** Names the key without telling anything of it: 256 random bits are not found from a hash of them. */
    private static String id(byte[] key) {
        MessageDigest digest = Sha256.digest();
        digest.update("devledger encryption key".getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
    }

    /** As it is written down; never to be logged. */
    String base64() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    SecretKey key() {
        return key;
    }

    String id() {
        return id;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "EncryptionKey[" + id + "]";
    }
}
