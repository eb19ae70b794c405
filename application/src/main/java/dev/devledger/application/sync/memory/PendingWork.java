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
 * The entities whose changes may not be in the service yet. A mark is written in the transaction of the event that made
 * it necessary, and goes only when a cycle has seen that both sides agree. Not part of the read model: a replay does
 * not touch it.
 */
public interface PendingWork {
    /** The longest wait for the next try; a later time dates from before a clock was set back. */
    Duration LONGEST_WAIT = Duration.ofHours(6);

    /**
     * @param generation a number that grows with each mark; a mark made meanwhile is not removed with an older one
     * @param attempts the number of failures in a row
     * @param changeSet the change set that marked it, null if the sync itself did
     * @param reason the reason of the last failure, null if there was none
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
     * Marks entities as due at once; earlier failures do not count any more.
     *
     * @param changeSet the change set of the request that changed them
     */
    void mark(ConnectedAccount account, Collection<EntityRef> entities, @Nullable UUID changeSet);

    /** Marks like {@link #mark} entities that were created in the transaction at hand, and so have no mark. */
    default void markNew(ConnectedAccount account, Collection<EntityRef> entities, UUID changeSet) {
        mark(account, entities, changeSet);
    }

    /**
     * Marks every entity that should be in the service and has no link, and every linked one that was changed since
     * both sides were last seen to agree: an account that was not configured for a time got no marks. A project is a
     * card or a list, and may still be linked as the other. Returns their number.
     */
    int markBehind(ConnectedAccount account);

    /**
     * Marks each change from now on for these accounts and for no others. An account whose changes were not marked
     * until now gets marks for all that is behind. Returns their number.
     */
    int markFrom(List<ConnectedAccount> accounts);

    /** Marks all tasks of a project. */
    int markTasksOf(ConnectedAccount account, UUID project);

    /**
     * Returns the entities that may be tried at that time, oldest mark first; none with a parked event. See
     * {@link #LONGEST_WAIT}.
     */
    List<Item> due(ConnectedAccount account, Instant now, int limit);

    /** Removes the marks, unless a newer one was made. */
    void done(ConnectedAccount account, Collection<Item> items);

    /**
     * Delays the entity until that time at the earliest, or its next mark; does nothing if there is a newer one.
     * {@code reason} is for people.
     */
    void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, @Nullable String reason);

    /** A failed entity, and the reason of its last failure. */
    record Failing(EntityRef entity, @Nullable String reason) {}

    /** Returns the entities with at least so many failures in a row, oldest mark first. */
    List<Failing> failing(ConnectedAccount account, int attempts, int limit);

    /**
     * Returns the texts about entities that the sync leaves alone because an event or a value of theirs cannot be read
     * or was not applied: first those with a waiting event.
     */
    default List<String> unread() {
        return List.of();
    }

    /** Returns the number of marked entities. */
    int pending(ConnectedAccount account);

    /** Returns the age of the oldest mark, whatever it waits for; zero if there is none. */
    Duration waiting(ConnectedAccount account);

    /** Returns the time when the next entity may be tried; null if there is none, parked ones apart. */
    @Nullable
    Instant nextDue(ConnectedAccount account);

    /** Requests a cycle soon. Frequent requests cost nothing: those of a moment become one cycle. */
    interface SyncAlarm {
        void ring();
    }

    /** The lag of an account's sync, on all nodes, in one look that costs little. */
    interface SyncLag {

        /**
         * @param pending the number of marked entities
         * @param waiting the age of the oldest mark, whatever it waits for; zero if there is none
         * @param openConflicts the number of conflicts that wait for a person
         * @param sinceCompleteRead the time since the last whole read of the list that was read longest ago; null if
         *     one never was. A cycle is not complete while anything waits, such as for a person, so it does not show
         *     that
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
