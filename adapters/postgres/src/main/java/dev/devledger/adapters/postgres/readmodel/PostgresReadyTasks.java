package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.claim.NextClaims.Wanted;
import dev.devledger.application.claim.ReadyTasks;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.domain.task.TaskId;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Behind an advisory lock that lasts until the transaction ends. A statement sees what was committed when it began, so that
 * what others have claimed before is seen by the second one.
 */
public final class PostgresReadyTasks implements ReadyTasks {
    private final JdbcClient jdbc;
    private final TransactionBound<WriteTicket> pass;
    private final TaskQueries tasks;

    public PostgresReadyTasks(DataSource database, TaskQueries tasks) {
        this.jdbc = JdbcClient.create(database);
        this.pass = WriteTicket.of(database);
        this.tasks = tasks;
    }

    /** Who finds nothing waits for nobody, so that those who keep asking do not keep writers out of the gate. */
    @Override
    public List<TaskId> first(Wanted wanted, int count) {
        List<TaskId> found = read(wanted, count);
        if (found.isEmpty()) {
            return found;
        }
        lock();
        return read(wanted, count);
    }

    private List<TaskId> read(Wanted wanted, int count) {
        TaskFilter ready = TaskFilter.ready(wanted.project(), wanted.tags());
        return tasks.list(ready, new PageRequest(count, null)).items().stream()
                .map(task -> new TaskId(task.id()))
                .toList();
    }

    private void lock() {
        @Nullable WriteTicket taken = pass.find();
        if (taken != null) {
            taken.enter();
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('devledger ready tasks', 0))")
                .query(Object.class)
                .optional();
    }
}
