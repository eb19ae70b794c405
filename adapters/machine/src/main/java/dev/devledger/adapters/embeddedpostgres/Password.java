package dev.devledger.adapters.embeddedpostgres;

import java.security.SecureRandom;
import java.util.Base64;

final class Password {

    /** Of SCRAM. More would slow down who guesses, and each connection: nobody guesses what is random in 24 bytes. */
    static final int ITERATIONS = 1;

    private static final int BYTES = 24;
    private static final int SALT = 16;

    private Password() {}

    /** Of letters that need no escaping, neither in a URL nor in a shell. */
    static String random() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(BYTES));
    }

    static byte[] salt() {
        return bytes(SALT);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
