package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.Priorities;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.project.ProjectRow;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectId.ProjectKey;
import dev.devledger.domain.project.ProjectStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** The columns of {@code dev_projects}, and the reading of a row. */
public final class ProjectRows {
    public static final FieldColumns<ProjectDetails> FIELDS =
            new FieldColumns<>(ProjectDetails.KIND, ProjectDetails.REQUIRED);

    private ProjectRows() {}

    /**
     * Returns the table, with rows locked when read: events of the project's links, which have streams of their own,
     * change the rows, too.
     */
    public static RowTable<ProjectRow> of(DataSource database) {
        RowTable<ProjectRow> rows =
                new RowTable<>(database, "dev_projects", "project_versions", (row, number) -> row(row));
        rows.column("status", row -> EnumColumns.of(row.status()))
                .text("status_reason", ProjectRow::statusReason)
                .column("status_since", ProjectRow::statusSince)
                .column("created_at", ProjectRow::createdAt)
                .column("updated_at", ProjectRow::updatedAt)
                .first("started_at", ProjectRow::startedAt)
                .with(ProjectRow::status, "completed_at", ProjectRow::completedAt)
                .with(ProjectRow::isDeleted, "deleted_at", ProjectRow::deletedAt)
                .generated("key", row -> String.valueOf(row.key()))
                .generated("priority_rank", row -> Priorities.rank(row.details().priority()))
                .locked();
        FIELDS.addTo(rows, ProjectRow::details);
        Tags.columns(rows, row -> row.details().tags());
        DueDate.columns(rows, row -> row.details().schedule());
        return rows;
    }

    private static ProjectRow row(ResultSet row) throws SQLException {
        Revision revision = new Revision(row.getLong("version"), row.getLong("position"));
        Instant deletedAt = Times.find(row, "deleted_at");
        Project.Present last = new Project.Present(
                EnumColumns.to(ProjectStatus.class, row.getString("status")),
                row.getString("status_reason"),
                FIELDS.read(row),
                Set.of(),
                revision.version());
        return new ProjectRow(
                new ProjectId(row.getObject("id", UUID.class)),
                new ProjectKey(row.getLong("key_number")),
                deletedAt == null ? last : new Project.Deleted(last),
                Times.get(row, "status_since"),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "started_at"),
                Times.find(row, "completed_at"),
                deletedAt,
                revision);
    }
}
