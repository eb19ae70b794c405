package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The doubts that a single read cannot settle: the time since when an entity is not seen where it should be, or is seen
 * where it should not be. A second complete read, long enough after the first, settles the doubt. Plain rows, never
 * events.
 */
public interface SuspectedAbsences {
    /**
     * @param since the beginning of the first read that raised the doubt; the epoch if no list has to show the entity,
     *     so that no read misses it
     * @param seen the beginning of the last earlier complete read of the list where the entity should be, which showed
     *     it
     */
    record Suspicion(Instant since, Instant seen) {
        /** A doubt about an entity that is seen where it should not be. */
        public Suspicion(Instant since) {
            this(since, since);
        }

        /**
         * Returns a doubt about an entity that no list has to show: values written since {@code seen} are proved only
         * once a list shows them.
         */
        public static Suspicion unshown(Instant seen) {
            return new Suspicion(Instant.EPOCH, seen);
        }

        public boolean isMissed() {
            return since.isAfter(Instant.EPOCH);
        }

        /**
         * Returns the doubts as they are known now. A doubt dated in the future was raised before the clock was set
         * back: it counts from now on, and the last read that showed its entity counts as unknown.
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

    /** Replaces the doubts; writes nothing if {@code now} equals {@code before}. */
    void keep(ConnectedAccount account, Map<EntityRef, Suspicion> before, Map<EntityRef, Suspicion> now);
}
