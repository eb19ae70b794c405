package dev.devledger.domain.sync.time;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time entry as a service shows it.
 *
 * @param id its id there
 * @param user the id there of the person whose it is
 * @param entry the id of the entry of the ledger of which it was made, where the service has a place for that and says so;
 *     else null
 */
public record RemoteEntry(
        String id, String user, RemoteWork work, @Nullable UUID entry) {}
