package dev.devledger.adapters.postgres.readmodel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.SpareKeys;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskId.TaskKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Walks stop after a hundred levels, so that not even a circle, which the rules do not allow, is walked for ever. */
public final class PostgresTaskTree implements TaskTree {

    private static final int KNOWN = 50_000;

    private final JdbcClient jdbc;
    private final TaskNodes nodes;
    private final TransactionBound<WriteTicket> pass;

    private final SpareKeys spareKeys;

    /** Which task is meant by an id or a key: that never changes, and no task ever goes with this server. */
    private final Cache<IdOrKey, TaskId> known =
            Caffeine.newBuilder().maximumSize(KNOWN).executor(Runnable::run).build();

    public PostgresTaskTree(DataSource dataSource, SpareKeys spareKeys) {
        this.spareKeys = spareKeys;
        this.jdbc = JdbcClient.create(dataSource);
        this.nodes = new TaskNodes(jdbc);
        this.pass = WriteTicket.of(dataSource);
    }

    /** Another server may not have these tasks, and others by their keys. */
    public void forget() {
        known.invalidateAll();
    }

    @Override
    public Optional<Node> find(String idOrKey) {
        WriteTicket.enterIfTaken(pass);
        return IdOrKey.ofTask(idOrKey).flatMap(nodes::find);
    }

    @Override
    public Optional<TaskId> identify(String idOrKey) {
        return IdOrKey.ofTask(idOrKey).flatMap(ref -> {
            TaskId task = known.getIfPresent(ref);
            return task != null ? Optional.of(task) : look(ref);
        });
    }

    /** One statement for all of those that nobody has asked for lately. */
    @Override
    public Set<TaskId> identifyAll(Collection<String> keys) {
        Set<TaskId> tasks = new HashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String key : keys) {
            TaskId task = IdOrKey.ofTask(key).map(known::getIfPresent).orElse(null);
            if (task == null) {
                unknown.add(key);
            } else {
                tasks.add(task);
            }
        }
        if (!unknown.isEmpty()) {
            WriteTicket.enterIfTaken(pass);
            jdbc.sql("select id, key_number from tasks where key_number = any(:numbers)")
                    .param("numbers", IdOrKey.numbers(unknown))
                    .query((ResultSet row) -> {
                        TaskId task = new TaskId(row.getObject("id", UUID.class));
                        IdOrKey.ofTask("T-" + row.getLong("key_number")).ifPresent(ref -> known.put(ref, task));
                        tasks.add(task);
                    });
        }
        return tasks;
    }

    private Optional<TaskId> look(IdOrKey ref) {
        WriteTicket.enterIfTaken(pass);
        Optional<TaskId> found = jdbc.sql("select id from tasks where " + ref.column() + " = :ref")
                .param("ref", ref.value())
                .query((row, number) -> new TaskId(row.getObject("id", UUID.class)))
                .optional();
        found.ifPresent(task -> known.put(ref, task));
        return found;
    }

    @Override
    public Map<String, Node> findAll(Collection<String> keys) {
        return nodes.findAll(keys);
    }

    /** Step by step down, each by the key of what is above it, whatever the database thinks of the table. */
    @Override
    public List<Below> subtree(TaskId root) {
        return parentsFirst("""
                with recursive below (id, key_number, parent_id, level) as (
                  select id, key_number, parent_id, 1 from tasks where deleted_at is null and id = :top
                  union all
                  select t.id, t.key_number, t.parent_id, below.level + 1
                  from below cross join lateral (
                    select * from tasks t where t.parent_id = below.id and t.deleted_at is null offset 0) t
                  where below.level < 100)
                select id, key_number, parent_id from below
                """, root.value());
    }

    @Override
    public List<Below> ofProject(ProjectId project) {
        return parentsFirst(
                "select id, key_number, parent_id from tasks where project_id = :top and deleted_at is null",
                project.value());
    }

    @Override
    public List<Below> deletedWith(String stream) {
        return parentsFirst("select id, key_number, parent_id from tasks where deleted_with = :top", stream);
    }

    private List<Below> parentsFirst(String sql, Object top) {
        return TaskLevels.of(jdbc.sql(sql)
                .param("top", top)
                .query((row, number) -> new TaskLevels.Found(
                        new TaskId(row.getObject("id", UUID.class)), parent(row), row.getLong("key_number")))
                .list());
    }

    @Override
    public TaskKey nextKey() {
        return new TaskKey(spareKeys.next(this::takeKey));
    }

    private long takeKey() {
        WriteTicket.enterIfTaken(pass);
        return jdbc.sql("select nextval('task_key')").query(Long.class).single();
    }

    static @Nullable TaskId parent(ResultSet row) throws SQLException {
        UUID parent = row.getObject("parent_id", UUID.class);
        return parent == null ? null : new TaskId(parent);
    }
}
