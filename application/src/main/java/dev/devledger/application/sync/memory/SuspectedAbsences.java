package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The doubts that one read alone does not settle: since when an entity is not seen where it should be, or is seen where
 * it should not be. A second complete read, long enough after the first, settles it. Plain rows, never events.
 */
public interface SuspectedAbsences {
    /**
     * @param since the beginning of the first read that raised it; the epoch if no list has to show it, so that none
     *     misses it
     * @param seen the beginning of the last complete read before that of the list where it should be, which saw it
     */
    record Suspicion(Instant since, Instant seen) {
        /** A doubt about an entity that no list has to show. */
        public Suspicion(Instant since) {
            this(since, since);
        }

        /**
         * Returns a doubt about an entity that is not missed: what was written into it since then is proven only once a
         * list has shown it.
         */
        public static Suspicion unshown(Instant seen) {
            return new Suspicion(Instant.EPOCH, seen);
        }

        public boolean isMissed() {
            return since.isAfter(Instant.EPOCH);
        }

        /**
         * Returns the doubts as they are known at that time. One of the future dates from before a clock was set back:
         * it counts from now on, and the last read of the list that showed it is not known any more.
         */
        public static Map<EntityRef, Suspicion> known(Map<EntityRef, Suspicion> doubts, Instant now) {
            Map<EntityRef, Suspicion> known = new HashMap<>();
            doubts.forEach((entity, doubt) -> known.put(
                    entity,
                    new Suspicion(
                            doubt.since().isAfter(now) ? now : doubt.since(),
                            doubt.seen().isAfter(now) ? Instant.EPOCH : doubt.seen())));
            return known;
        }
    }

    Map<EntityRef, Suspicion> all(ConnectedAccount account);

    /** Replaces the doubts; writes nothing if they are the same. */
    void keep(ConnectedAccount account, Map<EntityRef, Suspicion> before, Map<EntityRef, Suspicion> now);
}
