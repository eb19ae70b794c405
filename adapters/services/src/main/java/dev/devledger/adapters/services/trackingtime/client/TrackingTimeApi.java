package dev.devledger.adapters.services.trackingtime.client;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.Endpoint.Method;

/**
 * The calls of TrackingTime's API, by paths such as {@code tasks/12}. TrackingTime also has GET calls that change data;
 * they are not used.
 */
public final class TrackingTimeApi {
    /** The base address of calls about a person, which are for no single account. */
    private static final String PERSON = "person";

    private TrackingTimeApi() {}

    public static Endpoint get(String path) {
        return of(Method.GET, path);
    }

    public static Endpoint post(String path) {
        return of(Method.POST, path);
    }

    public static Endpoint put(String path) {
        return of(Method.PUT, path);
    }

    public static Endpoint delete(String path) {
        return of(Method.DELETE, path);
    }

    public static Endpoint of(Method method, String path) {
        return Endpoint.of(method, path.split("/", -1));
    }

    /** Returns a GET whose path does not name an account. */
    public static Endpoint ofPerson(String path) {
        return ofPerson(get(path));
    }

    public static Endpoint ofPerson(Endpoint endpoint) {
        return endpoint.below(PERSON);
    }

    /**
     * True if the path names the account. Without it TrackingTime uses the account that was last chosen in its own app.
     */
    static boolean isOfAccount(Endpoint endpoint) {
        return !endpoint.base().equals(PERSON);
    }
}
