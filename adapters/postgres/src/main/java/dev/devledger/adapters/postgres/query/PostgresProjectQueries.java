package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Cursor;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.FilterValues;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.history.Moments;
import dev.devledger.application.project.ProjectFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.project.ProjectStatus;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
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
    public ProjectQueries asOf(AskedMoment moment) {
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
        Order order = Order.of(filter.sort(), "name");
        String list = "projects " + source.asOf() + words(filter);
        Where where = conditions(filter).after(Cursor.read(page.cursor(), list), order);
        where.parameters().putAll(views.parameters());
        String rows = source.page(where, order, Set.of(), false);
        return Pages.read(jdbc, views.select(rows) + " order by " + order.sql(), where, page, list, views::of);
    }

    /** Says which filter it is, whatever the order in which its sets happen to be, and when it is asked. */
    private static String words(ProjectFilter filter) {
        return filter.tags().size() + " " + filter.texts().size()
                + filter.with(to -> {
                    to.statuses = new TreeSet<>(to.statuses);
                    to.priorities = new TreeSet<>(to.priorities);
                    to.tags = new TreeSet<>(List.of(Texts.lower(to.tags)));
                    to.needing = to.needing == null ? null : Instant.EPOCH;
                });
    }

    private Where conditions(ProjectFilter filter) {
        boolean settled = filter.updatedSince() != null && !source.isPast();
        return new Where()
                .always(filter.deleted() ? "deleted_at is not null" : "deleted_at is null")
                .and("id = :only", "only", filter.only())
                .and("status = any(:statuses)", "statuses", FilterValues.words(filter.statuses()))
                .and("priority = any(:priorities)", "priorities", FilterValues.words(filter.priorities()))
                .tagged(filter.tags())
                .dueAfter(filter.dueAfter())
                .dueBefore(filter.dueBefore())
                .containing("(name ilike %1$s or description ilike %1$s)", filter.texts())
                .and("updated_at >= :updatedSince", "updatedSince", Times.of(filter.updatedSince()))
                .and("position <= :settled", "settled", settled ? moments.settledSoon() : null)
                .and(needing(), "now", Times.of(filter.needing()));
    }

    /** Links and conflicts are of today. */
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
    public List<Standing> standings() {
        return standings(new Where().always("deleted_at is null"));
    }

    @Override
    public List<Standing> standings(ProjectFilter filter) {
        return standings(conditions(filter));
    }

    private List<Standing> standings(Where where) {
        String rows = source.all("id, key, key_number, name, status", where.sql());
        return jdbc.sql("select id, key, name, status from %s p order by key_number".formatted(rows))
                .params(where.parameters())
                .params(source.parameters())
                .query((row, number) -> new Standing(
                        row.getObject("id", UUID.class),
                        row.getString("key"),
                        row.getString("name"),
                        EnumColumns.to(ProjectStatus.class, row.getString("status"))))
                .list();
    }
}
