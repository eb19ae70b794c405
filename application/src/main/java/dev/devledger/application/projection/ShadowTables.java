package dev.devledger.application.projection;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A second set of a projection's tables, which a replay fills beside the live ones and then puts in their place. While
 * the work given here runs, the projections' own statements go to the shadow tables.
 */
public interface ShadowTables {

    /** How far the tables are: {@code done} events, which are all up to and including {@code position}. */
    record Mark(long position, long done) {
        public static final Mark BEGIN = new Mark(0, 0);
    }

    /** Another run has begun since; the tables are not this one's to fill, to swap or to drop. */
    final class Superseded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Superseded() {
            super("Another run of the replay has started", null, false, false);
        }
    }

    /** Something in the database belongs to the live tables, and would be lost or keeps them from being replaced. */
    final class InTheWay extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Says what, and what to do. */
        public InTheWay(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Takes over what an earlier run of this replay has filled, so that this thread goes on from there and the earlier run
     * is {@link Superseded}. Empty where there is nothing to go on with: it was never begun, or by other code or on another
     * schema, which may fill the same tables in another way.
     *
     * @param replay tells replays apart, also two of the same projections
     */
    Optional<Mark> takeOver(String replay);

    /**
     * Makes empty shadow tables for these projections; what an earlier replay left is dropped. They belong to the thread
     * that made them: another one is {@link Superseded}, and so is this one once others were made or took them over.
     */
    void create(String replay, Set<String> projections);

    /**
     * The position up to which all events are there: no write that is under way can still add one below it. Empty where a
     * write takes its time; those behind it must not wait for long.
     */
    OptionalLong settledHeadNow();

    /** Runs a batch in one transaction against the shadow tables. */
    <T> T inShadow(Supplier<T> batch);

    /**
     * Makes what the tables need to be read fast and not to be filled, before they are put in place. What is there already is
     * left.
     */
    void index(Set<String> projections);

    /** In the transaction of a batch: how far the tables are with it. */
    void mark(Mark mark);

    /**
     * Closes the gate for writers, runs the last batch against the shadow tables, puts them in the place of the live ones,
     * and runs what is to be true from then on, all in one transaction. Readers see the old tables before and the new ones
     * after. False where that would have kept writers waiting for long, since somebody else writes or reads for long:
     * nothing has happened then, and it may be tried again.
     */
    boolean swap(Set<String> projections, Runnable lastBatch, Runnable done);

    /** Drops this thread's own; those of another replay stay. */
    void drop();
}
