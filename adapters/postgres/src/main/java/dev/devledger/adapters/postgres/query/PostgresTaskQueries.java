package dev.devledger.adapters.postgres.query;

import static dev.devledger.application.task.TaskFilter.OVERDUE_AT;
import static dev.devledger.application.task.TaskFilter.PROJECT;
import static dev.devledger.application.task.TaskFilter.READY;
import static dev.devledger.application.task.TaskFilter.SORT;
import static dev.devledger.application.task.TaskFilter.STATUS;
import static dev.devledger.application.task.TaskFilter.UPDATED_SINCE;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Pages.GenericPlan;
import dev.devledger.adapters.postgres.sql.PipelinedQuery;
import dev.devledger.adapters.postgres.sql.Texts.ServiceFieldsColumn;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.history.Moments;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.BlockingProject;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.Task.TaskStatus;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresTaskQueries implements TaskQueries {

    private static final String BY_IDS = "e.id = any(:ids)";
    private static final int STATEMENTS = 100;

    /**
     * The key in the cache of list statements, kept because building the long text takes as long as sending it.
     *
     * @param conditions the conditions of the filter, without its values
     */
    private record ReadyList(
            boolean past,
            String conditions,
            boolean behind,
            @Nullable Boolean wanted) {}

    private final JdbcClient jdbc;
    private final GenericPlan kept;
    private final AsOfRows source;
    private final TaskViews views;
    private final Moments moments;
    private final TaskConditions conditions;
    private final ReadyOrder ready;
    private final Cache<ReadyList, String> statements;

    public PostgresTaskQueries(DataSource database, List<ConnectedAccount> accounts, Moments moments) {
        this(database, accounts, moments, ReadyOrder.LOOKED_UP);
    }

    PostgresTaskQueries(DataSource database, List<ConnectedAccount> accounts, Moments moments, int lookedUp) {
        this(
                JdbcClient.create(database),
                new GenericPlan(database),
                new TaskViews(new Links(accounts), AsOfRows.tasks()),
                moments,
                lookedUp,
                Caffeine.newBuilder()
                        .maximumSize(STATEMENTS)
                        .executor(Runnable::run)
                        .build());
    }

    private PostgresTaskQueries(
            JdbcClient jdbc,
            GenericPlan kept,
            TaskViews views,
            Moments moments,
            int lookedUp,
            Cache<ReadyList, String> statements) {
        this.moments = moments;
        this.jdbc = jdbc;
        this.kept = kept;
        this.source = views.source();
        this.views = views;
        this.conditions = new TaskConditions(views.links(), source);
        this.ready = new ReadyOrder(source, lookedUp);
        this.statements = statements;
    }

    @Override
    public TaskQueries asOf(LedgerMoment moment) {
        return new PostgresTaskQueries(jdbc, kept, views.at(moment), moments, ready.lookedUp(), statements);
    }

    @Override
    public Optional<TaskView> find(String idOrKey) {
        return IdOrKey.ofTask(idOrKey).flatMap(ref -> jdbc.sql(views.where("e." + ref.column() + " = :ref"))
                .param("ref", ref.value())
                .params(views.parameters())
                .query(views::of)
                .optional());
    }

    @Override
    public List<TaskView> findAll(Collection<UUID> ids) {
        return jdbc.sql(views.where(BY_IDS) + " order by t.key_number")
                .param("ids", ids.toArray(UUID[]::new))
                .params(views.parameters())
                .query(views::of)
                .list();
    }

    /**
     * As {@link #findAll}, in any order, to be sent together with other statements. It sorts nothing: a plan kept for
     * any number of tasks would read the whole table in the order of the keys.
     */
    Function<Collection<UUID>, PipelinedQuery<TaskView>> reader() {
        ParsedSql byIds = NamedParameterUtils.parseSqlStatement(views.where(BY_IDS));
        return ids -> {
            Map<String, Object> parameters = new HashMap<>(views.parameters());
            parameters.put("ids", ids.toArray(UUID[]::new));
            return PipelinedQuery.of(byIds, parameters, views::of);
        };
    }

    @Override
    public Map<UUID, ServiceFields> fields(Collection<UUID> tasks) {
        Map<UUID, ServiceFields> fields = new HashMap<>();
        jdbc.sql("select id, fields from tasks where id = any(:ids) and deleted_at is null")
                .param("ids", tasks.toArray(UUID[]::new))
                .query((ResultSet row) -> {
                    UUID id = row.getObject("id", UUID.class);
                    fields.put(
                            id,
                            UnreadableValues.find("The fields of services of " + id, () -> ServiceFieldsColumn.get(row))
                                    .orElse(ServiceFields.NONE));
                });
        return fields;
    }

    @Override
    public List<TaskView> findAllByKey(Collection<String> keys) {
        return jdbc.sql(views.where("e.key_number = any(:numbers)") + " order by t.key_number")
                .param("numbers", IdOrKey.numbers(keys))
                .params(views.parameters())
                .query(views::of)
                .list();
    }

    @Override
    public Page<TaskView> list(TaskFilter filter, PageRequest page) {
        String list = list(filter);
        Cursor after = Cursor.read(page.cursor(), list);
        Where where = conditions(filter);
        Boolean wanted = filter.find(READY);
        if (filter.get(SORT).by() == Sort.By.READY) {
            return Pages.read(kept, readyList(where, after, wanted), where, page, list, views::of);
        }
        Order order = Order.of(filter.get(SORT), "title");
        where.always(conditions.ready(wanted)).after(after, order);
        String rows = source.page(
                where, order, apart(filter), source.isPast() && order.isOfVersions() && source.isRecent(jdbc));
        return Pages.read(jdbc, views.select(rows, wanted) + " order by " + order.sql(), where, page, list, views::of);
    }

    private String readyList(Where where, @Nullable Cursor after, @Nullable Boolean wanted) {
        ReadyOrder.bind(where, after);
        return statements.get(
                new ReadyList(source.isPast(), where.sql(), after != null, wanted),
                list -> views.select(ready.page(where.sql(), after != null, conditions.ready(wanted)), wanted)
                        + " order by place");
    }

    @Override
    public int count(TaskFilter filter) {
        return count(conditions(filter).always(conditions.ready(filter.find(READY))));
    }

    @Override
    public int remaining(TaskFilter filter, String cursor) {
        Cursor after = Cursor.read(cursor, list(filter));
        Where where = conditions(filter);
        String wanted = conditions.ready(filter.find(READY));
        if (filter.get(SORT).by() == Sort.By.READY) {
            ReadyOrder.bind(where, after);
            return number(ready.count(where.sql(), after != null, wanted), where);
        }
        return count(where.always(wanted).after(after, Order.of(filter.get(SORT), "title")));
    }

    @Override
    public List<BlockingProject> heldBack(TaskFilter filter) {
        Where where = conditions(filter);
        return jdbc.sql(conditions.heldBack(where))
                .params(where.parameters())
                .query((row, number) -> new BlockingProject(
                        row.getString("key"),
                        row.getString("name"),
                        EnumColumns.to(ProjectStatus.class, row.getString("status"))))
                .list();
    }

    private int count(Where where) {
        return number("select count(*) from %s past".formatted(source.all("1", where.sql())), where);
    }

    private int number(String sql, Where where) {
        return jdbc.sql(sql).params(where.parameters()).query(Integer.class).single();
    }

    /**
     * Builds the conditions. A filter by time covers settled changes only: a client that polls continues after the
     * newest change it got, so no earlier change may appear later.
     */
    private Where conditions(TaskFilter filter) {
        boolean settled = filter.has(UPDATED_SINCE) && !source.isPast();
        return conditions.of(filter).and("position <= :settled", "settled", settled ? moments.settledSoon() : null);
    }

    /** Returns the statuses to read one by one; none in a list of one project, whose tasks are few enough to sort. */
    private static Collection<TaskStatus> apart(TaskFilter filter) {
        Set<TaskStatus> all = filter.get(STATUS).isEmpty() ? EnumSet.allOf(TaskStatus.class) : filter.get(STATUS);
        return !filter.has(PROJECT) ? all : Set.of();
    }

    /**
     * Identifies the list in cursors. The requested time is part of it only for a filter by readiness, which changes
     * with time even at the same position.
     */
    private String list(TaskFilter filter) {
        Instant instant = !filter.has(READY) ? null : source.instant();
        return "tasks " + source.asOf() + (instant == null ? "" : " at " + instant) + " "
                + TaskConditions.words(filter, OVERDUE_AT);
    }

    /** Reads the changed tasks of all writes in a shared transaction once, in the round trip that stores them. */
    public static final class PipelinedTaskQueries implements TaskQueries {

        private static final String STREAM = "task-";

        private final PostgresTaskQueries tasks;
        private final Function<Collection<UUID>, PipelinedQuery<TaskView>> reader;
        private final RowWrites rows;
        private final TransactionBound<WriteTicket> pass;

        public PipelinedTaskQueries(PostgresTaskQueries tasks, RowWrites rows, DataSource database) {
            this.tasks = tasks;
            this.reader = tasks.reader();
            this.rows = rows;
            this.pass = WriteTicket.of(database);
        }

        @Override
        public Optional<TaskView> find(String idOrKey) {
            @Nullable WriteTicket taken = pass.find();
            return taken != null && taken.isShared() && taken.streams().contains(STREAM + idOrKey)
                    ? Optional.ofNullable(taken.answers(() -> changed(taken)).get(UUID.fromString(idOrKey)))
                    : tasks.find(idOrKey);
        }

        private Map<UUID, TaskView> changed(WriteTicket taken) {
            List<UUID> ids = taken.streams().stream()
                    .filter(stream -> stream.startsWith(STREAM))
                    .map(stream -> UUID.fromString(stream.substring(STREAM.length())))
                    .toList();
            return rows.flushAndRead(reader.apply(ids)).stream()
                    .collect(Collectors.toMap(TaskView::id, Function.identity()));
        }

        @Override
        public List<TaskView> findAll(Collection<UUID> ids) {
            return tasks.findAll(ids);
        }

        @Override
        public Map<UUID, ServiceFields> fields(Collection<UUID> tasks) {
            return this.tasks.fields(tasks);
        }

        @Override
        public List<TaskView> findAllByKey(Collection<String> keys) {
            return tasks.findAllByKey(keys);
        }

        @Override
        public Page<TaskView> list(TaskFilter filter, PageRequest page) {
            return tasks.list(filter, page);
        }

        @Override
        public int count(TaskFilter filter) {
            return tasks.count(filter);
        }

        @Override
        public int remaining(TaskFilter filter, String cursor) {
            return tasks.remaining(filter, cursor);
        }

        @Override
        public List<BlockingProject> heldBack(TaskFilter filter) {
            return tasks.heldBack(filter);
        }

        @Override
        public TaskQueries asOf(LedgerMoment moment) {
            return tasks.asOf(moment);
        }
    }
}
