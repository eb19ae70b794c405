package dev.devledger.application.claim;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of who has what. */
public interface ClaimQueries {
    /** Those whose time is not over, the one that ends first first; {@code project} is null for all. */
    Page<ClaimedTask> live(@Nullable UUID project, PageRequest page);

    /** Those of these tasks that somebody has at that moment. */
    List<ClaimedTask> of(Collection<UUID> tasks, Instant at);

    /** With at most so many tasks that somebody has; {@code project} is null for all. */
    ClaimOverview overview(@Nullable UUID project, int most);
}
