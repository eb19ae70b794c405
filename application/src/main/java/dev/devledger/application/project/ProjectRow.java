package dev.devledger.application.project;

import dev.devledger.application.projection.EntityRow;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectId.ProjectKey;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the board: the state of a project, and its times.
 *
 * @param key null if only the state is known; the times are then null too
 * @param state the state, without its retracted notes, which have their own rows
 */
public record ProjectRow(
        ProjectId id,
        @Nullable ProjectKey key,
        Project state,
        @Nullable Instant statusSince,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant deletedAt,
        Revision revision)
        implements EntityRow {
    private static final ProjectDecider RULES = new ProjectDecider();

    static ProjectRow of(ProjectId id, Project state) {
        return new ProjectRow(id, null, state, null, null, null, null, null, null, new Revision(0, 0));
    }

    /** Returns the row after the event; {@code before} is null for the project's first event. */
    static ProjectRow after(@Nullable ProjectRow before, ProjectEvent event, LedgerEvent stored) {
        Instant at = stored.at();
        if (before == null) {
            Project made = RULES.evolve(RULES.initial(), event);
            ProjectKey key = event instanceof ProjectEvent.Created created ? created.key() : null;
            ProjectRow first =
                    new ProjectRow(event.project(), key, made, null, at, at, null, null, null, stored.revision());
            return first.since(first.status(), at);
        }
        requireValues(event);
        ProjectRow now = new ProjectRow(
                before.id,
                before.key,
                RULES.evolve(before.state, event),
                before.statusSince,
                before.createdAt,
                at,
                before.startedAt,
                before.completedAt,
                deletedAt(before, event, at),
                stored.revision());
        return event instanceof ProjectEvent.StatusChanged change
                ? now.since(now.status(), stored.since(change.at()))
                : now;
    }

    /** Requires the values of columns that are never null. */
    private static void requireValues(ProjectEvent event) {
        if (event instanceof ProjectEvent.Edited edited) {
            edited.changes().requireValues(ProjectDetails.REQUIRED);
        } else if (event instanceof ProjectEvent.StatusChanged changed) {
            Change.requireValue(changed.status());
        }
    }

    private static @Nullable Instant deletedAt(ProjectRow before, ProjectEvent event, Instant at) {
        return event instanceof ProjectEvent.Deleted
                ? at
                : event instanceof ProjectEvent.Restored ? null : before.deletedAt;
    }

    private ProjectRow since(ProjectStatus status, Instant at) {
        return new ProjectRow(
                id,
                key,
                state,
                at,
                createdAt,
                updatedAt,
                status == ProjectStatus.ACTIVE && startedAt == null ? at : startedAt,
                status == ProjectStatus.COMPLETED ? at : null,
                deletedAt,
                revision);
    }

    @Override
    public UUID entity() {
        return id.value();
    }

    @Override
    public @Nullable Long number() {
        return key == null ? null : key.number();
    }

    /** @param retracted the ids of the project's retracted notes */
    public Project state(Set<UUID> retracted) {
        Project.Present last = state.last();
        return state.now(
                new Project.Present(last.status(), last.statusReason(), last.details(), retracted, last.version()));
    }

    public ProjectDetails details() {
        return state.last().details();
    }

    public ProjectStatus status() {
        return state.last().status();
    }

    public @Nullable String statusReason() {
        return state.last().statusReason();
    }

    public boolean isDeleted() {
        return state instanceof Project.Deleted;
    }
}
