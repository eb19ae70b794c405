package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The time entries of which something may have to be written in a connected account. As with {@link PendingWork} a mark goes
 * only once it was seen that there is nothing to do. Plain rows, never events.
 */
public interface TimeWork {

    /**
     * @param generation grows with each mark; one made meanwhile is not taken away with an older one
     * @param attempts how often it failed in a row
     */
    record Item(UUID entry, long generation, int attempts) {}

    /** Each was changed: due at once, and what failed before says nothing any more. */
    void mark(ConnectedAccount account, Collection<UUID> entries);

    /** Something of each is to be written; one that is marked already stays as it is. */
    void markFound(ConnectedAccount account, Collection<UUID> entries);

    /** Those that may be written at that time, longest marked first. */
    List<Item> due(ConnectedAccount account, Instant now, int limit);

    /** There is nothing more to write of them; in one statement. */
    void done(ConnectedAccount account, Collection<Item> items);

    /** Not now: tried again at that time, or with the next change. {@code reason} is for people. */
    void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, String reason);

    /** How many are marked. */
    int pending(ConnectedAccount account);

    LinkBook.Sample failing(ConnectedAccount account);

    /** When the next one may be written; null where there is none. */
    @Nullable
    Instant nextDue(ConnectedAccount account);

    /** Since when each of these linked entries is missing there, of those of which that was noted. */
    Map<UUID, Instant> missing(ConnectedAccount account);

    /** Just these are missing, each since then. */
    void keepMissing(ConnectedAccount account, Map<UUID, Instant> missing);
}
