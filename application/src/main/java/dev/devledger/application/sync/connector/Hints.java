package dev.devledger.application.sync.connector;

import java.util.Map;
import java.util.Optional;

/** What a service delivers by itself, read and verified. */
public interface Hints {

    /**
     * Empty where it is not from the service.
     *
     * @param headers by their names in small letters
     */
    Optional<Hint> accept(Map<String, String> headers, byte[] raw);
}
