package dev.devledger.application.project;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.SyncEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The board: a row for each project, with the remote card that it is linked to. */
public final class ProjectBoardProjection implements Projection {
    private final ProjectBoard board;

    public ProjectBoardProjection(ProjectBoard board) {
        this.board = board;
    }

    @Override
    public String name() {
        return "projects";
    }

    @Override
    public void apply(LedgerEvent event) {
        switch (event.payload()) {
            case ProjectEvent project -> apply(project, event.revision());
            case SyncEvent sync when sync.link().entity().kind() == EntityRef.Kind.PROJECT -> link(sync);
            default -> {}
        }
    }

    private void apply(ProjectEvent event, Revision revision) {
        switch (event) {
            case ProjectEvent.Created e -> board.add(e, revision);
            case ProjectEvent.Edited e -> board.edit(e.project(), e.changes(), e.at(), revision);
            case ProjectEvent.StatusChanged e ->
                board.changeStatus(e.project(), status(e), e.statusReason().to(), e.at(), revision);
            case ProjectEvent.NoteAdded e -> board.touch(e.project(), e.at(), revision);
            case ProjectEvent.NoteRetracted e -> board.touch(e.project(), e.at(), revision);
            case ProjectEvent.NoteRestored e -> board.touch(e.project(), e.at(), revision);
            case ProjectEvent.Deleted e -> board.delete(e.project(), e.at(), revision);
            case ProjectEvent.Restored e -> board.restore(e.project(), e.at(), revision);
        }
    }

    private static ProjectStatus status(ProjectEvent.StatusChanged event) {
        return Objects.requireNonNull(event.status().to(), "a status-changed event without a status");
    }

    private void link(SyncEvent event) {
        ProjectId project = new ProjectId(event.link().entity().id());
        switch (event) {
            case SyncEvent.Linked e -> board.link(project, e.remote());
            case SyncEvent.Closed e -> unlink(project);
            case SyncEvent.Detached e -> unlink(project);
            default -> {}
        }
    }

    private void unlink(ProjectId project) {
        @Nullable RemoteRef none = null;
        board.link(project, none);
    }
}
