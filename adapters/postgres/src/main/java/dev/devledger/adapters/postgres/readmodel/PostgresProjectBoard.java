package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.domain.field.Changes;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.Columns;
import dev.devledger.adapters.postgres.write.DueDate;
import dev.devledger.adapters.postgres.write.IdColumns;
import dev.devledger.adapters.postgres.write.Placements;
import dev.devledger.adapters.postgres.write.ProjectRows;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.project.ProjectBoard;
import dev.devledger.application.project.ProjectRow;
import dev.devledger.application.projection.Revision;
import dev.devledger.application.projection.Superseded;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

public final class PostgresProjectBoard implements ProjectBoard {

    private static final String TABLE = "dev_projects";
    private static final String VERSIONS = "project_versions";

    private final RowWrites writes;
    private final ProjectRows rows;

    public PostgresProjectBoard(DataSource database) {
        this.writes = new RowWrites(database);
        this.rows = new ProjectRows(database);
    }

    @Override
    public void add(ProjectEvent.Created created, Revision revision) {
        ProjectDetails details = created.details();
        ProjectStatus status = created.status();
        Columns columns = new Columns()
                .set("id", created.project().value())
                .set("key_number", created.key().number())
                .set("name", details.name())
                .set("description", Texts.orNull(details.description()))
                .set("status", EnumColumns.of(status))
                .set("status_reason", created.statusReason())
                .set("status_since", Times.of(created.at()))
                .set("priority", EnumColumns.of(details.priority()))
                .tags(details.tags())
                .set("repository_url", Texts.orNull(details.repositoryUrl()))
                .set("placement", EnumColumns.of(details.placement()))
                .set("placements", Placements.json(details.placements()))
                .set("customer", IdColumns.billing(details.billing().customer()))
                .set("service", IdColumns.billing(details.billing().service()))
                .set("billable", details.billing().billable())
                .set("created_at", Times.of(created.at()))
                .set("updated_at", Times.of(created.at()))
                .set("started_at", status == ProjectStatus.ACTIVE ? Times.of(created.at()) : null)
                .set("completed_at", status == ProjectStatus.COMPLETED ? Times.of(created.at()) : null)
                .set("deleted_at", null)
                .revision(revision);
        DueDate.put(columns, details.schedule());
        columns.put(writes, TABLE, "id");
    }

    @Override
    public void edit(ProjectId project, Changes<ProjectDetails> changes, Instant at, Revision revision) {
        Columns columns = changed(at, revision)
                .change("name", changes.get(ProjectDetails.NAME), name -> name)
                .change("description", changes.get(ProjectDetails.DESCRIPTION), Texts::orNull)
                .change("priority", changes.get(ProjectDetails.PRIORITY), EnumColumns::of)
                .tags(changes.get(ProjectDetails.TAGS))
                .change("repository_url", changes.get(ProjectDetails.REPOSITORY_URL), Texts::orNull)
                .change("placement", changes.get(ProjectDetails.PLACEMENT), EnumColumns::of)
                .change("customer", changes.get(ProjectDetails.CUSTOMER), IdColumns::billing)
                .change("service", changes.get(ProjectDetails.SERVICE), IdColumns::billing)
                .change("billable", changes.get(ProjectDetails.BILLABLE), billable -> billable);
        DueDate.change(
                columns, writes, TABLE, project.value(), changes.get(ProjectDetails.START_DATE), changes.get(ProjectDetails.DUE_DATE), changes.get(ProjectDetails.TIME_ZONE));
        Placements.change(columns, writes, project.value(), changes);
        update(project, columns);
    }

    @Override
    public void changeStatus(
            ProjectId project,
            ProjectStatus to,
            @Nullable String reason,
            Instant since,
            Instant at,
            Revision revision) {
        Columns columns = changed(at, revision)
                .set("status", EnumColumns.of(to))
                .set("status_reason", reason)
                .set("status_since", Times.of(since))
                .set("completed_at", to == ProjectStatus.COMPLETED ? Times.of(since) : null);
        if (to == ProjectStatus.ACTIVE) {
            columns.compute("started_at", "coalesce(dev_projects.started_at, new.status_since)");
        }
        update(project, columns);
    }

    @Override
    public void touch(ProjectId project, Instant at, Revision revision) {
        update(project, changed(at, revision));
    }

    @Override
    public void delete(ProjectId project, Instant at, Revision revision) {
        update(project, changed(at, revision).set("deleted_at", Times.of(at)));
    }

    @Override
    public void restore(ProjectId project, Instant at, Revision revision) {
        update(project, changed(at, revision).set("deleted_at", null));
    }

    @Override
    public Map<ProjectId, ProjectRow> rows(Set<ProjectId> projects) {
        return rows.find(projects);
    }

    @Override
    public void put(List<Superseded<ProjectRow>> superseded, Collection<ProjectRow> projects) {
        rows.put(superseded, projects);
    }

    private static Columns changed(Instant at, Revision revision) {
        return new Columns().set("updated_at", Times.of(at)).revision(revision);
    }

    private void update(ProjectId project, Columns columns) {
        columns.updateAndKeep(writes, TABLE, VERSIONS, project.value());
    }
}
