package dev.devledger.adapters.services.ticktick.client;

import dev.devledger.adapters.services.kernel.RemoteAccess;
import java.net.URI;
import java.util.Optional;

/**
 * Whose TickTick, and where. Asked before every call: the sandbox has an address only once the server listens, and a
 * token comes, is renewed and goes while we run.
 */
public interface TickTickAccount extends RemoteAccess {

    /** The base of the API, up to {@code /open/v1}; empty while there is none to talk to. */
    Optional<URI> apiUrl();
}
