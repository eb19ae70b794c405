package dev.devledger.application.projection;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.util.List;

/** A part of the read model that is built from events alone, live and in a replay. Calls no other system. */
public interface Projection {
    /** The name of docs/contract.md, section 4, such as {@code projects}. */
    String name();

    /**
     * Which generation of its rows this code makes of the events, from 1. It grows whenever the same events would make other
     * rows: those that are there are then built anew at the next start.
     */
    int generation();

    /** Applies an event; one that is not its business changes nothing. Applying it twice is the same as once. */
    void apply(LedgerEvent event);

    /** So few events are applied one by one: what takes many together has its own price. */
    int MANY = 25;

    /**
     * As {@link #apply(LedgerEvent)} one after the other, for who can do with fewer statements. {@link #MANY} of them or
     * more want a transaction, and are in the order of their positions.
     */
    default void apply(List<LedgerEvent> events) {
        events.forEach(this::apply);
    }

    /**
     * As {@link #apply(List)}, into new tables that nobody reads before {@link #filled()}: what only the last of an entity's
     * events decides may be left for then.
     */
    default void fill(List<LedgerEvent> events) {
        apply(events);
    }

    /** Whether its rows would be wrong without an event of that stream, which cannot be read. */
    default boolean needs(String stream) {
        return true;
    }

    /** All is there that the events were to make, as if they had been applied; can be repeated. */
    default void filled() {}
}
