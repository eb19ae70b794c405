package dev.devledger.application.project;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Revision;
import dev.devledger.application.projection.Superseded;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The board: a row for each project. */
public record ProjectBoardProjection(ProjectBoard board) implements Projection {
    @Override
    public String name() {
        return "projects";
    }

    @Override
    public int generation() {
        return 5;
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith("project-");
    }

    @Override
    public void apply(LedgerEvent event) {
        if (event.payload() instanceof ProjectEvent project) {
            apply(project, event);
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
            if (event.payload() instanceof ProjectEvent project) {
                ProjectRow was = rows.get(project.project());
                rows.put(project.project(), ProjectRow.after(was, project, event));
                if (was != null && was.revision().position() < event.position()) {
                    versions.add(new Superseded<>(was, event.position()));
                }
            }
        }
        board.put(versions, rows.values());
    }

    private static Set<ProjectId> projects(List<LedgerEvent> events) {
        Set<ProjectId> projects = new HashSet<>();
        for (LedgerEvent event : events) {
            if (event.payload() instanceof ProjectEvent project) {
                projects.add(project.project());
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
}
