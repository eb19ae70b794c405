package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The capabilities of a service that the sync needs. They are facts, not decisions, and state every difference between
 * services: the sync has no other way to tell services apart.
 *
 * @param batch the most tasks in one request
 * @param deepest the number of levels of tasks, including the top; a task that would be deeper keeps its place. There
 *     must be enough levels for the ledger's levels of tasks and the project's card on top of them
 * @param room the number of open tasks in a list
 * @param write the average time to write one task, including the read before it
 * @param listed the tasks that a list shows
 * @param deletedById the answer to a lookup of a deleted task by its id
 * @param holds the fields of a remote task; other fields are not compared, not sent, and stay in the ledger
 * @param feed the feed of changes, if there is one
 * @param listHolds the fields of a remote list: at least its name
 * @param checklistApart true if further requests create the checklist of a new task
 * @param untold the fields of a task that the answer to a write does not show, so that only a read shows what the task
 *     then holds
 * @param ignores true if the service may confirm a change without doing anything, even for an object that was just
 *     created
 */
public record Capabilities(
        Batch batch,
        int deepest,
        ListCapacity room,
        Duration write,
        Listed listed,
        DeletedById deletedById,
        Set<Field> holds,
        Feed feed,
        Set<Field> listHolds,
        boolean checklistApart,
        Set<Field> untold,
        boolean ignores) {

    /** The fields without which an object cannot be a task in a tree. */
    private static final Set<Field> NEEDED = EnumSet.of(Field.TITLE, Field.STATUS, Field.PARENT);

    public Capabilities {
        if (!holds.containsAll(NEEDED)) {
            throw new IllegalArgumentException("a task has " + NEEDED + " at least, not only " + holds);
        }
        if (!listHolds.contains(Field.TITLE)) {
            throw new IllegalArgumentException("a list has a name at least, not only " + listHolds);
        }
        holds = Collections.unmodifiableSet(EnumSet.copyOf(holds));
        listHolds = Collections.unmodifiableSet(EnumSet.copyOf(listHolds));
        untold = Set.copyOf(untold);
    }

    /**
     * The capabilities of a service that reports no changes, does what it confirms, and has lists with nothing but a
     * name.
     */
    public Capabilities(
            Batch batch,
            int deepest,
            ListCapacity room,
            Duration write,
            Listed listed,
            DeletedById deletedById,
            Set<Field> holds) {
        this(
                batch,
                deepest,
                room,
                write,
                listed,
                deletedById,
                holds,
                Feed.NONE,
                EnumSet.of(Field.TITLE),
                false,
                Set.of(),
                false);
    }

    /** True if a task can be below another in the service. */
    public boolean hasLevels() {
        return deepest > 1;
    }

    /**
     * True if a read of a deleted task shows the deletion. An object that a read finds then exists, whatever its list
     * shows.
     */
    public boolean tellsDeleted() {
        return deletedById != DeletedById.STAYS_READABLE;
    }

    public boolean hasFeed() {
        return feed instanceof Feed.ChangesSince;
    }

    /** Returns the seconds that {@code writes} writes take. */
    public long seconds(int writes) {
        return write.multipliedBy(writes).toSeconds();
    }

    /**
     * The most tasks in one request of each kind; one if the service takes them one by one. A change that takes several
     * requests is never sent in such a batch.
     */
    public record Batch(int creates, int updates, int moves) {}

    /**
     * The number of open tasks that a list holds, subtasks counted.
     *
     * @param most the approximate limit
     * @param enough the number from which new tasks go into another list, which leaves room for later additions to the
     *     present tasks
     */
    public record ListCapacity(int most, int enough) {
        public static final ListCapacity UNLIMITED = new ListCapacity(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * The way in which a service reports changes. It never reports deletions: only reads of whole lists prove
     * deletions.
     */
    public sealed interface Feed {
        Feed NONE = new None();

        record None() implements Feed {}

        /**
         * @param overlap the longest time until a change appears in an answer; each request therefore goes back by this
         *     time before the last answer
         */
        record ChangesSince(Duration overlap) implements Feed {}
    }

    public enum Listed {
        /** The open tasks: completed ones need a request of their own, and abandoned ones are in no answer. */
        OPEN,
        /** All tasks, so that no further request is needed. */
        ALL
    }

    public enum DeletedById {
        /** The task as it was, without a mark of its deletion: only its absence from lists shows that it is gone. */
        STAYS_READABLE,
        /** A statement that it was deleted, which proves it. */
        IS_TOLD,
        /**
         * A refusal to show the task, as for one that never existed or may not be seen: the task is gone if whole lists
         * do not show it either, and both a list and a lookup confirm that later.
         */
        IS_DENIED
    }
}
