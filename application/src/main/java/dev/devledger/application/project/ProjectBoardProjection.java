package dev.devledger.application.project;

import dev.devledger.application.projection.EntityRows;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.RowProjection;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The board, {@code dev_projects}: a row for each project. */
public record ProjectBoardProjection(EntityRows<ProjectRow> rows) implements RowProjection<ProjectEvent, ProjectRow> {
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
    public Class<ProjectEvent> events() {
        return ProjectEvent.class;
    }

    @Override
    public UUID entity(ProjectEvent event) {
        return event.project().value();
    }

    @Override
    public boolean begins(ProjectEvent event) {
        return event instanceof ProjectEvent.Created;
    }

    @Override
    public ProjectRow of(UUID entity, Object state) {
        return ProjectRow.of(new ProjectId(entity), (Project) state);
    }

    @Override
    public ProjectRow after(@Nullable ProjectRow before, ProjectEvent event, LedgerEvent stored) {
        return ProjectRow.after(before, event, stored);
    }
}
