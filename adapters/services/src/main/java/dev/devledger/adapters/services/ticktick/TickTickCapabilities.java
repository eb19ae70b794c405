package dev.devledger.adapters.services.ticktick;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Capabilities.DeletedById;
import dev.devledger.application.sync.connector.Capabilities.Listed;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.time.Duration;
import java.util.EnumSet;

/** What TickTick can do, and how much of it at once. */
public final class TickTickCapabilities {
    /**
     * A batch: docs/ticktick.md, section 4, row 10, and as many are moved at once. Levels and room of a list: section 10. A
     * write is two calls, at what the limit lets through: section 2. What a list shows, and a deleted task: section 3, 9
     * and 10.
     */
    public static final Capabilities ALL = new Capabilities(
            new Capabilities.Batch(50, 50, 50),
            5,
            new Capabilities.Room(999, 800),
            Duration.ofSeconds(2),
            Listed.OPEN,
            DeletedById.STAYS_READABLE,
            EnumSet.complementOf(EnumSet.of(
                    Field.STAGE, Field.ESTIMATE, Field.ASSIGNEES, Field.BLOCKED_BY, Field.CUSTOMER, Field.SERVICE)));

    private TickTickCapabilities() {}
}
