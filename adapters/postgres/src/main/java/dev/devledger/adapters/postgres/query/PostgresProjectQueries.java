package dev.devledger.adapters.postgres.query;

import static dev.devledger.application.project.ProjectQueries.ProjectFilter.DELETED;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.DUE_AFTER;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.DUE_BEFORE;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.NEEDING;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.NONE;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.ONLY;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.PROJECTS;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.SORT;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.STATUS;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.TAGS;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.TEXTS;
import static dev.devledger.application.project.ProjectQueries.ProjectFilter.UPDATED_SINCE;

import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.row.ProjectRows;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.FilterValues;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.Moments;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.sync.content.EntityRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresProjectQueries implements ProjectQueries {

    private final JdbcClient jdbc;
    private final AsOfRows source;
    private final ProjectViews views;
    private final Moments moments;

    public PostgresProjectQueries(JdbcClient jdbc, List<ConnectedAccount> accounts, Moments moments) {
        this(jdbc, new ProjectViews(accounts, new Links(accounts), AsOfRows.projects(), AsOfRows.tasks()), moments);
    }

    private PostgresProjectQueries(JdbcClient jdbc, ProjectViews views, Moments moments) {
        this.moments = moments;
        this.jdbc = jdbc;
        this.source = views.source();
        this.views = views;
    }

    @Override
    public ProjectQueries asOf(LedgerMoment moment) {
        return new PostgresProjectQueries(jdbc, views.at(moment), moments);
    }

    @Override
    public Optional<ProjectView> find(String idOrKey) {
        return IdOrKey.ofProject(idOrKey).flatMap(ref -> jdbc.sql(views.where("e." + ref.column() + " = :ref"))
                .param("ref", ref.value())
                .params(views.parameters())
                .query(views::of)
                .optional());
    }

    @Override
    public List<ProjectView> findAll(Collection<UUID> ids) {
        return jdbc.sql(views.where("e.id = any(:ids)") + " order by p.key_number")
                .param("ids", ids.toArray(UUID[]::new))
                .params(views.parameters())
                .query(views::of)
                .list();
    }

    @Override
    public Page<ProjectView> list(ProjectFilter filter, PageRequest page) {
        Order order = Order.of(filter.get(SORT), "name");
        String list = "projects " + source.asOf() + TaskConditions.words(filter, NEEDING);
        Where where = conditions(filter).after(Cursor.read(page.cursor(), list), order);
        where.parameters().putAll(views.parameters());
        String rows = source.page(where, order, Set.of(), false);
        return Pages.read(jdbc, views.select(rows) + " order by " + order.sql(), where, page, list, views::of);
    }

    private Where conditions(ProjectFilter filter) {
        boolean settled = filter.has(UPDATED_SINCE) && !source.isPast();
        Where where = new Where().always(filter.get(NONE) ? "false" : "true");
        TaskConditions.named(where, "%s", filter.get(PROJECTS), IdOrKey::ofProject);
        return FieldColumns.conditions(where, filter)
                .always(filter.get(DELETED) ? "deleted_at is not null" : "deleted_at is null")
                .and("id = :only", "only", filter.find(ONLY))
                .and("status = any(:statuses)", "statuses", FilterValues.words(filter.get(STATUS)))
                .tagged(filter.get(TAGS))
                .dueAfter(filter.find(DUE_AFTER))
                .dueBefore(filter.find(DUE_BEFORE))
                .containing("(name ilike %1$s or description ilike %1$s)", filter.get(TEXTS))
                .and("updated_at >= :updatedSince", "updatedSince", Times.of(filter.find(UPDATED_SINCE)))
                .and("position <= :settled", "settled", settled ? moments.settledSoon() : null)
                .and(needing(), "now", Times.of(filter.find(NEEDING)));
    }

    /** Returns the condition on projects that need attention; links and conflicts are checked for the present only. */
    private String needing() {
        return """
                (due_at < :now or (status = 'blocked' and status_since < :now - interval '7 days')
                 or (%s and id in (
                   select entity_id from sync_links where entity_kind = 'project' and state = 'stopped'
                   union all select entity_id from sync_conflicts where entity_kind = 'project' and state = 'open')))
                """.formatted(!source.isPast());
    }

    @Override
    public Map<ProjectStatus, Integer> counts() {
        return counts(new Where().always("deleted_at is null"));
    }

    @Override
    public Map<ProjectStatus, Integer> counts(ProjectFilter filter) {
        return counts(conditions(filter));
    }

    private Map<ProjectStatus, Integer> counts(Where where) {
        Map<ProjectStatus, Integer> counts = new HashMap<>();
        String rows = source.all("status", where.sql());
        jdbc.sql("select status, count(*) as projects from %s p group by status".formatted(rows))
                .params(where.parameters())
                .params(source.parameters())
                .query((ResultSet row) -> {
                    counts.put(EnumColumns.to(ProjectStatus.class, row.getString("status")), row.getInt("projects"));
                });
        return counts;
    }

    @Override
    public int finishedSince(Instant since) {
        String rows = source.all(
                "id", "status in ('completed', 'abandoned') and status_since >= :since and deleted_at is null");
        return jdbc.sql("select count(*) from %s p".formatted(rows))
                .param("since", Times.of(since))
                .params(source.parameters())
                .query(Integer.class)
                .single();
    }

    @Override
    public List<ProjectState> standings() {
        return standings(new Where().always("deleted_at is null"));
    }

    @Override
    public List<ProjectState> standings(ProjectFilter filter) {
        return standings(conditions(filter));
    }

    private List<ProjectState> standings(Where where) {
        String rows = source.all("id, key, key_number, name, status", where.sql());
        return jdbc.sql("select id, key, name, status from %s p order by key_number".formatted(rows))
                .params(where.parameters())
                .params(source.parameters())
                .query((row, number) -> new ProjectState(
                        row.getObject("id", UUID.class),
                        row.getString("key"),
                        row.getString("name"),
                        EnumColumns.to(ProjectStatus.class, row.getString("status"))))
                .list();
    }

    /** Rows of projects in the form for users, with their links and the numbers of their tasks. */
    record ProjectViews(List<ConnectedAccount> accounts, Links links, AsOfRows source, AsOfRows tasks) {

        private static final String COUNTS = """
            count(*) filter (where t.status = 'open') as open_tasks,
            count(*) filter (where t.status = 'completed') as completed_tasks,
        count(*) filter (where t.status = 'abandoned') as abandoned_tasks\
        """;

        /** The present names of customers and services. */
        private static final String BILLED = """
            (select key from customers where id = p.customer) as customer_key,
            (select name from customers where id = p.customer) as customer_name,
            (select key from services where id = p.service) as service_key,
        (select name from services where id = p.service) as service_name\
        """;

        ProjectViews at(LedgerMoment moment) {
            return new ProjectViews(accounts, links, source.at(moment), tasks.at(moment));
        }

        Map<String, Object> parameters() {
            return links.parameters(source);
        }

        /** Builds the view of rows found by {@link AsOfRows#select}. */
        String where(String condition) {
            return select(source.select(condition));
        }

        /** Builds the view; tasks are counted and links looked up for the chosen projects only. */
        String select(String rows) {
            return """
                select p.*, counts.*, %s, %s as tracked_seconds%s from (%s) p
                cross join lateral (select %s from %s t) counts
                %s
                """.formatted(
                            BILLED,
                            tasks.tracked().ofProject("p"),
                            links.columns(source),
                            rows,
                            COUNTS,
                            tasks.all("status", "project_id = p.id and deleted_at is null"),
                            links.joins(source, EntityRef.Kind.PROJECT, "p", "p"));
        }

        ProjectView of(ResultSet row, int number) throws SQLException {
            String key = row.getString("key");
            ProjectDetails details = ProjectRows.FIELDS.shown(row, key);
            return new ProjectView(
                    row.getObject("id", UUID.class),
                    key,
                    details,
                    EnumColumns.to(ProjectStatus.class, row.getString("status")),
                    row.getString("status_reason"),
                    Times.get(row, "status_since"),
                    placements(details.placement(), details.placements()),
                    billed(row, "customer"),
                    billed(row, "service"),
                    new ProjectView.TaskCounts(
                            row.getInt("open_tasks"), row.getInt("completed_tasks"), row.getInt("abandoned_tasks")),
                    Times.get(row, "created_at"),
                    Times.get(row, "updated_at"),
                    Times.find(row, "started_at"),
                    Times.find(row, "completed_at"),
                    Times.find(row, "deleted_at"),
                    row.getLong("version"),
                    links.get(source, row),
                    row.getLong("tracked_seconds"));
        }

        /** Reads the customer or service; null if the project has none, or if its row could not be built. */
        private static ProjectView.@Nullable Billed billed(ResultSet row, String kind) throws SQLException {
            String key = row.getString(kind + "_key");
            return key == null ? null : new ProjectView.Billed(key, row.getString(kind + "_name"));
        }

        /**
         * Returns the placement in each connected service, and in services that are no longer connected but for which
         * one was set.
         */
        private Map<String, Placement> placements(Placement placement, SortedMap<String, Placement> said) {
            Map<String, Placement> placements = new LinkedHashMap<>();
            accounts.forEach(each -> placements.put(each.connector(), each.shownAs(placement, said)));
            said.forEach(placements::putIfAbsent);
            return Collections.unmodifiableMap(placements);
        }
    }
}
