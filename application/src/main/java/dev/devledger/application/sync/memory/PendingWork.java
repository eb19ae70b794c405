package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
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
 * it necessary, and is removed only when a cycle has seen that both sides agree. Not part of the read model: a replay
 * does not touch it.
 */
public interface PendingWork {
    /** The longest wait for the next try; a later time was set before the clock was set back. */
    Duration LONGEST_WAIT = Duration.ofHours(6);

    /**
     * @param generation a number that grows with each mark; removing an older mark does not remove a newer one
     * @param attempts the number of failures in a row
     * @param changeSet the change set that marked the entity, null if the sync itself did
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
     * Marks entities as due at once; earlier failures no longer count.
     *
     * @param changeSet the change set of the request that changed them
     */
    void mark(ConnectedAccount account, Collection<EntityRef> entities, @Nullable UUID changeSet);

    /**
     * Marks entities, as {@link #mark} does, that the current transaction has created, so that they have no mark yet.
     */
    default void markNew(ConnectedAccount account, Collection<EntityRef> entities, UUID changeSet) {
        mark(account, entities, changeSet);
    }

    /**
     * Marks every entity that should be in the service and has no link, and every linked entity that was changed since
     * both sides were last seen to agree: an account that was not configured for a time got no marks. A project that is
     * a card may still be linked as a list, and the other way round. Returns the number of marks.
     */
    int markBehind(ConnectedAccount account);

    /**
     * From now on, marks every change for these accounts, and for no others. An account for which changes were not
     * marked until now gets marks for all that it has missed. Returns the number of these marks.
     */
    int markFrom(List<ConnectedAccount> accounts);

    /** Marks all tasks of a project. */
    int markTasksOf(ConnectedAccount account, UUID project);

    /**
     * Returns the entities that may be tried at that time, oldest mark first, without entities that have a parked
     * event. See {@link #LONGEST_WAIT}.
     */
    List<Item> due(ConnectedAccount account, Instant now, int limit);

    /** Removes the marks, except those that were renewed since. */
    void done(ConnectedAccount account, Collection<Item> items);

    /**
     * Delays the entity until that time, or until it is marked again; does nothing if it was marked again already.
     * {@code reason} is for people.
     */
    void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, @Nullable String reason);

    /** A failed entity, and the reason of its last failure. */
    record Failing(EntityRef entity, @Nullable String reason) {}

    /** Returns the entities with at least {@code attempts} failures in a row, oldest mark first. */
    List<Failing> failing(ConnectedAccount account, int attempts, int limit);

    /**
     * Returns descriptions of entities that the sync leaves alone, because one of their events or values cannot be read
     * or was not applied: entities with a parked event first.
     */
    default List<String> unread() {
        return List.of();
    }

    /** Returns the number of marked entities. */
    int pending(ConnectedAccount account);

    /** Returns the age of the oldest mark, whatever the entity waits for; zero if there is none. */
    Duration waiting(ConnectedAccount account);

    /**
     * Returns the time when the next entity may be tried; null if there is none. Entities with a parked event do not
     * count.
     */
    @Nullable
    Instant nextDue(ConnectedAccount account);

    /**
     * Requests a cycle soon. Frequent requests cost nothing: requests that come shortly after each other share one
     * cycle.
     */
    interface SyncAlarm {
        void ring();
    }

    /** Reads how far an account's sync is behind, on all nodes, in one cheap read. */
    interface SyncLag {

        /**
         * @param pending the number of marked entities
         * @param waiting the age of the oldest mark, whatever the entity waits for; zero if there is none
         * @param openConflicts the number of conflicts that wait for a person
         * @param sinceCompleteRead the time since the last complete read of the list that was read longest ago; null if
         *     a list never was. The last complete cycle does not show this time, as no cycle is complete while anything
         *     waits, for example for a person
         * @param sinceRead the time since the last complete read of each list, by its remote id; without lists that
         *     never were read
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
