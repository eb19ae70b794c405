package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.row.ProjectRows;
import dev.devledger.application.project.ProjectBoardProjection;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.domain.field.Changes;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of projects, changed by events of any version, position and time. */
public record RowsOfProjects(ProjectBoardProjection projection) {
    public RowsOfProjects(DataSource database) {
        this(new ProjectBoardProjection(ProjectRows.of(database)));
    }

    public void add(ProjectEvent.Created created, Revision revision) {
        apply(created, created.at(), revision);
    }

    public void edit(ProjectId project, Changes<ProjectDetails> changes, Instant at, Revision revision) {
        apply(new ProjectEvent.Edited(project, changes, at), at, revision);
    }

    public void changeStatus(
            ProjectId project, ProjectStatus to, @Nullable String reason, Instant at, Revision revision) {
        apply(
                new ProjectEvent.StatusChanged(project, new Change<>(null, to), new Change<>(null, reason), at),
                at,
                revision);
    }

    /** By a note, which changes nothing else of the row. */
    public void touch(ProjectId project, Instant at, Revision revision) {
        apply(new ProjectEvent.NoteAdded(project, UUID.randomUUID(), "a note", at), at, revision);
    }

    public void delete(ProjectId project, Instant at, Revision revision) {
        apply(new ProjectEvent.Deleted(project, at), at, revision);
    }

    public void restore(ProjectId project, Instant at, Revision revision) {
        apply(new ProjectEvent.Restored(project, at), at, revision);
    }

    public void apply(ProjectEvent event, Instant at, Revision revision) {
        projection.apply(SampleEvents.stored(event.project().address(), event, at, revision));
    }
}
