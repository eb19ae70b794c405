package dev.devledger.adapters.services.kernel;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whose account of a service calls go to, and where. Each is asked before every call: the sandbox has an address only once
 * the server listens, and a token comes, is renewed and goes while we run.
 *
 * @param api the API's address, by {@link Endpoint#base}; empty while there is none to talk to
 * @param token empty while no account is connected
 * @param insteadOf after a 401 with that token: another one, for one more try; empty where there is none
 * @param id the account that all calls are about; empty where none is chosen, or the token opens one alone
 */
public record ServiceAccount(
        Function<String, Optional<URI>> api,
        Supplier<Optional<String>> token,
        Function<String, Optional<String>> insteadOf,
        Optional<String> id) {

    /** One whose token is the only one. */
    public static ServiceAccount of(Function<String, Optional<URI>> api, Supplier<Optional<String>> token) {
        return new ServiceAccount(api, token, refused -> Optional.empty(), Optional.empty());
    }

    /** A service that is off. */
    public static ServiceAccount none() {
        return of(base -> Optional.empty(), Optional::empty);
    }

    public ServiceAccount orElse(Function<String, Optional<String>> another) {
        return new ServiceAccount(api, token, another, id);
    }

    public ServiceAccount with(Optional<String> chosen) {
        return new ServiceAccount(api, token, insteadOf, chosen);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ServiceAccount[" + id + "]";
    }
}
