package dev.devledger.application.claim;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
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

    /** A task with who works on it. */
    record ClaimedTask(
            UUID taskId,
            UUID projectId,
            String key,
            String title,
            String agent,
            String actor,
            Instant since,
            Instant until,
            long number) {}

    /**
     * Who works on what, and what several have begun and nobody has finished.
     *
     * @param count of the claims whose time is not over
     * @param tasks some of these, the one whose claim ends first first
     * @param often open tasks that were claimed often, the most often first
     */
    record ClaimOverview(int count, List<Held> tasks, List<Often> often) {
        public record Held(String key, String title, String agent, Instant until) {}

        /** {@code claims} is how often it was claimed. */
        public record Often(String key, String title, long claims) {}
    }
}
