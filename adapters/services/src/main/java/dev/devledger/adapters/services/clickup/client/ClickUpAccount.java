package dev.devledger.adapters.services.clickup.client;

import dev.devledger.adapters.services.kernel.RemoteAccess;
import java.net.URI;
import java.util.Optional;

/**
 * Whose ClickUp, and where. Asked before every call: the sandbox has an address only once the server listens, and a token
 * comes and goes while we run.
 */
public interface ClickUpAccount extends RemoteAccess {

    /** The base of that version of the API, such as {@code https://api.clickup.com/api/v2}; empty while there is none. */
    Optional<URI> apiUrl(Endpoint.Version version);

    /** A personal token is sent as it is, and ClickUp refuses it as a bearer. */
    @Override
    default String authorization(String token) {
        return token.startsWith("pk_") ? token : RemoteAccess.super.authorization(token);
    }
}
