package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.time.EntryBase;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The newest state of each link of a time entry, built from the links' events: the rows of {@code sync_entry_links}. */
public interface EntryLinkBook {

    Optional<EntryLink> find(EntryLinkId link);

    /** Those that there are, by entry; in one statement. */
    Map<UUID, EntryLink> find(ConnectedAccount account, Collection<UUID> entries);

    /** Those that are, or were, one of these remote entries; likewise. Of several the linked one. */
    Map<String, UUID> owners(ConnectedAccount account, Collection<String> remotes);

    /** The linked ones whose remote entry began within that time when both sides last agreed, and all that are being added. */
    Map<UUID, EntryLink> open(ConnectedAccount account, Instant from, Instant to);

    /** What any of them is for, as {@link EntryLink#unplacedFor} says. */
    Set<String> unplacedFor(ConnectedAccount account);

    /** Those that are for one of these likewise. */
    Map<UUID, EntryLink> unplaced(ConnectedAccount account, Collection<String> objects);

    /** How many are linked. */
    int linked(ConnectedAccount account);

    /** Of those whose entry is not as it is there, as {@link EntryBase#remarks} says. */
    LinkBook.Sample warned(ConnectedAccount account);

    /** What these put goes out in few statements. */
    default void together(Runnable puts) {
        puts.run();
    }

    /** @param agreedAt when both sides have just agreed; null where they have not, and what was before stays */
    void put(EntryLinkId link, EntryLink state, @Nullable Instant agreedAt);

    /** How many have ended since then because one side had deleted them. */
    int deletedSince(ConnectedAccount account, Instant since);

    /** It has ended so at that time. */
    void putDelete(EntryLinkId link, Instant at);

    /**
     * The time entries of which something may have to be written in a connected account. As with {@link PendingWork} a mark goes
     * only once it was seen that there is nothing to do. Plain rows, never events.
     */
    interface TimeWork {

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
}
