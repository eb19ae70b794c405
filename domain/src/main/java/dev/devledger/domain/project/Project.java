package dev.devledger.domain.project;

import org.jspecify.annotations.Nullable;

/** What the decisions on a project need to know of its past. */
public sealed interface Project {
    record Unknown() implements Project {}

    record Present(ProjectStatus status, @Nullable String statusReason, ProjectDetails details, long version)
            implements Project {
        Present next() {
            return new Present(status, statusReason, details, version + 1);
        }
    }

    record Deleted(Present last) implements Project {}
}
