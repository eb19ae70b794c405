package dev.devledger.adapters.sandbox.kernel;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Predicate;

/**
 * The settings of a sandbox.
 *
 * @param limitsRate true if too many calls are refused, as by the service
 * @param owner accepts tokens and passwords of the owner, in addition to those that the sandbox makes; called from any
 *     thread
 */
public record SandboxSettings(boolean limitsRate, Predicate<String> owner) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Makes a random token or code, as hexadecimal digits. */
    public static String secret() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
