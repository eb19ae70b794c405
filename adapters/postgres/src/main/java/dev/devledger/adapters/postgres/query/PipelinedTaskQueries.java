package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.PipelinedQuery;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.task.HeldBack;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.task.ServiceFields;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the tasks that writes which share a transaction have changed once, in the round trip that stores them. */
public final class PipelinedTaskQueries implements TaskQueries {

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
    public List<HeldBack> heldBack(TaskFilter filter) {
        return tasks.heldBack(filter);
    }

    @Override
    public TaskQueries asOf(AskedMoment moment) {
        return tasks.asOf(moment);
    }
}
