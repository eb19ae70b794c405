package dev.devledger.application.project;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Revision;
import dev.devledger.application.projection.Superseded;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.link.SyncEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    public int generation() {
        return 2;
    }

    @Override
    public void apply(LedgerEvent event) {
        switch (event.payload()) {
            case ProjectEvent project -> apply(project, event);
            case SyncEvent sync when changesLink(sync) -> board.link(linked(sync), remote(sync));
            default -> {}
        }
    }

    /** The rows are read, changed here, and written together, whatever the number of events. */
    @Override
    public void apply(List<LedgerEvent> events) {
        if (events.size() < MANY) {
            events.forEach(this::apply);
            return;
        }
        Map<ProjectId, ProjectRow> rows = new HashMap<>(board.rows(projects(events)));
        List<Superseded<ProjectRow>> versions = new ArrayList<>();
        for (LedgerEvent event : events) {
            switch (event.payload()) {
                case ProjectEvent project -> {
                    ProjectRow was = rows.get(project.project());
                    rows.put(project.project(), ProjectRow.after(was, project, event));
                    if (was != null && was.revision().position() < event.position()) {
                        versions.add(new Superseded<>(was, event.position()));
                    }
                }
                case SyncEvent sync
                when changesLink(sync) ->
                    rows.computeIfPresent(linked(sync), (project, row) -> row.linkedWith(remote(sync)));
                default -> {}
            }
        }
        board.put(versions, rows.values());
    }

    private static Set<ProjectId> projects(List<LedgerEvent> events) {
        Set<ProjectId> projects = new HashSet<>();
        for (LedgerEvent event : events) {
            switch (event.payload()) {
                case ProjectEvent project -> projects.add(project.project());
                case SyncEvent sync when changesLink(sync) -> projects.add(linked(sync));
                default -> {}
            }
        }
        return projects;
    }

    private void apply(ProjectEvent event, LedgerEvent stored) {
        Instant at = stored.at();
        Revision revision = stored.revision();
        switch (event) {
            case ProjectEvent.Created e -> board.add(made(e, at), revision);
            case ProjectEvent.Edited e -> board.edit(e.project(), e.changes(), at, revision);
            case ProjectEvent.StatusChanged e ->
                board.changeStatus(e.project(), status(e), e.statusReason().to(), stored.since(e.at()), at, revision);
            case ProjectEvent.NoteAdded e -> board.touch(e.project(), at, revision);
            case ProjectEvent.NoteRetracted e -> board.touch(e.project(), at, revision);
            case ProjectEvent.NoteRestored e -> board.touch(e.project(), at, revision);
            case ProjectEvent.Deleted e -> board.delete(e.project(), at, revision);
            case ProjectEvent.Restored e -> board.restore(e.project(), at, revision);
        }
    }

    /** Rows have the time of the ledger, and not that at which the write was decided. */
    private static ProjectEvent.Created made(ProjectEvent.Created e, Instant at) {
        return new ProjectEvent.Created(e.project(), e.key(), e.details(), e.status(), e.statusReason(), at);
    }

    private static ProjectStatus status(ProjectEvent.StatusChanged event) {
        return Objects.requireNonNull(event.status().to(), "a status-changed event without a status");
    }

    /** Whether a project is another object in TickTick from then on, or none. */
    private static boolean changesLink(SyncEvent event) {
        return event.link().entity().kind() == EntityRef.Kind.PROJECT
                && (event instanceof SyncEvent.Linked
                        || event instanceof SyncEvent.Closed
                        || event instanceof SyncEvent.Detached);
    }

    private static ProjectId linked(SyncEvent event) {
        return new ProjectId(event.link().entity().id());
    }

    private static @Nullable RemoteRef remote(SyncEvent event) {
        return event instanceof SyncEvent.Linked linked ? linked.remote() : null;
    }
}
