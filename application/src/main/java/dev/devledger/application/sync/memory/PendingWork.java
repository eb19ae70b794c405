package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The entities whose changes may not be at the remote yet. A mark is written in the transaction of the event that made
 * it necessary, and goes only when a cycle has seen that both sides agree. Not part of the read model: a replay does not
 * touch it.
 */
public interface PendingWork {
    /** Nothing waits longer than that for its next try; a later time is one that a clock was set back from. */
    Duration LONGEST_WAIT = Duration.ofHours(6);

    /**
     * @param generation grows with each mark; a mark made meanwhile is not taken away with an older one
     * @param attempts how often it failed in a row
     * @param changeSet the one that it was marked by, null where it was the sync itself
     * @param reason why it failed the last time, null where it did not
     */
    record Item(
            EntityRef entity,
            long generation,
            int attempts,
            @Nullable UUID changeSet,
            @Nullable String reason) {
        public Item(EntityRef entity, long generation, int attempts) {
            this(entity, generation, attempts, null, null);
        }
    }

    default void mark(ConnectedAccount account, Collection<EntityRef> entities) {
        mark(account, entities, null);
    }

    /**
     * They are due at once, and what failed before says nothing of them any more.
     *
     * @param changeSet the one in which somebody asked for it
     */
    void mark(ConnectedAccount account, Collection<EntityRef> entities, @Nullable UUID changeSet);

    /** As {@link #mark}, of what was created in the transaction at hand, and so has no mark. */
    default void markNew(ConnectedAccount account, Collection<EntityRef> entities, UUID changeSet) {
        mark(account, entities, changeSet);
    }

    /**
     * Marks every entity that should be at the remote and has no link there, and every linked one that was changed since
     * both sides were last seen to agree: an account that was not configured for a time was not told. A project is a card
     * or a list, and may still be linked as the other. Answers how many.
     */
    int markBehind(ConnectedAccount account);

    /**
     * From now on each change is marked for these accounts and for no others. One whose changes were not marked until now
     * was not told of them: what is behind is marked. Answers how many.
     */
    int markFrom(List<ConnectedAccount> accounts);

    /** Marks the tasks of a project, all of them. */
    int markTasksOf(ConnectedAccount account, UUID project);

    /** What may be tried at that time, oldest mark first; nothing of which an event is parked. See {@link #LONGEST_WAIT}. */
    List<Item> due(ConnectedAccount account, Instant now, int limit);

    /** Takes the marks away, where no newer one was made. */
    void done(ConnectedAccount account, Collection<Item> items);

    /**
     * Not now: tried again at that time at the earliest, or with the next mark; nothing where there is a newer one.
     * {@code reason} is for people.
     */
    void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, @Nullable String reason);

    /** What has failed, and why it has the last time. */
    record Failing(EntityRef entity, @Nullable String reason) {}

    /** What has failed so often in a row at least, oldest mark first. */
    List<Failing> failing(ConnectedAccount account, int attempts, int limit);

    /**
     * What the sync leaves alone because an event or a value of it cannot be read or was not applied, in words: first those
     * of which an event waits.
     */
    default List<String> unread() {
        return List.of();
    }

    /** How many are marked. */
    int pending(ConnectedAccount account);

    /** How long the oldest mark has been waiting, for whatever reason; zero where none does. */
    Duration waiting(ConnectedAccount account);

    /** When the next one may be tried; null where there is none, but for what is parked. */
    @Nullable
    Instant nextDue(ConnectedAccount account);

    /** Asks for a cycle soon. To ask often costs nothing: the wishes of a moment become one cycle. */
    interface SyncAlarm {
        void ring();
    }

    /** How far the sync of an account is behind, on all nodes, in one look that costs little. */
    interface SyncLag {

        /**
         * @param pending how many entities are marked
         * @param waiting how long the oldest mark has been waiting, for whatever reason; zero where none does
         * @param openConflicts how many conflicts wait for a person
         * @param sinceCompleteRead how long ago that list was last read as a whole whose turn was the longest ago; null where
         *     one never was. A cycle is not complete while anything waits, such as for a person, so it does not tell that
         * @param sinceRead the same for each list, by its remote id; without those that never were
         */
        record Lag(
                int pending,
                Duration waiting,
                int openConflicts,
                @Nullable Duration sinceCompleteRead,
                Map<String, Duration> sinceRead) {
            public Lag {
                sinceRead = Map.copyOf(sinceRead);
            }

            public Lag(int pending, Duration waiting, int openConflicts, @Nullable Duration sinceCompleteRead) {
                this(pending, waiting, openConflicts, sinceCompleteRead, Map.of());
            }
        }

        Lag of(ConnectedAccount account);
    }
}
