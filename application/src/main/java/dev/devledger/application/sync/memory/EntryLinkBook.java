package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.time.EntryBase;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLinkId;
import java.time.Instant;
import java.util.Collection;
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
}
