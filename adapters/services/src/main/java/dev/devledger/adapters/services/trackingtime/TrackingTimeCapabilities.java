package dev.devledger.adapters.services.trackingtime;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Capabilities.DeletedById;
import dev.devledger.application.sync.connector.Capabilities.Feed;
import dev.devledger.application.sync.connector.Capabilities.Listed;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What TrackingTime can do, and how much of it at once. */
public final class TrackingTimeCapabilities {
    /** A write is two calls at a hundred a minute. No task is below another, and no limit of tasks is known. */
    public static final Capabilities ALL = new Capabilities(
            new Capabilities.Batch(1, 1, 1),
            1,
            Capabilities.Room.UNLIMITED,
            Duration.ofSeconds(2),
            Listed.ALL,
            DeletedById.IS_DENIED,
            EnumSet.of(Field.TITLE, Field.STATUS, Field.DATES, Field.ESTIMATE, Field.ASSIGNEES, Field.PARENT),
            Feed.NONE,
            EnumSet.of(Field.TITLE, Field.STATUS, Field.CUSTOMER, Field.SERVICE),
            false,
            Set.of(),
            false);

    private TrackingTimeCapabilities() {}
}
