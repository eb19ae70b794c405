package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The lists that refuse the sync's writes at present; stored, so that all nodes know them, also after a restart. */
public interface ListClosures {

    /**
     * @param list the remote list; empty if no new list can be made in the account
     * @param adding true if only new content is refused
     * @param reason the reason in the remote's words
     * @param until the time at which one item is tried again
     * @param tries the failed tries so far
     * @param probe the entity that was tried last
     */
    record ListClosure(
            String list, boolean adding, String reason, Instant since, Instant until, int tries, EntityRef probe) {
        private static final Duration SOONEST = Duration.ofMinutes(10);

        public ListClosure until(Instant time) {
            return new ListClosure(list, adding, reason, since, time, tries, probe);
        }

        /** True if a try is due. A time beyond the longest wait was set before the clock was set back. */
        public boolean isDue(Instant now) {
            return !until.isAfter(now) || until.isAfter(now.plus(PendingWork.LONGEST_WAIT));
        }

        /** Returns the time until the next try. */
        public Duration left(Instant now) {
            Duration left = Duration.between(now, until);
            return left.isNegative() ? Duration.ZERO : left;
        }

        /** Returns the wait before the next try, after {@code tries} failures. */
        public static Duration wait(int tries) {
            Duration doubled = SOONEST.multipliedBy(1L << Math.min(tries - 1, 10));
            return doubled.compareTo(PendingWork.LONGEST_WAIT) < 0 ? doubled : PendingWork.LONGEST_WAIT;
        }
    }

    List<ListClosure> all(ConnectedAccount account);

    /** Replaces the closure of that list. */
    void close(ConnectedAccount account, ListClosure closure);

    void open(ConnectedAccount account, String list);
}
