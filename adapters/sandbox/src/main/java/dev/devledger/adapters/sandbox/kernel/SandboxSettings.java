package dev.devledger.adapters.sandbox.kernel;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Predicate;

/**
 * The settings of a sandbox.
 *
 * @param limitsRate true if too many calls are refused, as the service refuses them
 * @param owner accepts the tokens and passwords of the owner, beside the sandbox's own; called from any thread
 */
public record SandboxSettings(boolean limitsRate, Predicate<String> owner) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Makes a token or a code, as hex. */
    public static String secret() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
