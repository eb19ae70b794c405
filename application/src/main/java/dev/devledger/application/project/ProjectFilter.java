package dev.devledger.application.project;

import dev.devledger.application.query.Sort;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which projects; null and empty stand for all. {@code text} is looked for in name and description, in any case. */
public record ProjectFilter(
        Set<ProjectStatus> statuses,
        @Nullable Priority priority,
        @Nullable String tag,
        @Nullable String text,
        @Nullable Instant updatedSince,
        boolean deleted,
        Sort sort) {}
