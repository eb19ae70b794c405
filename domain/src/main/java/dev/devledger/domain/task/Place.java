package dev.devledger.domain.task;

import dev.devledger.domain.project.ProjectId;
import org.jspecify.annotations.Nullable;

/** Where a task is: in a project, at the top or below another task of it. */
public record Place(ProjectId project, @Nullable TaskId parent) {}
