package dev.devledger.adapters.postgres.readmodel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.SpareKeys;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.entity.TaskTree.Descendant;
import dev.devledger.application.entity.TaskTree.Node;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Walks stop after a hundred levels, so that even a cycle, which the rules forbid, is not walked for ever. */
public final class PostgresTaskTree implements TaskTree {

    private static final int KNOWN = 50_000;

    private final JdbcClient jdbc;
    private final TaskNodes nodes;
    private final TransactionBound<WriteTicket> pass;

    private final SpareKeys spareKeys;

    /** The ids of tasks, by id or key: neither changes, and a server never loses a task. */
    private final Cache<IdOrKey, TaskId> known =
            Caffeine.newBuilder().maximumSize(KNOWN).executor(Runnable::run).build();

    public PostgresTaskTree(DataSource dataSource, SpareKeys spareKeys) {
        this.spareKeys = spareKeys;
        this.jdbc = JdbcClient.create(dataSource);
        this.nodes = new TaskNodes(jdbc);
        this.pass = WriteTicket.of(dataSource);
    }

    /** Clears the cache: another server may lack these tasks, or have other tasks under their keys. */
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

    /** Finds all tasks that are not cached in one statement. */
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

    /** Walks down level by level, each time by the index of parents, whatever the planner's statistics say. */
    @Override
    public List<Descendant> subtree(TaskId root) {
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
    public List<Descendant> ofProject(ProjectId project) {
        return parentsFirst(
                "select id, key_number, parent_id from tasks where project_id = :top and deleted_at is null",
                project.value());
    }

    @Override
    public List<Descendant> deletedWith(String stream) {
        return parentsFirst("select id, key_number, parent_id from tasks where deleted_with = :top", stream);
    }

    private List<Descendant> parentsFirst(String sql, Object top) {
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

    /** Computes the levels of tasks in Java: in SQL a walk from each task to its parent may scan the table. */
    static final class TaskLevels {

        record Found(TaskId task, @Nullable TaskId parent, long key) {}

        private TaskLevels() {}

        /**
         * Returns the tasks by level, each level in the order of the keys. A task whose parent is not among {@code
         * tasks} is at level 1.
         */
        static List<Descendant> of(List<Found> tasks) {
            Set<TaskId> among = new HashSet<>();
            tasks.forEach(each -> among.add(each.task()));
            List<Found> level = new ArrayList<>();
            Map<TaskId, List<Found>> children = new HashMap<>();
            for (Found each : tasks) {
                if (each.parent() == null || !among.contains(each.parent())) {
                    level.add(each);
                } else {
                    children.computeIfAbsent(each.parent(), none -> new ArrayList<>())
                            .add(each);
                }
            }
            List<Descendant> sorted = new ArrayList<>(tasks.size());
            for (int number = 1; !level.isEmpty(); number++) {
                level.sort(Comparator.comparingLong(Found::key));
                List<Found> next = new ArrayList<>();
                for (Found each : level) {
                    sorted.add(new Descendant(each.task(), number, each.parent()));
                    next.addAll(children.getOrDefault(each.task(), List.of()));
                }
                level = next;
            }
            return sorted;
        }
    }

    /** Reads tasks with all their ancestors. */
    record TaskNodes(JdbcClient jdbc) {
        private static final String NODES = """
            select t.id, t.key, t.project_id, t.parent_id, t.deleted_at is not null as deleted, array(
              with recursive above (id, parent_id, distance) as (
                select id, parent_id, 1 from tasks where id = t.parent_id
                union all
                select up.id, up.parent_id, above.distance + 1
                from above join tasks up on up.id = above.parent_id
                where above.distance < 100)
              select id from above order by distance) as ancestors
            from tasks t
            where t.%s
            """;

        Optional<Node> find(IdOrKey ref) {
            return jdbc.sql(NODES.formatted(ref.column() + " = :ref"))
                    .param("ref", ref.value())
                    .query((row, number) -> node(row))
                    .optional();
        }

        Map<String, Node> findAll(Collection<String> keys) {
            Map<String, Node> found = new HashMap<>();
            UUID[] ids = IdOrKey.ids(keys);
            Set<UUID> asked = new HashSet<>(Arrays.asList(ids));
            jdbc.sql(NODES.formatted("key_number = any(:numbers) or t.id = any(:ids)"))
                    .param("numbers", IdOrKey.numbers(keys))
                    .param("ids", ids)
                    .query((ResultSet row) -> {
                        Node node = node(row);
                        found.put(row.getString("key"), node);
                        if (asked.contains(node.task().value())) {
                            found.put(node.task().toString().toUpperCase(Locale.ROOT), node);
                        }
                    });
            return found;
        }

        private static Node node(ResultSet row) throws SQLException {
            return new Node(
                    new TaskId(row.getObject("id", UUID.class)),
                    new ProjectId(row.getObject("project_id", UUID.class)),
                    PostgresTaskTree.parent(row),
                    row.getBoolean("deleted"),
                    Arrays.stream((UUID[]) row.getArray("ancestors").getArray())
                            .map(TaskId::new)
                            .toList());
        }
    }
}
