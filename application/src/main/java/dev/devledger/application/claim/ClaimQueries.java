package dev.devledger.application.claim;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of who has what. */
public interface ClaimQueries {
    /** Those whose time is not over, the one that ends first first. */
    Page<ClaimedTask> live(PageRequest page);

    /** In short; {@code project} is null for all. */
    ClaimOverview overview(@Nullable UUID project);
}
