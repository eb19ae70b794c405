package dev.devledger.application.history;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads of the history. */
public interface HistoryQueries {

    /** Newest first. */
    Page<HistoryView> list(HistoryFilter filter, PageRequest page);

    /**
     * Gives all entries to {@code each}, oldest first, as they are at one moment and whatever is written meanwhile. Only a
     * few of them are in memory at a time. What {@code each} throws ends the reading, and is thrown from here.
     */
    void export(HistoryFilter filter, Consumer<HistoryView> each);

    /** The entries of a project that begin or end a status, oldest first: what {@link StatusTimeline} is made of. */
    List<HistoryView> statusesOf(UUID project);

    /**
     * The position up to which everything had been stored at an instant, 0 where that is nothing: the one before the first
     * event of a later write.
     */
    long positionAt(Instant at);
}
