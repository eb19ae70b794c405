package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.merge.NoteUnion.TaskNote;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which notes are which comments, built from the events of the links of their tasks: the rows of {@code sync_notes}. */
public interface NoteBook {

    /**
     * Every note of that task, oldest first, with what is known of it in that account. What the service has brought there
     * itself, and is no comment, is none to be sent there.
     */
    List<TaskNote> of(ConnectedAccount account, UUID task);

    /** Those of these comments that are notes. */
    Set<String> known(ConnectedAccount account, Collection<String> comments);

    /** So many tasks of which notes are known to be comments there, those first of which that is known last. */
    List<UUID> commented(ConnectedAccount account, int limit);

    /** It is about to be sent, maybe once more; what else is known of it stays known. */
    void intend(SyncLinkId link, UUID note, Instant at);

    /** The same once more changes nothing. */
    void link(SyncLinkId link, UUID note, String comment, Instant at);

    /**
     * The tasks of which notes may have to be sent or comments to be read. As with {@link PendingWork} a mark goes only once it
     * was seen that there is nothing to do. Plain rows, never events.
     */
    interface NoteWork {

        /**
         * @param generation grows with each mark; one made meanwhile is not taken away with an older one
         * @param readTo the newest comment that a read has seen, null where none has
         * @param attempts how often it failed in a row
         */
        record Item(UUID task, long generation, @Nullable Instant readTo, int attempts) {}

        /** What its comments were read at that time, and to which one; null where there is none. */
        record Read(Instant at, @Nullable Instant to) {}

        /** A note was added to each: due at once, and what failed before says nothing any more. */
        void markNoted(ConnectedAccount account, Collection<UUID> tasks);

        /** Each was linked: what was noted before goes there too, and what was linked once is to be read. */
        void markLinked(ConnectedAccount account, Collection<UUID> tasks);

        /** Each is linked no longer: nothing of it is to be read until it is linked again. */
        void markEnded(ConnectedAccount account, Collection<UUID> tasks);

        /**
         * These were seen there. Of those that are linked each is to be read that was written since it was seen before; and one
         * that was not seen before, unless the ledger made it and nobody has written it since.
         */
        void see(ConnectedAccount account, Collection<RemoteTask> tasks, Instant now);

        /** The service has said that something is new about these objects. */
        void markToRead(ConnectedAccount account, Collection<String> objects);

        /** Those with notes that may be sent at that time. */
        List<Item> toSend(ConnectedAccount account, Instant now, int limit);

        /** Those that are to be read, first those whose last read is longest ago. */
        List<Item> toRead(ConnectedAccount account, Instant now, int limit);

        /** The same of those that nobody asks to read, and whose last read was before that time. */
        List<Item> unreadSince(ConnectedAccount account, Instant then, Instant now, int limit);

        /**
         * There is nothing more to send of it.
         *
         * @param read where its comments were read as well
         */
        void done(ConnectedAccount account, Item item, @Nullable Read read);

        /** Not now: tried again at that time, or with the next note. {@code reason} is for people. */
        void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, String reason);

        /** How many have notes that are not there yet. */
        int pending(ConnectedAccount account);

        LinkBook.Sample failing(ConnectedAccount account);

        /** When the next one may be sent; null where there is none. */
        @Nullable
        Instant nextDue(ConnectedAccount account);
    }
}
