package dev.devledger.domain.sync.time;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time entry as a service shows it.
 *
 * @param id its id there
 * @param entry the id of the entry of the ledger of which it was made, where the service has a place for that and says so;
 *     else null
 * @param unshown what the answer does not show of it, which is not nothing
 */
public record RemoteEntry(
        String id, RemoteWork work, @Nullable UUID entry, Set<EntryField> unshown) {
    public RemoteEntry {
        unshown = Set.copyOf(unshown);
    }

    public RemoteEntry(String id, RemoteWork work, @Nullable UUID entry) {
        this(id, work, entry, Set.of());
    }

    /** With what is known of it, where the answer does not show it; what that is of stays known. */
    public RemoteEntry filled(RemoteWork known) {
        return unshown.isEmpty() ? this : new RemoteEntry(id, work.keeping(known, unshown), entry, unshown);
    }

    /** The same where it is believed to be all that there is of it. */
    public RemoteEntry whole() {
        return new RemoteEntry(id, work, entry);
    }
}
