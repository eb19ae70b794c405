package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What one read alone does not prove: since when an entity is not seen where it should be, or is seen where it should not
 * be. A second complete read, long enough after the first, settles it. Plain rows, never events.
 */
public interface SuspectedAbsences {
    /**
     * @param since the beginning of the first read that raised it; the epoch where no list has to show it, so that none
     *     misses it
     * @param seen the beginning of the last complete read before that of the list where it should be, which saw it there
     */
    record Doubt(Instant since, Instant seen) {
        /** Of what no list has to show. */
        public Doubt(Instant since) {
            this(since, since);
        }

        /** Of what is not missed: what was written into it since then is there only once a list has shown it. */
        public static Doubt unshown(Instant seen) {
            return new Doubt(Instant.EPOCH, seen);
        }

        public boolean isMissed() {
            return since.isAfter(Instant.EPOCH);
        }

        /**
         * As they are known at that time. One of the future is one that a clock was set back from: it counts from now on, and
         * when the list has shown it last is not known any more.
         */
        public static Map<EntityRef, Doubt> known(Map<EntityRef, Doubt> doubts, Instant now) {
            Map<EntityRef, Doubt> known = new HashMap<>();
            doubts.forEach((entity, doubt) -> known.put(
                    entity,
                    new Doubt(
                            doubt.since().isAfter(now) ? now : doubt.since(),
                            doubt.seen().isAfter(now) ? Instant.EPOCH : doubt.seen())));
            return known;
        }
    }

    Map<EntityRef, Doubt> all(ConnectedAccount account);

    /** These from now on, and no others; writes nothing where they are the same. */
    void keep(ConnectedAccount account, Map<EntityRef, Doubt> before, Map<EntityRef, Doubt> now);
}
