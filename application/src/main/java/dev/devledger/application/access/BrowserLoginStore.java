package dev.devledger.application.access;

import java.time.Instant;
import java.util.Optional;

/** Where all nodes know logins of browsers from. Hashes are hexadecimal digits. */
public interface BrowserLoginStore {

    /** Those that are over by now go. */
    void begin(String hash, BrowserLogin login, Instant now);

    Optional<BrowserLogin> find(String hash);

    /** Nothing where it has ended. */
    void shown(String hash, Instant at);

    /** Once it returns, nobody finds it. */
    void end(String hash);
}
