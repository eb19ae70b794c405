package dev.devledger.adapters.services.kernel;

import java.util.Optional;

/**
 * What opens an account for a call. Asked before every one: a token comes, is renewed and goes while we run.
 */
public interface RemoteAccess {

    /** Empty while no account is connected. */
    Optional<String> token();

    /** After a 401 with that token: another one, for one more try; empty where there is none. */
    default Optional<String> insteadOf(String refused) {
        return Optional.empty();
    }

    /** The header that a token makes. */
    default String authorization(String token) {
        return "Bearer " + token;
    }
}
