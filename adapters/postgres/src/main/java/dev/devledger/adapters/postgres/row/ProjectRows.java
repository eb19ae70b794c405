package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.row.Columns.DueDateColumns;
import dev.devledger.adapters.postgres.row.Columns.Tags;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.Priorities;
import dev.devledger.application.projection.EntityRow;
import dev.devledger.application.projection.RowKind;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** The columns of {@code dev_projects}, and the reading of a row. */
public final class ProjectRows {
    public static final FieldColumns<ProjectDetails> FIELDS =
            new FieldColumns<>(ProjectDetails.KIND, ProjectDetails.REQUIRED);

    private ProjectRows() {}

    /** Locks rows: events of a project's links, which have streams of their own, change them, too. */
    public static RowTable<Project> of(DataSource database) {
        RowTable<Project> rows = new RowTable<>(
                        database,
                        RowKind.PROJECTS,
                        "dev_projects",
                        "project_versions",
                        ProjectRows::present,
                        Project.Deleted::new,
                        ProjectKey::new)
                .column("status", row -> EnumColumns.of(row.state().last().status()))
                .text("status_reason", row -> row.state().last().statusReason())
                .column("status_since", EntityRow::statusSince)
                .first("started_at", EntityRow::startedAt)
                .with(EntityRow::status, "completed_at", EntityRow::completedAt)
                .generated(
                        "priority_rank",
                        row -> Priorities.rank(details(row.state()).priority()))
                .locked();
        FIELDS.addTo(rows, ProjectRows::details);
        Tags.columns(rows, project -> details(project).tags());
        DueDateColumns.columns(rows, project -> details(project).schedule());
        return rows;
    }

    private static ProjectDetails details(Project project) {
        return project.last().details();
    }

    private static Project.Present present(ResultSet row) throws SQLException {
        return new Project.Present(
                EnumColumns.to(ProjectStatus.class, row.getString("status")),
                row.getString("status_reason"),
                FIELDS.read(row),
                Set.of(),
                row.getLong("version"));
    }
}
