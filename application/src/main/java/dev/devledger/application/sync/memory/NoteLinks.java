package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.merge.NoteUnion.TaskNote;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The comments to which notes are linked, built from the events of the tasks' links: the rows of {@code sync_notes}.
 */
public interface NoteLinks {

    /**
     * Returns every note of that task, oldest first, with the record of its sending to that account. A note that came
     * from the service in another form than a comment is not sent back.
     */
    List<TaskNote> of(ConnectedAccount account, UUID task);

    /** Returns the comments among these that are linked to notes. */
    Set<String> known(ConnectedAccount account, Collection<String> comments);

    /** Returns at most {@code limit} tasks that have notes linked to comments; the task with the newest link first. */
    List<UUID> commented(ConnectedAccount account, int limit);

    /** Records that the note is about to be sent, perhaps again; earlier records of the note stay. */
    void intend(SyncLinkId link, UUID note, Instant at);

    /** Links a note to its comment; linking them again changes nothing. */
    void link(SyncLinkId link, UUID note, String comment, Instant at);

    /**
     * The tasks of which notes may have to be sent or comments to be read. As in {@link PendingWork}, a mark is removed
     * only once nothing is left to do. Plain rows, never events.
     */
    interface PendingNotes {

        /**
         * @param generation a number that grows with each mark; removing an older mark does not remove a newer one
         * @param readTo the time of the newest comment that a read has seen, null if there is none
         * @param attempts the number of failures in a row
         */
        record Item(UUID task, long generation, @Nullable Instant readTo, int attempts) {}

        /** A read of a task's comments at {@code at}, whose newest comment is of {@code to}; null if there is none. */
        record Read(Instant at, @Nullable Instant to) {}

        /** Marks tasks with a new note: they are due at once, and earlier failures no longer count. */
        void markNoted(ConnectedAccount account, Collection<UUID> tasks);

        /**
         * Marks newly linked tasks: their earlier notes have to be sent, and if they were linked before, their comments
         * have to be read.
         */
        void markLinked(ConnectedAccount account, Collection<UUID> tasks);

        /** Stops the reads of these tasks until they are linked again. */
        void markEnded(ConnectedAccount account, Collection<UUID> tasks);

        /**
         * Records that these tasks were seen in the service. The notes of a linked task are to be read if the task has
         * changed since it was last seen, or if it is seen for the first time. A task that the ledger created counts as
         * seen at its creation.
         */
        void see(ConnectedAccount account, Collection<RemoteTask> tasks, Instant now);

        /** Marks tasks to be read by their objects, of which the service has reported changes. */
        void markToRead(ConnectedAccount account, Collection<String> objects);

        /** Returns the tasks with notes that may be sent at that time. */
        List<Item> toSend(ConnectedAccount account, Instant now, int limit);

        /** Returns the tasks marked to be read; those whose last read is longest ago first. */
        List<Item> toRead(ConnectedAccount account, Instant now, int limit);

        /**
         * Returns the tasks that are not marked to be read and whose last read was before {@code then}, in the same
         * order as {@link #toRead}.
         */
        List<Item> unreadSince(ConnectedAccount account, Instant then, Instant now, int limit);

        /**
         * Removes the mark, as no note is left to send.
         *
         * @param read the read of the task's comments; null if there was none
         */
        void done(ConnectedAccount account, Item item, @Nullable Read read);

        /** Delays the task until that time, or until it has a new note. {@code reason} is for people. */
        void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, String reason);

        /** Returns the number of tasks with notes that are not in the service yet. */
        int pending(ConnectedAccount account);

        LinkBook.Sample failing(ConnectedAccount account);

        /** Returns the time when the next note may be sent; null if there is none. */
        @Nullable
        Instant nextDue(ConnectedAccount account);
    }
}
