package dev.devledger.adapters.embeddedpostgres;

import java.security.SecureRandom;
import java.util.Base64;

final class Password {

    private static final int BYTES = 24;

    private Password() {}

    /** Of letters that need no escaping, neither in a URL nor in a shell. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
