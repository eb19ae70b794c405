package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.connector.RemoteTime;
import java.util.Optional;

/** What the connector of a service that has time entries says otherwise. */
public final class WithTime {
    private final RemoteTime entries;

    WithTime(RemoteTime entries) {
        this.entries = entries;
    }

    public Optional<RemoteTime> time() {
        return Optional.of(entries);
    }
}
