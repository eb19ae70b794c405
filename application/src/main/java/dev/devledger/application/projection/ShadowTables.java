package dev.devledger.application.projection;

import java.util.Set;
import java.util.function.Supplier;

/**
 * A second set of a projection's tables, which a replay fills beside the live ones and then puts in their place. While
 * the work given here runs, the projections' own statements go to the shadow tables.
 */
public interface ShadowTables {

    /** Makes empty shadow tables for these projections; what an earlier replay left is dropped. */
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

    void drop();
}
