package dev.devledger.adapters.services.trackingtime.client;

import dev.devledger.adapters.services.kernel.RemoteAccess;
import java.net.URI;
import java.util.Optional;
import okhttp3.Credentials;

/** Whose TrackingTime, and where. Asked before every call: the sandbox has an address only once the server listens. */
public interface TrackingTimeAccount extends RemoteAccess {

    /** The base of the API, such as {@code https://api.trackingtime.co/api/v4}; empty while there is none. */
    Optional<URI> apiUrl();

    /** The account that all calls are about; empty where none is chosen. */
    Optional<String> accountId();

    /** The user name counts for nothing beside an app password. */
    @Override
    default String authorization(String token) {
        return Credentials.basic("API_TOKEN", token);
    }
}
