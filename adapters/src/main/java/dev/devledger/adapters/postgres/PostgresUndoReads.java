package dev.devledger.adapters.postgres;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.undo.UndoReads;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.undo.Forest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which events a change set has is in the history, by an index; an event without a history entry is a parked one. What is
 * in them is read from the event store.
 */
final class PostgresUndoReads implements UndoReads {

    /** They are in memory while the undo is decided. */
    private static final int MOST = 100_000;

    /** So many are taken back well within the limits of any write. */
    private static final int QUICK = 1_000;

    private static final String POSITIONS = """
            (select position from history where change_set = any(:ids)
             union all
             select position from parked_event where projection = 'history')
            """;
    private static final String OF_THESE = "cast(cast(e.metadata as jsonb) ->> 'changeSet' as uuid) = any(:ids)";

    private final JdbcClient jdbc;
    private final StoredEvents stored;

    PostgresUndoReads(JdbcClient jdbc, StoredEvents stored) {
        this.jdbc = jdbc;
        this.stored = stored;
    }

    @Override
    public List<LedgerEvent> changes(Collection<UUID> changeSets) {
        List<EventRow> rows = jdbc.sql("""
                        select e.* from %s p join event e on e.position = p.position
                        where (e.stream_id like 'project-%%' or e.stream_id like 'task-%%') and %s
                        order by e.position
                        """.formatted(POSITIONS, OF_THESE))
                .param("ids", array(changeSets))
                .query((row, number) -> EventRow.of(row))
                .list();
        if (rows.size() > QUICK) {
            Unhurried.transaction();
        }
        return stored.events(rows);
    }

    @Override
    public Set<UUID> known(Collection<UUID> changeSets) {
        return new HashSet<>(jdbc.sql("""
                        select distinct cast(cast(e.metadata as jsonb) ->> 'changeSet' as uuid)
                        from %s p join event e on e.position = p.position
                        where %s
                        """.formatted(POSITIONS, OF_THESE))
                .param("ids", array(changeSets))
                .query(UUID.class)
                .list());
    }

    @Override
    public List<LedgerEvent> from(Map<String, Long> versions) {
        List<String> streams = List.copyOf(versions.keySet());
        List<EventRow> rows = jdbc.sql("""
                        select e.* from unnest(:streams, :versions) wanted (stream_id, version)
                        join event e on e.stream_id = wanted.stream_id and e.stream_version >= wanted.version - 1
                        order by e.position
                        limit :most
                        """)
                .param("most", MOST + 1)
                .param("streams", streams.toArray(String[]::new))
                .param("versions", streams.stream().map(versions::get).toArray(Long[]::new))
                .query((row, number) -> EventRow.of(row))
                .list();
        if (rows.size() > MOST) {
            throw Rejection.of(
                    Rejection.Code.CONFLICT_STATE,
                    "More than %,d events have happened to what this change set changed, which is too much to take back at once. Undo the later change sets first, or change things one by one."
                            .formatted(MOST));
        }
        return stored.events(rows);
    }

    @Override
    public List<Forest.Spot> around(Collection<TaskId> tasks, Collection<ProjectId> projects) {
        return jdbc.sql("""
                        with recursive above (id, parent_id, distance) as (
                          select id, parent_id, 1 from tasks where id = any(:tasks)
                          union
                          select t.id, t.parent_id, above.distance + 1
                          from above join tasks t on t.id = above.parent_id
                          where above.distance < 100),
                        below (id, distance) as (
                          select id, 1 from tasks
                          where id = any(:tasks) or (project_id = any(:projects) and deleted_at is null)
                          union
                          select t.id, below.distance + 1
                          from below join tasks t on t.parent_id = below.id
                          where t.deleted_at is null and below.distance < 100)
                        select id, project_id, parent_id, deleted_at is not null as deleted from tasks
                        where id in (select id from above union select id from below)
                        order by key_number
                        """)
                .param("tasks", tasks.stream().map(TaskId::value).toArray(UUID[]::new))
                .param("projects", projects.stream().map(ProjectId::value).toArray(UUID[]::new))
                .query((row, number) -> spot(row))
                .list();
    }

    @Override
    public Map<UUID, String> keys(Collection<UUID> ids) {
        Map<UUID, String> keys = new HashMap<>();
        jdbc.sql("""
                        select id, key from dev_projects where id = any(:ids)
                        union all
                        select id, key from tasks where id = any(:ids)
                        """).param("ids", array(ids)).query((ResultSet row) -> {
            keys.put(row.getObject("id", UUID.class), row.getString("key"));
        });
        return keys;
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static Forest.Spot spot(ResultSet row) throws SQLException {
        UUID parent = row.getObject("parent_id", UUID.class);
        return new Forest.Spot(
                new TaskId(row.getObject("id", UUID.class)),
                new Place(
                        new ProjectId(row.getObject("project_id", UUID.class)),
                        parent == null ? null : new TaskId(parent)),
                row.getBoolean("deleted"));
    }
}
