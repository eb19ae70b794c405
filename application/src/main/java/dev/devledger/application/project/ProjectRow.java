package dev.devledger.application.project;

import dev.devledger.domain.field.Changes;
import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectKey;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Schedule;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the board, for who applies many events at once: what the methods of {@link ProjectBoard} make of a row in the
 * database, this makes of it here.
 */
public record ProjectRow(
        ProjectId id,
        ProjectKey key,
        ProjectDetails details,
        ProjectStatus status,
        @Nullable String statusReason,
        Instant statusSince,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant deletedAt,
        Revision revision) {

    /** The row after the event; {@code before} is null where there is none yet. */
    static ProjectRow after(@Nullable ProjectRow before, ProjectEvent event, LedgerEvent stored) {
        if (event instanceof ProjectEvent.Created created) {
            return created(created, stored);
        }
        if (before == null) {
            throw new IllegalStateException("There is no row of the project " + event.project());
        }
        return before.after(event, stored);
    }

    /**
     * What its events have made of the project.
     *
     * @param retracted its notes that count no more
     */
    public Project state(Set<UUID> retracted) {
        Project.Present last = new Project.Present(status, statusReason, details, retracted, revision.version());
        return deletedAt == null ? last : new Project.Deleted(last);
    }

    private static ProjectRow created(ProjectEvent.Created event, LedgerEvent stored) {
        Instant at = stored.at();
        ProjectStatus status = event.status();
        return new ProjectRow(
                event.project(),
                event.key(),
                event.details(),
                status,
                event.statusReason(),
                at,
                at,
                at,
                status == ProjectStatus.ACTIVE ? at : null,
                status == ProjectStatus.COMPLETED ? at : null,
                null,
                stored.revision());
    }

    private ProjectRow after(ProjectEvent event, LedgerEvent stored) {
        Instant at = stored.at();
        Revision now = stored.revision();
        return switch (event) {
            case ProjectEvent.Created e -> created(e, stored);
            case ProjectEvent.Edited e -> with(ProjectDetails.KIND.changed(details, e.changes()), deletedAt, at, now);
            case ProjectEvent.StatusChanged e ->
                withStatus(to(e.status()), e.statusReason().to(), stored.since(e.at()), at, now);
            case ProjectEvent.Deleted e -> with(details, at, at, now);
            case ProjectEvent.Restored e -> with(details, null, at, now);
            case ProjectEvent.NoteAdded e -> with(details, deletedAt, at, now);
            case ProjectEvent.NoteRetracted e -> with(details, deletedAt, at, now);
            case ProjectEvent.NoteRestored e -> with(details, deletedAt, at, now);
        };
    }

    private ProjectRow with(ProjectDetails said, @Nullable Instant deleted, Instant at, Revision now) {
        return new ProjectRow(
                id, key, said, status, statusReason, statusSince, createdAt, at, startedAt, completedAt, deleted, now);
    }

    private ProjectRow withStatus(ProjectStatus to, @Nullable String reason, Instant since, Instant at, Revision now) {
        Instant started = to == ProjectStatus.ACTIVE && startedAt == null ? since : startedAt;
        Instant completed = to == ProjectStatus.COMPLETED ? since : null;
        return new ProjectRow(id, key, details, to, reason, since, createdAt, at, started, completed, deletedAt, now);
    }

    private static <T> T to(Change<T> change) {
        return Objects.requireNonNull(change.to(), "an event without the new value");
    }
}
