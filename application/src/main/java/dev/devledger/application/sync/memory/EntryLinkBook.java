package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.domain.sync.time.EntryContent.EntryBase;
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

/**
 * The newest state of each link of a time entry, built from the links' events: the rows of {@code sync_entry_links}.
 */
public interface EntryLinkBook {

    Optional<EntryLink> find(EntryLinkId link);

    /** Returns the existing links by entry, in one statement. */
    Map<UUID, EntryLink> find(ConnectedAccount account, Collection<UUID> entries);

    /**
     * Returns the ledger's entries that are, or were, linked to these remote entries, by remote id, in one statement;
     * if there are several, the linked one.
     */
    Map<String, UUID> owners(ConnectedAccount account, Collection<String> remotes);

    /**
     * Returns the linked entries whose remote entry began within that time span when both sides last agreed, and all
     * entries that are being added.
     */
    Map<UUID, EntryLink> open(ConnectedAccount account, Instant from, Instant to);

    /**
     * Returns the remote tasks and projects of linked entries that have no place in the ledger; see
     * {@link EntryLink#unplacedFor}.
     */
    Set<String> unplacedFor(ConnectedAccount account);

    /** Returns the links of entries that have no place in the ledger and are for one of these remote objects. */
    Map<UUID, EntryLink> unplaced(ConnectedAccount account, Collection<String> objects);

    /** Returns the number of linked entries. */
    int linked(ConnectedAccount account);

    /** Returns the entries that the ledger could not hold as the service does; see {@link EntryBase#remarks}. */
    LinkBook.Sample warned(ConnectedAccount account);

    /** Runs {@code puts}, and sends its writes together in few statements. */
    default void together(Runnable puts) {
        puts.run();
    }

    /** @param agreedAt the time if both sides have just agreed; null keeps the former time */
    void put(EntryLinkId link, EntryLink state, @Nullable Instant agreedAt);

    /** Returns the number of entries whose link ended since then because one side deleted the entry. */
    int deletedSince(ConnectedAccount account, Instant since);

    /** Records that a deletion on one side ended the link at that time. */
    void putDelete(EntryLinkId link, Instant at);

    /**
     * The time entries of which something may have to be written in a connected account. As in {@link PendingWork}, a
     * mark is removed only once nothing is left to write. Plain rows, never events.
     */
    interface PendingTimeEntries {

        /**
         * @param generation a number that grows with each mark; removing an older mark does not remove a newer one
         * @param attempts the number of failures in a row
         */
        record Item(UUID entry, long generation, int attempts) {}

        /** Marks changed entries: they are due at once, and earlier failures no longer count. */
        void mark(ConnectedAccount account, Collection<UUID> entries);

        /** Marks entries that have to be written; an entry that is marked already stays as it is. */
        void markFound(ConnectedAccount account, Collection<UUID> entries);

        /** Returns the entries that may be written at that time, the longest marked first. */
        List<Item> due(ConnectedAccount account, Instant now, int limit);

        /** Removes the marks of entries that need no further write, in one statement. */
        void done(ConnectedAccount account, Collection<Item> items);

        /** Delays the entry until that time, or its next change. {@code reason} is for people. */
        void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, String reason);

        /** Returns the number of marked entries. */
        int pending(ConnectedAccount account);

        LinkBook.Sample failing(ConnectedAccount account);

        /** Returns the time when the next entry may be written; null if there is none. */
        @Nullable
        Instant nextDue(ConnectedAccount account);

        /** Returns the linked entries that the service did not show, each with the time since when. */
        Map<UUID, Instant> missing(ConnectedAccount account);

        /** Replaces the missing entries, each with the time since when it is missing. */
        void keepMissing(ConnectedAccount account, Map<UUID, Instant> missing);
    }
}
