package dev.devledger.application.history;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    /**
     * To each task what others did to it since an agent last did something there, or since somebody last released it, or
     * else since it was first claimed; newest first, at most so many of each. Claims themselves are left out, and what
     * was never claimed has none.
     *
     * @param agent the name by which claims know it
     * @param except the agent's own write at hand, as if it had not been yet
     */
    Map<UUID, List<HistoryView>> byOthers(Collection<UUID> tasks, String agent, UUID except, int most);

    /** The entries of a project that begin or end a status, oldest first: what {@link StatusTimeline} is made of. */
    List<HistoryView> statusesOf(UUID project);

    /**
     * Oldest first, what came after a cursor in the order of the positions, and only what is settled: who asks again from
     * {@code nextCursor}, which is always there, misses nothing and gets nothing twice. Without a cursor from the beginning.
     */
    Page<HistoryView> follow(HistoryFilter filter, PageRequest after);

    /** As {@link #follow(HistoryFilter, PageRequest)}, for who knows up to which position the ledger is settled. */
    Page<HistoryView> follow(HistoryFilter filter, PageRequest after, long settled);

    /** Those of a filter that are at these positions, newest first. */
    List<HistoryView> at(HistoryFilter filter, Collection<Long> positions);

    /** The cursor of who has seen all up to a position. */
    String end(long position);
}
