package dev.devledger.application.imports;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.domain.project.ProjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The event store and the read model, for many rows at once. */
public interface ImportStore {

    /** A project that is not deleted. */
    record Named(ProjectId project, String key) {}

    /** New numbers of the ledger, which no one else gets. */
    enum Sequence {
        PROJECT_KEYS,
        TASK_KEYS
    }

    /** Events as the rows that they become. */
    interface Rows {}

    /** All of it or nothing. */
    <T> T inTransaction(Supplier<T> work);

    /** The projects that have exactly one of these names, by name. */
    Map<String, List<Named>> named(Collection<String> names);

    /** The stored name of an event, such as {@code task.created}. */
    String nameOf(Object event);

    Ranges next(Sequence sequence, int count);

    /**
     * Positions one after the other, which nobody else's come between.
     *
     * @param at the time of the events that get them
     */
    record Places(long first, Instant at) {}

    Places positions(int count);

    /**
     * Asks nothing of the database, so it can be done while that is busy. Each stream is new, and its events come one after
     * the other in one call.
     */
    Rows rows(List<LedgerEvent> events);

    void append(Rows rows);
}
