package dev.devledger.application.sync.memory;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The record of the cycles, for people; never events. */
public interface Cycles {

    /**
     * @param kind {@code narrow} or {@code full}
     * @param complete true if everything that was to be done was done
     * @param pulled the number of entities changed in the ledger
     * @param pushed the number of entities changed in the service
     */
    record Cycle(
            UUID id,
            String kind,
            Instant startedAt,
            @Nullable Instant finishedAt,
            boolean complete,
            int pulled,
            int pushed,
            int conflicts,
            int remoteRequests,
            @Nullable String error) {}

    /**
     * The reads of a list that is kept in step.
     *
     * @param readAt the time when it was last read as a whole; null if it never was
     * @param changedAt the time when something in it was last found changed
     * @param unread the reason why it was not read when it was last its turn; null if it was
     * @param open the number of open tasks in it then, linked and unlinked
     */
    record Read(
            @Nullable Instant readAt,
            Instant changedAt,
            @Nullable UnreadList unread,
            int open) {
        public Read(@Nullable Instant readAt, Instant changedAt, @Nullable UnreadList unread) {
            this(readAt, changedAt, unread, 0);
        }

        public Read(@Nullable Instant readAt, Instant changedAt) {
            this(readAt, changedAt, null);
        }

        /**
         * Returns the reads as they are known at that time. A read of the future dates from before a clock was set
         * back: its time is not known any more.
         */
        public static Map<String, Read> known(Map<String, Read> reads, Instant now) {
            Map<String, Read> known = new HashMap<>();
            reads.forEach((list, read) -> known.put(list, read.known(now)));
            return known;
        }

        private Read known(Instant now) {
            return new Read(
                    readAt == null || readAt.isAfter(now) ? null : readAt,
                    changedAt.isAfter(now) ? now : changedAt,
                    unread == null || !unread.since().isAfter(now)
                            ? unread
                            : new UnreadList(unread.name(), unread.reason(), now, unread.locked()),
                    open);
        }

        /** True as long as nothing may be written in the list. */
        public boolean isLocked() {
            return unread != null && unread.locked();
        }
    }

    /**
     * A list of unknown content, which is not the same as an empty one.
     *
     * @param name the name of the list, as people know it
     * @param since the time when it was first found so
     * @param locked true if nothing can be written in it either
     */
    record UnreadList(String name, String reason, Instant since, boolean locked) {
        public String describe() {
            return "the list \"" + name + "\" has not been read since " + since.truncatedTo(ChronoUnit.SECONDS) + ": "
                    + reason;
        }
    }

    void save(ConnectedAccount account, Cycle cycle);

    /** Saves a full cycle, with the reads of every list that is kept in step by now. */
    void save(ConnectedAccount account, Cycle cycle, Map<String, Read> reads);

    /** Returns the reads by list, as the last full cycle left them. */
    Map<String, Read> reads(ConnectedAccount account);

    /** Returns the start of the newest full cycle that came to its end, on whatever node. */
    Optional<Instant> lastFullAt(ConnectedAccount account);

    Optional<Cycle> last(ConnectedAccount account);

    /** Returns the cycles of these accounts, newest first. */
    Page<CycleView> list(List<ConnectedAccount> accounts, PageRequest page);

    /** The calls of one connector's cycles that began in an hour. */
    record HourOfCalls(String connector, Instant hour, long calls) {}

    /**
     * Returns the calls to the services of these accounts by cycles that began since then, in the order of connectors
     * and hours, which are those of UTC. An hour without calls is left out.
     */
    List<HourOfCalls> callsByHour(List<ConnectedAccount> accounts, Instant since);

    /**
     * Removes the records of cycles that began before then, and returns their number. Of each account the newest one
     * stays, and the newest full one.
     */
    int forget(Instant before);

    /** A cycle among those of all connectors. */
    record CycleView(String connector, Cycles.Cycle cycle) {}
}
