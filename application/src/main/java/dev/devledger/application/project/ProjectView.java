package dev.devledger.application.project;

import dev.devledger.application.query.LinkView;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project as the read model holds it; the components are the fields of docs/contract.md, section 4. Texts that are
 * not set are null.
 *
 * @param placements where it is in each service, by their names
 * @param trackedSeconds how long was worked on it and its tasks, up to the moment of the read
 */
public record ProjectView(
        UUID id,
        String key,
        String name,
        @Nullable String description,
        ProjectStatus status,
        @Nullable String statusReason,
        Instant statusSince,
        Priority priority,
        List<String> tags,
        @Nullable String repositoryUrl,
        @Nullable When startDate,
        @Nullable When dueDate,
        boolean allDay,
        ZoneId timeZone,
        Placement placement,
        Map<String, Placement> placements,
        @Nullable Billed customer,
        @Nullable Billed service,
        boolean billable,
        TaskCounts taskCounts,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant deletedAt,
        long version,
        List<LinkView> links,
        long trackedSeconds) {

    public record TaskCounts(int open, int completed, int abandoned) {}

    /** The customer or the service. */
    public record Billed(String key, String name) {}
}
