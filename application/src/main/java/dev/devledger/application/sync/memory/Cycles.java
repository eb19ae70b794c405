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
}
