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
     * @param complete whether everything that was to be done was done
     * @param pulled entities changed here
     * @param pushed entities changed there
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
     * How a list that is kept in step was read.
     *
     * @param readAt when it was last read as a whole; null where it never was
     * @param changedAt when something in it was last found changed
     * @param unread why that is so long ago; null where it was read when it was last its turn
     * @param open how many open tasks were in it then, whosever they are
     */
    record Read(
            @Nullable Instant readAt,
            Instant changedAt,
            @Nullable Unread unread,
            int open) {
        public Read(@Nullable Instant readAt, Instant changedAt, @Nullable Unread unread) {
            this(readAt, changedAt, unread, 0);
        }

        public Read(@Nullable Instant readAt, Instant changedAt) {
            this(readAt, changedAt, null);
        }

        /**
         * As they are known at that time. A read of the future is one that a clock was set back from: when it was is not
         * known any more.
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
                            : new Unread(unread.name(), unread.reason(), now, unread.locked()),
                    open);
        }

        /** Whether nothing may be written there, as long as that is so. */
        public boolean isLocked() {
            return unread != null && unread.locked();
        }
    }

    /**
     * Of what is in the list nothing is known, which is not the same as that nothing is in it.
     *
     * @param name of the list, as people know it
     * @param since when it was first found so
     * @param locked whether nothing can be written there either
     */
    record Unread(String name, String reason, Instant since, boolean locked) {
        public String describe() {
            return "the list \"" + name + "\" has not been read since " + since.truncatedTo(ChronoUnit.SECONDS) + ": "
                    + reason;
        }
    }

    void save(ConnectedAccount account, Cycle cycle);

    /** A full cycle, with the reads of every list that is kept in step by now. */
    void save(ConnectedAccount account, Cycle cycle, Map<String, Read> reads);

    /** By list; as the last full cycle left them. */
    Map<String, Read> reads(ConnectedAccount account);

    /** When the newest full cycle began that came to its end, on whatever node. */
    Optional<Instant> lastFullAt(ConnectedAccount account);

    Optional<Cycle> last(ConnectedAccount account);

    /** Those of these accounts, newest first. */
    Page<CycleView> list(List<ConnectedAccount> accounts, PageRequest page);

    /** The calls of one connector's cycles that began in an hour. */
    record HourOfCalls(String connector, Instant hour, long calls) {}

    /**
     * How many calls to the services of these accounts the cycles made that began since; in the order of connectors and
     * hours, which are those of UTC. An hour without calls is left out.
     */
    List<HourOfCalls> callsByHour(List<ConnectedAccount> accounts, Instant since);

    /** Removes the records of cycles that began before; answers how many. Of each
     * account the newest one stays, and the newest full one. */
    int forget(Instant before);

    /** A cycle among those of all connectors. */
    record CycleView(String connector, Cycles.Cycle cycle) {}
}
