package dev.devledger.application.projection;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A second set of a projection's tables, which a replay fills beside the live ones and then puts in their place. While
 * work runs in it, the projections' own statements go to the shadow tables.
 */
public interface ShadowTables {

    /** The progress of the tables: {@code done} events, which are all up to and including {@code position}. */
    record Mark(long position, long done) {
        public static final Mark BEGIN = new Mark(0, 0);
    }

    /** Another run has begun since; this one may not fill, swap or drop the tables any more. */
    final class Superseded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Superseded() {
            super("Another run of the replay has started", null, false, false);
        }
    }

    /** A database object belongs to the live tables, and would be lost or keeps them from being replaced. */
    final class ObjectInTheWay extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** {@code message} names the object, and what to do. */
        public ObjectInTheWay(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Takes over the tables that an earlier run of this replay has filled, so that this thread goes on from there and
     * the earlier run is {@link Superseded}. Empty if there is nothing to continue: it was never begun, or by other
     * code or on another schema, which may fill the same tables in another way.
     *
     * @param replay the unique text of a replay, also among two of the same projections
     */
    Optional<Mark> takeOver(String replay);

    /**
     * Makes empty shadow tables for these projections; those of an earlier replay are dropped. They belong to the
     * thread that made them: another one is {@link Superseded}, and so is this one once others were made or took them
     * over.
     */
    void create(String replay, Set<String> projections);

    /**
     * Returns the position up to which all events are stored: no running write can still add one below it. Empty if a
     * write takes its time, as those behind it must not wait for long.
     */
    OptionalLong settledHeadNow();

    /** Runs a batch in one transaction against the shadow tables. */
    <T> T inShadow(Supplier<T> batch);

    /**
     * Makes the indexes and the like that reads need and filling does not, before the tables are put in place. Existing
     * ones are left.
     */
    void index(Set<String> projections);

    /** Records the progress of the tables, in the transaction of a batch. */
    void mark(Mark mark);

    /**
     * Closes the gate for writers, runs the last batch against the shadow tables, puts them in the place of the live
     * ones, and runs {@code done}, all in one transaction. Readers see the old tables before and the new ones after.
     * False if that would have kept writers waiting for long, since another transaction writes or reads for long:
     * nothing has happened then, and it may be tried again.
     */
    boolean swap(Set<String> projections, Runnable lastBatch, Runnable done);

    /** Drops this thread's own tables; those of another replay stay. */
    void drop();
}
