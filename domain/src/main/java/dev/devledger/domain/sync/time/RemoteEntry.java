package dev.devledger.domain.sync.time;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time entry as a service shows it.
 *
 * @param id its id there
 * @param entry the id of the entry of the ledger of which it was made, where the service has a place for that and says so;
 *     else null
 */
public record RemoteEntry(
        String id, RemoteWork work, @Nullable UUID entry) {}
