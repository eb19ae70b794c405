package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The capabilities of a service that the sync needs. Facts, and no decisions: they state every difference between
 * services, and the sync has no other way to know which of them it works with.
 *
 * @param batch the most tasks in one request
 * @param deepest the number of levels of tasks, the top one counted; a deeper task keeps its place. The levels must
 *     suffice for all that the ledger holds: its levels of tasks and, above them, the card of their project
 * @param room the number of open tasks in a list
 * @param write the time to write one task, in the long run, with the look before it
 * @param listed the tasks that a list shows
 * @param deletedById the answer to a lookup of a deleted task by its id
 * @param holds the fields of a remote task; the others are not compared, not sent, and stay in the ledger
 * @param feed the feed of changes, if there is one
 * @param listHolds the fields of a remote list, which has a name at least
 * @param checklistApart true if the checklist of a new task is made by further requests
 * @param untold the fields of a task of which the answer to their write shows nothing, so that only a look shows what
 *     the task then holds
 * @param ignores true if it may confirm a change and do nothing, even if what was just made is finished
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

    /** The fields without which nothing is a task in a tree. */
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

    /** A service that reports nothing by itself, does what it confirms, and knows a list by its name alone. */
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

    /** True if a look at a deleted task shows the deletion: then what a look finds exists, whatever its list shows. */
    public boolean tellsDeleted() {
        return deletedById != DeletedById.STAYS_READABLE;
    }

    public boolean hasFeed() {
        return feed instanceof Feed.ChangesSince;
    }

    /** Returns the time that so many writes take. */
    public long seconds(int writes) {
        return write.multipliedBy(writes).toSeconds();
    }

    /**
     * The most tasks in one request of each kind; one if the service takes them one by one. A change that takes several
     * requests goes into none of them.
     */
    public record Batch(int creates, int updates, int moves) {}

    /**
     * The number of open tasks that a list holds, subtasks counted.
     *
     * @param most the approximate limit
     * @param enough the number from which new tasks go into another list, so that later additions to the present ones
     *     have room
     */
    public record ListCapacity(int most, int enough) {
        public static final ListCapacity UNLIMITED = new ListCapacity(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** The way in which a service reports changes. It never reports deletions: only whole lists prove those. */
    public sealed interface Feed {
        Feed NONE = new None();

        record None() implements Feed {}

        /**
         * @param overlap the longest time after which a change turns up in an answer; each answer goes back as far
         *     behind the one before
         */
        record ChangesSince(Duration overlap) implements Feed {}
    }

    public enum Listed {
        /** The open ones: completed ones need a request of their own, and abandoned ones are in no answer. */
        OPEN,
        /** All of them, so that no further request is needed. */
        ALL
    }

    public enum DeletedById {
        /** The task as it was, without a mark: only its absence from lists shows that it is gone. */
        STAYS_READABLE,
        /** A statement that it was deleted, which proves it. */
        IS_TOLD,
        /**
         * A refusal to show it, as for a task that never existed or may not be seen: it is gone if whole lists do not
         * show it either, and both say so again later.
         */
        IS_DENIED
    }
}
