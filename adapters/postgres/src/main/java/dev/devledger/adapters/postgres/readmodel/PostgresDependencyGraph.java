package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.domain.task.Dependencies.WaitingTask;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dependencies are written rarely, so one lock is enough for all writers that look for a cycle. */
public final class PostgresDependencyGraph implements DependencyGraph {
    /**
     * Takes the lock. The statement after it sees all changes made under the lock before, as a statement sees what was
     * committed when it began.
     */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('devledger dependencies', 0));\n";

    /**
     * Walks the dependencies from the named tasks. Of their subtrees, which may be large, the walk continues only from
     * tasks that have blockers.
     */
    private static final String REACHED = """
            with recursive below (id, named) as (
              select unnest(?::uuid[]), true
              union
              select t.id, false from below cross join lateral (
                select * from tasks t where t.parent_id = below.id and t.deleted_at is null offset 0) t),
            reached (id) as (
              select t.id from below cross join lateral (
                select * from tasks t where t.id = below.id offset 0) t
                where below.named or t.blocked_by is not null
              union
              select next from reached cross join lateral (
                select * from tasks t where t.id = reached.id and t.deleted_at is null offset 0) t
                cross join lateral (
                  select unnest(t.blocked_by) as next union all select t.parent_id where t.parent_id is not null) further)
            select t.id, t.key_number, t.parent_id, t.blocked_by from reached cross join lateral (
              select * from tasks t where t.id = reached.id and t.deleted_at is null offset 0) t
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionBound<WriteTicket> pass;

    public PostgresDependencyGraph(DataSource database) {
        this.template = new JdbcTemplate(database);
        this.jdbc = JdbcClient.create(template);
        this.pass = WriteTicket.of(database);
    }

    /** Refuses a shared transaction: other writes in it may not be in the tables yet. */
    @Override
    public Map<TaskId, WaitingTask> reachedFrom(Collection<TaskId> tasks) {
        WriteTicket.requireOwnTransaction(pass);
        UUID[] ids = tasks.stream().map(TaskId::value).toArray(UUID[]::new);
        return Objects.requireNonNull(template.execute(LOCK + REACHED, (PreparedStatement statement) -> {
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids));
            statement.execute();
            statement.getMoreResults();
            return reached(statement.getResultSet());
        }));
    }

    private static Map<TaskId, WaitingTask> reached(ResultSet rows) throws SQLException {
        Map<TaskId, WaitingTask> reached = new HashMap<>();
        while (rows.next()) {
            WaitingTask task = task(rows);
            reached.put(task.task(), task);
        }
        return reached;
    }

    private static WaitingTask task(ResultSet row) throws SQLException {
        UUID parent = row.getObject("parent_id", UUID.class);
        Array blockers = row.getArray("blocked_by");
        return new WaitingTask(
                new TaskId(row.getObject("id", UUID.class)),
                new TaskKey(row.getLong("key_number")),
                parent == null ? null : new TaskId(parent),
                blockers == null
                        ? Set.of()
                        : Stream.of((UUID[]) blockers.getArray())
                                .map(TaskId::new)
                                .collect(Collectors.toSet()));
    }

    @Override
    public Set<TaskId> related(TaskId task) {
        WriteTicket.enterIfTaken(pass);
        return jdbc.sql("select unnest(related) as id from tasks where id = :id")
                .param("id", task.value())
                .query((row, number) -> new TaskId(row.getObject("id", UUID.class)))
                .set();
    }

    @Override
    public List<TaskId> relatedTo(TaskId task) {
        WriteTicket.enterIfTaken(pass);
        return jdbc.sql("select id from tasks where related @> array[:id] and related is not null")
                .param("id", task.value())
                .query((row, number) -> new TaskId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Searches for up to 500 tasks at a time, as each found row is compared with all of them. */
    @Override
    public List<TaskId> waitingFor(Collection<TaskId> tasks) {
        return jdbc.sql("""
                        select distinct waiting.id
                        from (select array_agg(id) as ids
                              from (select id, row_number() over () / 500 as part from unnest(:ids::uuid[]) id) each
                              group by part) asked
                        cross join lateral (
                          select id from tasks
                          where blocked_by && asked.ids and blocked_by is not null and deleted_at is null) waiting
                        """)
                .param("ids", tasks.stream().map(TaskId::value).toArray(UUID[]::new))
                .query((row, number) -> new TaskId(row.getObject("id", UUID.class)))
                .list();
    }
}
