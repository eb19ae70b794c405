package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a service can, as far as the sync asks for it. Facts, and nothing that is decided: what one service does otherwise
 * than another is told here, and the sync has no other way to know with which of them it works.
 *
 * @param batch how many tasks one request takes
 * @param deepest so many levels of tasks stand below one another, the top one counted; what would be deeper keeps its
 *     place. All that the ledger holds is to be shown: its levels of tasks and, above them, the card of their project
 * @param room how many open tasks a list takes
 * @param write how long it takes to write one task, in the long run, with the look before it
 * @param listed what a list shows of its tasks
 * @param deletedById how a task that was deleted answers by its id
 * @param holds the fields that a task has there; the others are not compared, not sent, and stay in the ledger
 * @param feed whether it tells what has changed
 * @param listHolds the same of a list, which has a name at least
 * @param checklistApart whether the checklist of a new task is made by further requests
 * @param untold the fields of a task of which the answer to their write tells nothing, so that only a look tells what the
 *     task then holds
 * @param ignores whether it may answer that a change is done and do nothing, also where what was just made is finished
 */
public record Capabilities(
        Batch batch,
        int deepest,
        Room room,
        Duration write,
        Listed listed,
        DeletedById deletedById,
        Set<Field> holds,
        Feed feed,
        Set<Field> listHolds,
        boolean checklistApart,
        Set<Field> untold,
        boolean ignores) {

    /** Without these nothing is a task in a tree. */
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

    /** Of a service that tells nothing by itself, does what it says, and knows a list by its name alone. */
    public Capabilities(
            Batch batch,
            int deepest,
            Room room,
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

    /** Whether a task can be below another there. */
    public boolean hasLevels() {
        return deepest > 1;
    }

    /** Whether a look at a deleted one tells that it is not there: then what a look finds is there, whatever its list shows. */
    public boolean tellsDeleted() {
        return deletedById != DeletedById.STAYS_READABLE;
    }

    public boolean hasFeed() {
        return feed instanceof Feed.ChangesSince;
    }

    /** How long so many writes take. */
    public long seconds(int writes) {
        return write.multipliedBy(writes).toSeconds();
    }

    /**
     * The most tasks in one request of its kind; one is a service that takes them one by one. A change that takes several
     * requests goes into none of them.
     */
    public record Batch(int creates, int updates, int moves) {}

    /**
     * How many open tasks a list holds, sub-tasks counted.
     *
     * @param most about so many
     * @param enough with so many, what is new goes into another list: what is added later to what is there has room left
     */
    public record Room(int most, int enough) {
        public static final Room UNLIMITED = new Room(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** How a service tells what has changed. It never tells what is gone: that only whole lists do. */
    public sealed interface Feed {
        Feed NONE = new None();

        record None() implements Feed {}

        /**
         * @param overlap so long after it was made a change may turn up in an answer; each answer goes back as far behind the
         *     one before
         */
        record ChangesSince(Duration overlap) implements Feed {}
    }

    public enum Listed {
        /** The open ones: what was completed is asked for, and what was abandoned is in no answer. */
        OPEN,
        /** All of them, so that there is nothing more to ask for. */
        ALL
    }

    public enum DeletedById {
        /** As it was, without a mark: only what lists show tells that it is gone. */
        STAYS_READABLE,
        /** That it was deleted, which proves it. */
        IS_TOLD,
        /**
         * That it cannot be shown, as what never was and what may not be seen: it is gone where whole lists do not show it
         * either, and both say so again later.
         */
        IS_DENIED
    }
}
