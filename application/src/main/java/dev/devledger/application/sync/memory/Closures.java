package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The lists that take nothing from us at the moment, known to all nodes and after a restart. */
public interface Closures {

    /**
     * @param list the remote list; empty where the account takes no more lists
     * @param adding whether only what would be new in it is not taken
     * @param reason in the remote's words
     * @param until no try before that time, and then one
     * @param tries in vain so far
     * @param probe the one that was tried last
     */
    record Closure(
            String list, boolean adding, String reason, Instant since, Instant until, int tries, EntityRef probe) {
        private static final Duration SOONEST = Duration.ofMinutes(10);

        public Closure until(Instant time) {
            return new Closure(list, adding, reason, since, time, tries, probe);
        }

        /** A time beyond the longest wait is one that a clock was set back from. */
        public boolean isDue(Instant now) {
            return !until.isAfter(now) || until.isAfter(now.plus(PendingWork.LONGEST_WAIT));
        }

        /** Until the next try. */
        public Duration left(Instant now) {
            Duration left = Duration.between(now, until);
            return left.isNegative() ? Duration.ZERO : left;
        }

        /** Before the next try, after so many in vain. */
        public static Duration wait(int tries) {
            Duration doubled = SOONEST.multipliedBy(1L << Math.min(tries - 1, 10));
            return doubled.compareTo(PendingWork.LONGEST_WAIT) < 0 ? doubled : PendingWork.LONGEST_WAIT;
        }
    }

    List<Closure> all(ConnectedAccount account);

    /** Takes the place of what is known of that list. */
    void close(ConnectedAccount account, Closure closure);

    void open(ConnectedAccount account, String list);
}
