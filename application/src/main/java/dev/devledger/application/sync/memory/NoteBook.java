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

/** The comments of notes, built from the events of the links of their tasks: the rows of {@code sync_notes}. */
public interface NoteBook {

    /**
     * Returns every note of that task, oldest first, with what that account knows of it. A note that the service
     * brought, but not as a comment, is not to be sent back to it.
     */
    List<TaskNote> of(ConnectedAccount account, UUID task);

    /** Returns the comments among these that are notes. */
    Set<String> known(ConnectedAccount account, Collection<String> comments);

    /** Returns the tasks with notes that are comments in the service, at most {@code limit}, the latest link first. */
    List<UUID> commented(ConnectedAccount account, int limit);

    /** Records that the note is about to be sent, maybe once more; what else is known of it stays known. */
    void intend(SyncLinkId link, UUID note, Instant at);

    /** Links a note to its comment; the same once more changes nothing. */
    void link(SyncLinkId link, UUID note, String comment, Instant at);

    /**
     * The tasks of which notes may have to be sent or comments to be read. As with {@link PendingWork} a mark goes only
     * once nothing is left to do. Plain rows, never events.
     */
    interface NoteWork {

        /**
         * @param generation a number that grows with each mark; a mark made meanwhile is not removed with an older one
         * @param readTo the newest comment that a read has seen, null if none has
         * @param attempts the number of failures in a row
         */
        record Item(UUID task, long generation, @Nullable Instant readTo, int attempts) {}

        /** A read of a task's comments at that time, up to the newest one; null if there is none. */
        record Read(Instant at, @Nullable Instant to) {}

        /** Marks tasks with a new note: due at once, and earlier failures do not count any more. */
        void markNoted(ConnectedAccount account, Collection<UUID> tasks);

        /**
         * Marks newly linked tasks: their earlier notes are to be sent, and after an earlier link their comments to be
         * read.
         */
        void markLinked(ConnectedAccount account, Collection<UUID> tasks);

        /** Ends the reads of tasks until they are linked again. */
        void markEnded(ConnectedAccount account, Collection<UUID> tasks);

        /**
         * Notes that these were seen in the service. Of the linked ones each is to be read that was written since it
         * was last seen; and one seen for the first time, unless the ledger made it and it was not written since.
         */
        void see(ConnectedAccount account, Collection<RemoteTask> tasks, Instant now);

        /** Marks objects of which the service has reported news. */
        void markToRead(ConnectedAccount account, Collection<String> objects);

        /** Returns the tasks with notes that may be sent at that time. */
        List<Item> toSend(ConnectedAccount account, Instant now, int limit);

        /** Returns the tasks that are to be read, first those whose last read is longest ago. */
        List<Item> toRead(ConnectedAccount account, Instant now, int limit);

        /**
         * Returns the tasks that are not marked to be read, and whose last read was before {@code then}; in the same
         * order.
         */
        List<Item> unreadSince(ConnectedAccount account, Instant then, Instant now, int limit);

        /**
         * Removes the mark: nothing more is to be sent.
         *
         * @param read the read of its comments, if there was one as well
         */
        void done(ConnectedAccount account, Item item, @Nullable Read read);

        /** Delays the task until that time, or its next note. {@code reason} is for people. */
        void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, String reason);

        /** Returns the number of tasks with notes that are not in the service yet. */
        int pending(ConnectedAccount account);

        LinkBook.Sample failing(ConnectedAccount account);

        /** Returns the time when the next note may be sent; null if there is none. */
        @Nullable
        Instant nextDue(ConnectedAccount account);
    }
}
