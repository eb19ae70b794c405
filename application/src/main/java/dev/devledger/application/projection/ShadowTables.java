package dev.devledger.application.projection;

import java.util.Set;
import java.util.function.Supplier;

/**
 * A second set of a projection's tables, which a replay fills beside the live ones and then puts in their place. While
 * the work given here runs, the projections' own statements go to the shadow tables.
 */
public interface ShadowTables {

    /** Another replay has begun since; its tables are not this one's to fill, to swap or to drop. */
    final class Superseded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Superseded() {
            super("Another run of a replay has begun since", null, false, false);
        }
    }

    /**
     * Makes empty shadow tables for these projections; what an earlier replay left is dropped. They belong to the thread
     * that made them: another one is {@link Superseded}, and so is this one once others were made.
     */
    void create(Set<String> projections);

    /** The position up to which all events are there: no write that is under way can still add one below it. */
    long settledHead();

    /** Runs a batch in one transaction against the shadow tables. */
    <T> T inShadow(Supplier<T> batch);

    /**
     * Closes the gate for writers, runs the last batch against the shadow tables, and puts them in the place of the live
     * ones, all in one transaction. Readers see the old tables before and the new ones after.
     */
    void swap(Set<String> projections, Runnable lastBatch);

    /** Drops this thread's own; those of another replay stay. */
    void drop();
}
