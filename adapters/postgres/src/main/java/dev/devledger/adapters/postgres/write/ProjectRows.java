package dev.devledger.adapters.postgres.write;

import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Priorities;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.project.ProjectRow;
import dev.devledger.application.projection.Revision;
import dev.devledger.application.projection.Superseded;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectKey;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code dev_projects} and {@code project_versions}, many at once. */
public final class ProjectRows {

    private final DataSource database;
    private final BulkRows<ProjectRow> rows = columns(new BulkRows<>("dev_projects", "id"));
    private final BulkRows<Superseded<ProjectRow>> versions = rows.within(
                    "project_versions", "id, until", Superseded<ProjectRow>::row)
            .column("until", Superseded::until)
            .column("key", each -> each.row().key().toString())
            .column(
                    "priority_rank",
                    each -> Priorities.rank(each.row().details().priority()));

    public ProjectRows(DataSource database) {
        this.database = database;
    }

    private static BulkRows<ProjectRow> columns(BulkRows<ProjectRow> rows) {
        rows.column("id", row -> row.id().value())
                .column("key_number", row -> row.key().number())
                .text("name", row -> row.details().name())
                .text("description", row -> Texts.orNull(row.details().description()))
                .column("status", row -> EnumColumns.of(row.status()))
                .text("status_reason", ProjectRow::statusReason)
                .column("status_since", ProjectRow::statusSince)
                .column("priority", row -> EnumColumns.of(row.details().priority()))
                .text("repository_url", row -> Texts.orNull(row.details().repositoryUrl()))
                .column("placement", row -> EnumColumns.of(row.details().placement()))
                .column("placements", row -> Placements.json(row.details().placements()))
                .column(
                        "customer",
                        row -> IdColumns.billing(row.details().billing().customer()))
                .column(
                        "service",
                        row -> IdColumns.billing(row.details().billing().service()))
                .column("billable", row -> row.details().billing().billable())
                .column("created_at", ProjectRow::createdAt)
                .column("updated_at", ProjectRow::updatedAt)
                .column("started_at", ProjectRow::startedAt)
                .column("completed_at", ProjectRow::completedAt)
                .column("deleted_at", ProjectRow::deletedAt)
                .column("version", row -> row.revision().version())
                .column("position", row -> row.revision().position());
        Tags.columns(rows, row -> row.details().tags());
        DueDate.columns(rows, row -> row.details().schedule());
        return rows;
    }

    /** Locked, all in one order, since they are written back as a whole. */
    public Map<ProjectId, ProjectRow> find(Set<ProjectId> projects) {
        Map<ProjectId, ProjectRow> found = new HashMap<>();
        if (projects.isEmpty()) {
            return found;
        }
        JdbcClient.create(database)
                .sql("select * from dev_projects where id = any(:ids) order by id for no key update")
                .param("ids", projects.stream().map(ProjectId::value).toArray(UUID[]::new))
                .query((row, number) -> row(row))
                .list()
                .forEach(project -> found.put(project.id(), project));
        return found;
    }

    /** Where it is what the newest event has made, with its notes; see {@link NewestRows}. */
    Optional<ProjectRow> newest(ProjectId project) {
        return JdbcClient.create(database)
                .sql(NewestRows.counting("dev_projects", List.of("projects", "notes")))
                .param("stream", project.address())
                .param("id", project.value())
                .query((row, number) -> row(row))
                .optional();
    }

    public void put(List<Superseded<ProjectRow>> superseded, Collection<ProjectRow> projects) {
        versions.add(database, superseded, List.of("position"));
        rows.put(database, projects);
    }

    private static ProjectRow row(ResultSet row) throws SQLException {
        return new ProjectRow(
                new ProjectId(row.getObject("id", UUID.class)),
                new ProjectKey(row.getLong("key_number")),
                details(row),
                EnumColumns.to(ProjectStatus.class, row.getString("status")),
                row.getString("status_reason"),
                Times.get(row, "status_since"),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "started_at"),
                Times.find(row, "completed_at"),
                Times.find(row, "deleted_at"),
                new Revision(row.getLong("version"), row.getLong("position")));
    }

    private static ProjectDetails details(ResultSet row) throws SQLException {
        return new ProjectDetails(
                row.getString("name"),
                Texts.orEmpty(row.getString("description")),
                EnumColumns.to(Priority.class, row.getString("priority")),
                new TreeSet<>(Tags.get(row)),
                Texts.orEmpty(row.getString("repository_url")),
                DueDate.get(row),
                EnumColumns.to(Placement.class, row.getString("placement")),
                Placements.get(row),
                IdColumns.billing(row));
    }
}
