package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.connector.RemoteTimeEntries;
import java.util.Optional;

/** What the connector of a service that has time entries says otherwise. */
public final class WithTime {
    private final RemoteTimeEntries entries;

    WithTime(RemoteTimeEntries entries) {
        this.entries = entries;
    }

    public Optional<RemoteTimeEntries> time() {
        return Optional.of(entries);
    }
}
