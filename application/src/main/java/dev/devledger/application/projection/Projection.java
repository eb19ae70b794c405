package dev.devledger.application.projection;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.util.List;

/** A part of the read model that is built from events alone, live and in a replay. Calls no other system. */
public interface Projection {
    /** Returns the name in docs/contract.md, section 4, such as {@code projects}. */
    String name();

    /**
     * Returns the generation of the rows that this code makes from events, from 1. It is raised whenever the same
     * events would make other rows: the next start then rebuilds the existing rows.
     */
    int generation();

    /**
     * Applies an event; an event of another kind changes nothing. Applying an event twice has the same effect as once.
     */
    void apply(LedgerEvent event);

    /**
     * The number of events from which on they are applied together; fewer are applied one by one, as applying them
     * together has a fixed cost.
     */
    int MANY = 25;

    /**
     * Applies events one after the other, as {@link #apply(LedgerEvent)} does, perhaps in fewer statements. If there
     * are {@link #MANY} or more, they need a transaction, and are in the order of their positions.
     */
    default void apply(List<LedgerEvent> events) {
        events.forEach(this::apply);
    }

    /**
     * Applies like {@link #apply(List)}, into new tables that nobody reads before {@link #filled()}: values that depend
     * only on an entity's last event may be left until then.
     */
    default void fill(List<LedgerEvent> events) {
        apply(events);
    }

    /** True if the projection's rows would be wrong without an unreadable event of that stream. */
    default boolean needs(String stream) {
        return true;
    }

    /** Completes the tables after {@link #fill}, as if all events had been applied; can be repeated. */
    default void filled() {}
}
