package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Cursor;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.FilterValues;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.adapters.postgres.write.Tags;
import dev.devledger.application.history.Moments;
import dev.devledger.application.project.NoteView;
import dev.devledger.application.project.ProjectFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.EntityRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresProjectQueries implements ProjectQueries {

    private static final String COUNTS = """
            count(*) filter (where t.status = 'open') as open_tasks,
            count(*) filter (where t.status = 'completed') as completed_tasks,
            count(*) filter (where t.status = 'abandoned') as abandoned_tasks""";

    private final JdbcClient jdbc;
    private final Links links;
    private final AsOfRows source;
    private final AsOfRows tasks;
    private final Moments moments;

    public PostgresProjectQueries(JdbcClient jdbc, List<ConnectedAccount> accounts, Moments moments) {
        this(jdbc, new Links(accounts), AsOfRows.projects(), AsOfRows.tasks(), moments);
    }

    private PostgresProjectQueries(JdbcClient jdbc, Links links, AsOfRows source, AsOfRows tasks, Moments moments) {
        this.moments = moments;
        this.jdbc = jdbc;
        this.links = links;
        this.source = source;
        this.tasks = tasks;
    }

    @Override
    public ProjectQueries asOf(long position) {
        return new PostgresProjectQueries(jdbc, links, source.at(position), tasks.at(position), moments);
    }

    @Override
    public Optional<ProjectView> find(String idOrKey) {
        return IdOrKey.ofProject(idOrKey).flatMap(ref -> jdbc.sql(view(source.select("e." + ref.column() + " = :ref")))
                .param("ref", ref.value())
                .params(links.parameters(source))
                .query((row, number) -> project(row))
                .optional());
    }

    @Override
    public List<ProjectView> findAll(Collection<UUID> ids) {
        return jdbc.sql(view(source.select("e.id = any(:ids)")) + " order by p.key_number")
                .param("ids", ids.toArray(UUID[]::new))
                .params(links.parameters(source))
                .query((row, number) -> project(row))
                .list();
    }

    @Override
    public Page<ProjectView> list(ProjectFilter filter, PageRequest page) {
        Order order = Order.of(filter.sort(), "name");
        String list = "projects " + source.asOf() + new TreeSet<>(filter.statuses()) + filter.priority()
                + filter.updatedSince() + filter.deleted() + filter.sort() + filter.tag() + "\n" + filter.text();
        boolean settled = filter.updatedSince() != null && !source.isPast();
        Where where = new Where()
                .always(filter.deleted() ? "deleted_at is not null" : "deleted_at is null")
                .and("status = any(:statuses)", "statuses", FilterValues.words(filter.statuses()))
                .and("priority = :priority", "priority", FilterValues.word(filter.priority()))
                .and(
                        "tags_lower @> array[cast(:tag as text)]",
                        "tag",
                        filter.tag() == null ? null : Tags.lower(filter.tag()))
                .and("updated_at >= :updatedSince", "updatedSince", Times.of(filter.updatedSince()))
                .and("position <= :settled", "settled", settled ? moments.settledSoon() : null)
                .containing("(name ilike :text or description ilike :text)", filter.text())
                .after(Cursor.read(page.cursor(), list), order);
        where.parameters().putAll(links.parameters(source));
        String rows = source.page(where, order, Set.of(), false);
        return Pages.read(
                jdbc, view(rows) + " order by " + order.sql(), where, page, list, (row, number) -> project(row));
    }

    @Override
    public Map<ProjectStatus, Integer> counts() {
        return jdbc
                .sql("select status, count(*) as projects from " + source.all("status", "deleted_at is null")
                        + " p group by status")
                .params(source.parameters())
                .query((row, number) ->
                        Map.entry(EnumColumns.to(ProjectStatus.class, row.getString("status")), row.getInt("projects")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Page<NoteView> notes(UUID project, PageRequest page) {
        String list = "notes " + project;
        Order newest = new Order("position", "bigint", true, "position", "bigint");
        Where where = new Where()
                .and("project_id = :project", "project", project)
                .after(Cursor.read(page.cursor(), list), newest);
        String rows = """
                select *, position as sort_value, position as sort_id
                from project_notes where %s order by position desc limit :limit
                """.formatted(where.sql());
        return Pages.read(jdbc, rows, where, page, list, (row, number) -> note(row));
    }

    @Override
    public Optional<NoteView> note(UUID note) {
        return jdbc.sql("select * from project_notes where id = :id")
                .param("id", note)
                .query((row, number) -> note(row))
                .optional();
    }

    /** Counts tasks and looks up links for the chosen projects alone. */
    private String view(String rows) {
        return """
                select p.*, counts.*%s from (%s) p
                cross join lateral (select %s from %s t) counts
                %s
                """.formatted(
                        links.columns(source),
                        rows,
                        COUNTS,
                        tasks.all("status", "project_id = p.id and deleted_at is null"),
                        links.joins(source, EntityRef.Kind.PROJECT, "p", "p.placement"));
    }

    private ProjectView project(ResultSet row) throws SQLException {
        When start = Times.findWhen(row, "start_date");
        When due = Times.findWhen(row, "due_date");
        return new ProjectView(
                row.getObject("id", UUID.class),
                row.getString("key"),
                row.getString("name"),
                row.getString("description"),
                EnumColumns.to(ProjectStatus.class, row.getString("status")),
                row.getString("status_reason"),
                Times.get(row, "status_since"),
                EnumColumns.to(Priority.class, row.getString("priority")),
                Tags.get(row),
                row.getString("repository_url"),
                start,
                due,
                start instanceof When.Day || due instanceof When.Day,
                ZoneId.of(row.getString("time_zone")),
                EnumColumns.to(Placement.class, row.getString("placement")),
                new ProjectView.TaskCounts(
                        row.getInt("open_tasks"), row.getInt("completed_tasks"), row.getInt("abandoned_tasks")),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "started_at"),
                Times.find(row, "completed_at"),
                Times.find(row, "deleted_at"),
                row.getLong("version"),
                links.get(source, row));
    }

    private static NoteView note(ResultSet row) throws SQLException {
        return new NoteView(
                row.getObject("id", UUID.class),
                row.getString("text"),
                Times.get(row, "at"),
                row.getString("actor"),
                row.getString("channel"),
                Times.find(row, "retracted_at"));
    }
}
