package dev.devledger.application.project;

import dev.devledger.application.query.Sort;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which projects; null and empty stand for all.
 *
 * @param texts each is looked for in name and description, in any case, and must be in one of them
 * @param only at most this one
 * @param needing only those that may need somebody then: due before it, blocked for a week, or in conflict with a service
 */
public record ProjectFilter(
        Set<ProjectStatus> statuses,
        @Nullable Priority priority,
        @Nullable String tag,
        List<String> texts,
        @Nullable Instant updatedSince,
        boolean deleted,
        Sort sort,
        @Nullable UUID only,
        @Nullable Instant needing) {

    /** Whichever they are. */
    public ProjectFilter(
            Set<ProjectStatus> statuses,
            @Nullable Priority priority,
            @Nullable String tag,
            List<String> texts,
            @Nullable Instant updatedSince,
            boolean deleted,
            Sort sort) {
        this(statuses, priority, tag, texts, updatedSince, deleted, sort, null, null);
    }

    /** The same, as far as this one fits it. */
    public ProjectFilter only(UUID project) {
        return new ProjectFilter(statuses, priority, tag, texts, updatedSince, deleted, sort, project, needing);
    }

    public ProjectFilter needing(Instant now) {
        return new ProjectFilter(statuses, priority, tag, texts, updatedSince, deleted, sort, only, now);
    }

    /** The same, of those of one status. */
    public ProjectFilter of(ProjectStatus status) {
        return new ProjectFilter(Set.of(status), priority, tag, texts, updatedSince, deleted, sort, only, needing);
    }
}
