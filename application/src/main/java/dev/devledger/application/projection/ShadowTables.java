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

    /**
     * The progress of the tables: they hold the first {@code done} events, which are all events up to and including
     * {@code position}.
     */
    record FillProgress(long position, long done) {
        public static final FillProgress BEGIN = new FillProgress(0, 0);
    }

    /** Thrown in a run that another run has replaced: it may not fill, swap or drop the tables any more. */
    final class Superseded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Superseded() {
            super("Another run of the replay has started", null, false, false);
        }
    }

    /**
     * Thrown if a database object depends on the live tables, so that replacing them would delete it or is not
     * possible.
     */
    final class ObjectInTheWay extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** {@code message} names the object, and says what to do. */
        public ObjectInTheWay(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Takes over the tables that an earlier run of this replay has filled, so that this thread continues and the
     * earlier run is {@link Superseded}. Empty if there is nothing to continue: no run was begun, or only by other code
     * or on another schema, which may fill the tables in another way.
     *
     * @param replay a text that identifies the replay, even among replays of the same projections
     */
    Optional<FillProgress> takeOver(String replay);

    /**
     * Makes empty shadow tables for these projections, and drops the ones of an earlier replay. The tables belong to
     * the thread that made them: any other thread is {@link Superseded}, and this one is too once another thread makes
     * tables or takes them over.
     */
    void create(String replay, Set<String> projections);

    /**
     * Returns the position up to which all events are stored, so that no running write can add one below it. Empty if a
     * write takes too long, as later writes must not wait long for the answer.
     */
    OptionalLong settledHeadNow();

    /** Runs a batch in one transaction against the shadow tables. */
    <T> T inShadow(Supplier<T> batch);

    /**
     * Makes the indexes and other objects that reads need and filling does not, before the tables are put in place.
     * Existing ones are kept.
     */
    void index(Set<String> projections);

    /** Records the progress of the tables, in the transaction of a batch. */
    void mark(FillProgress mark);

    /**
     * Closes the gate for writers, runs the last batch against the shadow tables, puts them in the place of the live
     * ones, and runs {@code done}, all in one transaction. Readers see the old tables before and the new ones after.
     * False, with nothing changed, if writers would have to wait long because of a long read or write of another
     * transaction; the caller may try again.
     */
    boolean swap(Set<String> projections, Runnable lastBatch, Runnable done);

    /** Drops this thread's shadow tables; the tables of another replay stay. */
    void drop();
}
