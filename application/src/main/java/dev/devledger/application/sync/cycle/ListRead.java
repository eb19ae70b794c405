package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Quarantined;
import dev.devledger.domain.sync.content.RemoteTask;
import java.time.Instant;
import java.util.List;

/** {@code startedAt} is the time before the first request; what was finished is there {@code since} then. */
public record ListRead(Instant startedAt, Instant since, Listing listing) {
    public List<RemoteTask> tasks() {
        return listing.tasks();
    }

    public List<Quarantined> quarantined() {
        return listing.quarantined();
    }
}
