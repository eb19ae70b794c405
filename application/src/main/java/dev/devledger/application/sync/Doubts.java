package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import java.time.Instant;
import java.util.Map;

/**
 * What one read alone does not prove: since when an entity is not seen where it should be, or is seen where it should not
 * be. A second complete read, long enough after the first, settles it. Plain rows, never events.
 */
public interface Doubts {
    /** Each with the beginning of the first read that raised it. */
    Map<EntityRef, Instant> all(ConnectedAccount account);

    /** These from now on, and no others; writes nothing where they are the same. */
    void keep(ConnectedAccount account, Map<EntityRef, Instant> before, Map<EntityRef, Instant> now);
}
