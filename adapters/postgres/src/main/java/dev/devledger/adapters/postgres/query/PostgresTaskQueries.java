package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.Cursor;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.PipelinedQuery;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.adapters.postgres.write.Tags;
import dev.devledger.application.history.Moments;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.TaskStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

public final class PostgresTaskQueries implements TaskQueries {

    private static final TypeReference<List<ChecklistItem>> CHECKLIST = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Links links;
    private final AsOfRows source;
    private final Moments moments;
    private final TaskConditions conditions;
    private final ParsedSql byIds;

    public PostgresTaskQueries(JdbcClient jdbc, JsonMapper json, List<ConnectedAccount> accounts, Moments moments) {
        this(jdbc, json, new Links(accounts), AsOfRows.tasks(), moments);
    }

    private PostgresTaskQueries(JdbcClient jdbc, JsonMapper json, Links links, AsOfRows source, Moments moments) {
        this.moments = moments;
        this.jdbc = jdbc;
        this.json = json;
        this.links = links;
        this.source = source;
        this.conditions = new TaskConditions(links, source);
        this.byIds = NamedParameterUtils.parseSqlStatement(byIds());
    }

    @Override
    public TaskQueries asOf(long position) {
        return new PostgresTaskQueries(jdbc, json, links, source.at(position), moments);
    }

    @Override
    public Optional<TaskView> find(String idOrKey) {
        return IdOrKey.ofTask(idOrKey).flatMap(ref -> jdbc.sql(view(source.select("e." + ref.column() + " = :ref")))
                .param("ref", ref.value())
                .params(links.parameters(source))
                .query((row, number) -> task(row))
                .optional());
    }

    @Override
    public List<TaskView> findAll(Collection<UUID> ids) {
        return jdbc.sql(byIds() + " order by t.key_number")
                .params(parameters(ids))
                .query((row, number) -> task(row))
                .list();
    }

    /**
     * As {@link #findAll} in any order, for who sends it together with something else. A plan that is kept for all numbers
     * of tasks would read the whole table in the order of the keys.
     */
    PipelinedQuery<TaskView> reading(Collection<UUID> ids) {
        return PipelinedQuery.of(byIds, parameters(ids), (row, number) -> task(row));
    }

    private String byIds() {
        return view(source.select("e.id = any(:ids)"));
    }

    private Map<String, Object> parameters(Collection<UUID> ids) {
        Map<String, Object> parameters = new HashMap<>(links.parameters(source));
        parameters.put("ids", ids.toArray(UUID[]::new));
        return parameters;
    }

    @Override
    public List<TaskView> findAllByKey(Collection<String> keys) {
        return jdbc.sql(view(source.select("e.key_number = any(:numbers)")) + " order by t.key_number")
                .param("numbers", IdOrKey.numbers(keys))
                .params(links.parameters(source))
                .query((row, number) -> task(row))
                .list();
    }

    @Override
    public Page<TaskView> list(TaskFilter filter, PageRequest page) {
        Order order = Order.of(filter.sort(), "title");
        String list = list(filter);
        Where where = conditions(filter).after(Cursor.read(page.cursor(), list), order);
        String rows = source.page(where, order, apart(filter), source.isPast() && order.isOfVersions() && isRecent());
        return Pages.read(jdbc, view(rows) + " order by " + order.sql(), where, page, list, (row, number) -> task(row));
    }

    private boolean isRecent() {
        return jdbc.sql(source.recent())
                .params(source.parameters())
                .query(Boolean.class)
                .single();
    }

    @Override
    public int count(TaskFilter filter) {
        return count(conditions(filter));
    }

    @Override
    public int remaining(TaskFilter filter, String cursor) {
        return count(conditions(filter).after(Cursor.read(cursor, list(filter)), Order.of(filter.sort(), "title")));
    }

    private int count(Where where) {
        return jdbc.sql("select count(*) from %s past".formatted(source.all("1", where.sql())))
                .params(where.parameters())
                .query(Integer.class)
                .single();
    }

    /** Who asks what came since a time asks again from the newest one: nothing may come before that later on. */
    private Where conditions(TaskFilter filter) {
        boolean settled = filter.updatedSince() != null && !source.isPast();
        return conditions.of(filter).and("position <= :settled", "settled", settled ? moments.settledSoon() : null);
    }

    /** The tasks of a project are few enough to be sorted. */
    private static Collection<TaskStatus> apart(TaskFilter filter) {
        if (filter.project() != null) {
            return Set.of();
        }
        return filter.statuses().isEmpty() ? EnumSet.allOf(TaskStatus.class) : filter.statuses();
    }

    private String list(TaskFilter filter) {
        return "tasks " + source.asOf() + " " + TaskConditions.words(filter);
    }

    /** A task is shown even where its project's row could not be built. */
    private String view(String rows) {
        return """
                select t.*, coalesce(p.key, '') as project_key%s
                from (%s) t
                left join (select id, key, placement from dev_projects) p on p.id = t.project_id
                %s
                """.formatted(links.columns(source), rows, links.joins(source, EntityRef.Kind.TASK, "t", "p.placement"));
    }

    private TaskView task(ResultSet row) throws SQLException {
        When start = Times.findWhen(row, "start_date");
        When due = Times.findWhen(row, "due_date");
        return new TaskView(
                row.getObject("id", UUID.class),
                row.getString("key"),
                row.getObject("project_id", UUID.class),
                row.getString("project_key"),
                row.getObject("parent_id", UUID.class),
                row.getString("title"),
                row.getString("description"),
                EnumColumns.to(TaskStatus.class, row.getString("status")),
                EnumColumns.to(Priority.class, row.getString("priority")),
                Tags.get(row),
                start,
                due,
                start instanceof When.Day || due instanceof When.Day,
                ZoneId.of(row.getString("time_zone")),
                json.readValue(row.getString("checklist"), CHECKLIST),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "completed_at"),
                Times.find(row, "deleted_at"),
                row.getLong("version"),
                links.get(source, row));
    }
}
