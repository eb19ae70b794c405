package dev.devledger.adapters.services.clickup;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Capabilities.DeletedById;
import dev.devledger.application.sync.connector.Capabilities.Feed;
import dev.devledger.application.sync.connector.Capabilities.Listed;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.time.Duration;
import java.util.EnumSet;

/** What ClickUp can do, and how much of it at once. */
public final class ClickUpCapabilities {
    /** So late a change may turn up, and so far apart two clocks may be. */
    static final Duration OVERLAP = Duration.ofMinutes(5);

    private static final int LEVELS = 8;

    /** A write is two calls, at what the limit of the smallest plan lets through. */
    public static final Capabilities ALL = new Capabilities(
            new Capabilities.Batch(1, 1, 1),
            LEVELS,
            Capabilities.Room.UNLIMITED,
            Duration.ofSeconds(2),
            Listed.ALL,
            DeletedById.IS_TOLD,
            EnumSet.complementOf(EnumSet.of(Field.CUSTOMER, Field.SERVICE)),
            new Feed.ChangesSince(OVERLAP),
            EnumSet.of(Field.TITLE, Field.DESCRIPTION, Field.PRIORITY, Field.DATES),
            true,
            EnumSet.of(Field.TAGS, Field.CHECKLIST, Field.BLOCKED_BY),
            false);

    private ClickUpCapabilities() {}
}
