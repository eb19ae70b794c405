package dev.devledger.application.claim;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of claims. */
public interface ClaimQueries {
    /** Returns the claims whose time is not over, the one that ends soonest first; {@code project} is null for all. */
    Page<ClaimedTask> live(@Nullable UUID project, PageRequest page);

    /** Returns the tasks among these that are claimed at that moment. */
    List<ClaimedTask> of(Collection<UUID> tasks, Instant at);

    /** Returns an overview with at most so many claimed tasks; {@code project} is null for all. */
    ClaimOverview overview(@Nullable UUID project, int most);

    /** A task with its claim. */
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
     * The claims of now, and the tasks that several agents have begun and none has finished.
     *
     * @param count the number of claims whose time is not over
     * @param tasks some of the claimed tasks; the task whose claim ends first comes first
     * @param often open tasks that were claimed often, the most often claimed task first
     */
    record ClaimOverview(int count, List<Held> tasks, List<ClaimCount> often) {
        public record Held(String key, String title, String agent, Instant until) {}

        /** {@code claims} is the number of the task's claims. */
        public record ClaimCount(String key, String title, long claims) {}
    }
}
