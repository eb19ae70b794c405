package dev.devledger.adapters.ticktick.client;

import java.net.URI;
import java.util.Optional;

/**
 * Whose TickTick, and where. Asked before every call: the sandbox has an address only once the server listens, and a
 * token comes, is renewed and goes while we run.
 */
public interface TickTickAccount {

    /** The base of the API, up to {@code /open/v1}; empty while there is none to talk to. */
    Optional<URI> apiUrl();

    /** The bearer token; empty while no account is connected. */
    Optional<String> token();

    /** After a 401 with that token: another one, for one more try; empty where there is none. */
    default Optional<String> insteadOf(String refused) {
        return Optional.empty();
    }
}
