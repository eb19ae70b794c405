package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.claim.Claims.NextClaims.ClaimFilter;
import dev.devledger.application.claim.Claims.NextClaims.ReadyTasks;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.domain.task.Task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives out ready tasks. Each one has an advisory lock until the end of the transaction. Other transactions skip locked
 * tasks instead of waiting, so a slow transaction keeps no agent from the other ready tasks. A statement sees what was
 * committed when it began, so readiness is read again once a task is locked: another agent may have claimed the task
 * just before.
 */
public final class PostgresReadyTasks implements ReadyTasks {
    /** The number of tasks that are read in addition if the first ones are locked; it grows with each further read. */
    private static final int BESIDE = 16;

    private static final String LOCK = "hashtextextended('devledger ready task ' || id, 0)";

    private final JdbcClient jdbc;
    private final TransactionBound<WriteTicket> pass;
    private final TaskQueries tasks;

    public PostgresReadyTasks(DataSource database, TaskQueries tasks) {
        this.jdbc = JdbcClient.create(database);
        this.pass = WriteTicket.of(database);
        this.tasks = tasks;
    }

    /**
     * Returns ready tasks that are now locked. If there are none, the call does not enter the gate, so that frequent
     * callers do not delay other writers.
     */
    @Override
    public List<TaskId> first(ClaimFilter wanted, int count, Set<TaskId> tried) {
        int most = Math.min(count + tried.size(), PageRequest.MAX_LIMIT);
        while (true) {
            List<TaskId> listed = read(wanted, most);
            List<TaskId> left = without(tried, listed);
            List<TaskId> mine = left.isEmpty() ? left : lock(left, count);
            boolean overtaken = !mine.isEmpty() && mine.retainAll(read(wanted, most));
            boolean more = listed.size() == most && most < PageRequest.MAX_LIMIT;
            if (mine.size() == count) {
                return mine;
            } else if (more) {
                most = Math.min(2 * most + BESIDE, PageRequest.MAX_LIMIT);
            } else if (!overtaken && (!mine.isEmpty() || left.isEmpty() || !tried.isEmpty())) {
                return mine;
            } else if (!overtaken) {
                await(left.getFirst());
            }
        }
    }

    private List<TaskId> read(ClaimFilter wanted, int count) {
        TaskFilter ready = TaskFilter.ready(wanted.project(), wanted.tags());
        return tasks.list(ready, new PageRequest(count, null)).items().stream()
                .map(task -> new TaskId(task.id()))
                .toList();
    }

    private static List<TaskId> without(Set<TaskId> tried, List<TaskId> listed) {
        return listed.stream().filter(task -> !tried.contains(task)).toList();
    }

    /** Locks the first unlocked tasks, in their order; a lock is tried only while more tasks are needed. */
    private List<TaskId> lock(List<TaskId> tasks, int count) {
        WriteTicket.enterIfTaken(pass);
        return new ArrayList<>(jdbc.sql("select id from unnest(:tasks) as ready(id) where pg_try_advisory_xact_lock("
                        + LOCK + ") limit :count")
                .param("tasks", tasks.stream().map(TaskId::value).toArray(UUID[]::new))
                .param("count", count)
                .query((row, number) -> new TaskId(row.getObject("id", UUID.class)))
                .list());
    }

    /** Waits until the transaction that has locked the task ends, with or without a claim. */
    private void await(TaskId task) {
        jdbc.sql("select pg_advisory_xact_lock(" + LOCK + ") from (values (:task)) as ready(id)")
                .param("task", task.value())
                .query(Object.class)
                .optional();
    }
}
