package dev.devledger.application.sync.memory;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.Hint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The records of the cycles, for people; stored as plain rows, not as events. */
public interface Cycles {

    /**
     * @param kind {@code narrow} or {@code full}
     * @param complete true if the cycle has done everything that was to be done
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
     * The reads of a synced list.
     *
     * @param readAt the time when the list was last read completely; null if it never was
     * @param changedAt the time when a read last found a change in the list
     * @param unread the reason why the list could not be read at its last turn; null if it was read
     * @param open the number of open tasks in the list at the last read, linked and unlinked
     */
    record ListReadState(
            @Nullable Instant readAt,
            Instant changedAt,
            @Nullable UnreadList unread,
            int open) {
        public ListReadState(@Nullable Instant readAt, Instant changedAt, @Nullable UnreadList unread) {
            this(readAt, changedAt, unread, 0);
        }

        public ListReadState(@Nullable Instant readAt, Instant changedAt) {
            this(readAt, changedAt, null);
        }

        /**
         * Returns the reads as they are known now. A read dated in the future was made before the clock was set back,
         * so its time counts as unknown.
         */
        public static Map<String, ListReadState> known(Map<String, ListReadState> reads, Instant now) {
            Map<String, ListReadState> known = new HashMap<>();
            reads.forEach((list, read) -> known.put(list, read.known(now)));
            return known;
        }

        private ListReadState known(Instant now) {
            return new ListReadState(
                    readAt == null || readAt.isAfter(now) ? null : readAt,
                    changedAt.isAfter(now) ? now : changedAt,
                    unread == null || !unread.since().isAfter(now)
                            ? unread
                            : new UnreadList(unread.name(), unread.reason(), now, unread.locked()),
                    open);
        }

        /** True as long as nothing can be written in the list. */
        public boolean isLocked() {
            return unread != null && unread.locked();
        }
    }

    /**
     * A list that could not be read: its content is unknown, which is not the same as empty.
     *
     * @param name the name of the list, as people know it
     * @param since the time since which it could not be read
     * @param locked true if nothing can be written in the list either
     */
    record UnreadList(String name, String reason, Instant since, boolean locked) {
        public String describe() {
            return "the list \"" + name + "\" has not been read since " + since.truncatedTo(ChronoUnit.SECONDS) + ": "
                    + reason;
        }
    }

    void save(ConnectedAccount account, Cycle cycle);

    /** Saves a full cycle, with the reads of every list that is synced by now. */
    void save(ConnectedAccount account, Cycle cycle, Map<String, ListReadState> reads);

    /** Returns the reads by list, as the last full cycle left them. */
    Map<String, ListReadState> reads(ConnectedAccount account);

    /** Returns the start of the newest finished full cycle on any node. */
    Optional<Instant> lastFullAt(ConnectedAccount account);

    Optional<Cycle> last(ConnectedAccount account);

    /** Returns the cycles of these accounts, newest first. */
    Page<CycleView> list(List<ConnectedAccount> accounts, PageRequest page);

    /** The number of calls by one connector's cycles that began in that hour. */
    record HourOfCalls(String connector, Instant hour, long calls) {}

    /**
     * Returns the calls to the services of these accounts by cycles that began since then, in the order of connectors
     * and hours (UTC). Hours without calls are left out.
     */
    List<HourOfCalls> callsByHour(List<ConnectedAccount> accounts, Instant since);

    /**
     * Removes the records of cycles that began before then, and returns their number. Keeps the newest cycle and the
     * newest full cycle of each account.
     */
    int forget(Instant before);

    /** A cycle among those of all connectors. */
    record CycleView(String connector, Cycles.Cycle cycle) {}

    /** The lease of an account, so that only one node at a time runs its cycles. */
    interface Lease {

        /**
         * The length of a lease, longer than the longest step between two renewals: two writes and the time they may take.
         */
        Duration LENGTH = Duration.ofSeconds(60);

        /**
         * A lease that a node holds. Each new holder gets a higher fence, so that a former holder that was too slow is
         * recognised.
         */
        record Grant(long fence) {}

        /** Takes the lease; empty if another node holds it. */
        Optional<Grant> acquire(ConnectedAccount account, Duration length);

        /** Extends the lease by that length from now; false if it was lost. */
        boolean renew(ConnectedAccount account, Grant lease, Duration length);

        void release(ConnectedAccount account, Grant lease);
    }

    /**
     * The position up to which the ledger has taken over the feed of each account; stored, so that all nodes know it, also
     * after a restart.
     */
    interface FeedCursors {

        /**
         * @param cursor the cursor in the service's own words
         * @param sweepAt a time: the feed may lack changes from before it, which only lists show that were read after it
         * @param movedAt the time when the cursor last advanced
         */
        record Position(String cursor, Instant sweepAt, Instant movedAt) {}

        /** Returns the position; empty if the feed was never read. */
        Optional<Position> of(ConnectedAccount account);

        /** Replaces the position before. */
        void keep(ConnectedAccount account, Position position);
    }

    /**
     * The hints whose objects were not read yet; stored, so that all nodes know them, also after a restart. Plain rows,
     * never events.
     */
    interface PendingHints {
        /** The most hints at a time; more are replaced by one hint to read everything. */
        int MOST = 200;

        /**
         * @param generation a number that grows with each delivery of the hint: a delivery during the read is not removed
         *     after it
         * @param attempts the number of reads that failed
         */
        record Waiting(Hint hint, long generation, int attempts) {}

        /** Adds a hint, for which one read is due; a repeated delivery adds no further one. */
        void add(ConnectedAccount account, Hint hint);

        /** Returns the hints that are due by that time, in no order. See {@link PendingWork#LONGEST_WAIT}. */
        List<Waiting> due(ConnectedAccount account, Instant now);

        /** Removes hints whose objects were read and taken over. */
        void done(ConnectedAccount account, Collection<Waiting> hints);

        /** Delays the hint until that time. */
        void later(ConnectedAccount account, Waiting hint, Instant notBefore);

        /** Returns the time when the next hint is due; null if there is none. */
        @Nullable
        Instant nextDue(ConnectedAccount account);
    }
}
