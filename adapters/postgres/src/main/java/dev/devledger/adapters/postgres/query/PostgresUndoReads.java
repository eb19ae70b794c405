package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.eventstore.EventRow;
import dev.devledger.adapters.postgres.eventstore.StoredEvents;
import dev.devledger.adapters.postgres.sql.NoTimeouts;
import dev.devledger.adapters.postgres.transfer.PostgresEventBatches;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.Prefetch;
import dev.devledger.application.undo.UndoChangeSets.UndoReads;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.undo.Entity;
import dev.devledger.domain.undo.TaskForest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the events of a change set by an index of the history, or among the parked events, which have no entry in it.
 * The payloads come from the event store.
 */
public final class PostgresUndoReads implements UndoReads {

    private static final int AT_ONCE = 5_000;

    /** The number of rows whose payloads are in memory at once; a description may have 100,000 characters. */
    private static final int FETCHED = 200;

    /**
     * Reads the events of each stream from a version on, each stream by its own key; see {@link
     * PostgresEventBatches#STREAMS}.
     */
    public static final String FROM = """
            select e.* from unnest(?::text[], ?::bigint[]) with ordinality w (stream_id, version, place)
            cross join lateral (
              select * from event e where e.stream_id = w.stream_id and e.stream_version >= w.version - 1 offset 0) e
            order by w.place, e.stream_version
            """;

    /** The number of events that can be undone well within the limits of any write. */
    private static final int QUICK = 1_000;

    /**
     * Walks to all ancestors and descendants step by step, each by key. All descendants of a task are in the task's
     * project, so the walk stops in emptied projects, whose tasks are all found anyway.
     */
    static final String AROUND = """
            with recursive above as (
              select id, project_id, parent_id, deleted_at is not null as deleted, version, key_number
              from tasks where id = any(?)
              union
              select t.id, t.project_id, t.parent_id, t.deleted_at is not null, t.version, t.key_number
              from (select distinct parent_id from above) a
              cross join lateral (select * from tasks t where t.id = a.parent_id offset 0) t),
            below as (
              select id, project_id, parent_id, deleted_at is not null as deleted, version, key_number
              from tasks where id = any(?)
              union
              select id, project_id, parent_id, false, version, key_number
              from tasks where project_id = any(?) and deleted_at is null
              union
              select t.id, t.project_id, t.parent_id, false, t.version, t.key_number
              from below cross join lateral (
                select * from tasks t where t.parent_id = below.id and t.deleted_at is null offset 0) t
              where below.project_id <> all(?))
            select * from above
            union
            select * from below
            union all
            select p.id, null, null, null, p.version, null
            from unnest(?::uuid[]) as changed (id)
            cross join lateral (select * from dev_projects p where p.id = changed.id offset 0) p
            order by key_number
            """;

    private static final String POSITIONS = """
            select position, change_set from history where change_set = any(:ids)
            union all
            select position, change_set from (
              select position, e.change_set
              from parked_event join lateral (
                select change_set from event e where e.position = parked_event.position offset 0) e on true
              where projection = 'history') parked
            where change_set = any(:ids)
            """;

    private final JdbcClient jdbc;
    private final StoredEvents stored;

    public PostgresUndoReads(DataSource dataSource, StoredEvents stored) {
        this.jdbc = JdbcClient.create(dataSource);
        this.stored = stored;
    }

    @Override
    public void changes(Collection<UUID> changeSets, Consumer<Change> each) {
        jdbc.sql("""
                        select e.position, e.stream_id, e.stream_version, e.event_type, p.change_set, moved.*
                        from (%s) p
                        cross join lateral (select * from event e where e.position = p.position offset 0) e
                        left join lateral (select e.* where e.event_type = 'task.moved') moved on true
                        where e.stream_id like any(array['project-%%', 'task-%%', 'person-%%', 'customer-%%', 'service-%%', 'entry-%%', 'view-%%'])
                        order by e.position
                        """.formatted(POSITIONS))
                .param("ids", array(changeSets))
                .withFetchSize(FETCHED)
                .query((ResultSet row) -> {
                    if (row.getRow() == QUICK) {
                        NoTimeouts.transaction();
                    }
                    each.accept(change(row));
                });
    }

    private Change change(ResultSet row) throws SQLException {
        String stream = row.getString("stream_id");
        int dash = stream.indexOf('-');
        String type = row.getString("event_type");
        return new Change(
                new Entity(
                        Entity.Kind.ofStream(stream.substring(0, dash)), UUID.fromString(stream.substring(dash + 1))),
                row.getLong("position"),
                row.getLong("stream_version") + 1,
                row.getObject("change_set", UUID.class),
                type.equals("project.created") || type.equals("project.restored"),
                type.equals("task.moved") ? left(EventRow.of(row)) : null);
    }

    private @Nullable Place left(EventRow moved) {
        return ((TaskEvent.Moved) stored.payloads(moved).getFirst()).place().from();
    }

    @Override
    public Set<UUID> known(Collection<UUID> changeSets) {
        return new HashSet<>(jdbc.sql("select distinct change_set from (%s) p".formatted(POSITIONS))
                .param("ids", array(changeSets))
                .query(UUID.class)
                .list());
    }

    @Override
    public void from(Map<String, Long> versions, Consumer<LedgerEvent> each) {
        List<String> streams = List.copyOf(versions.keySet());
        Function<EventRow, List<LedgerEvent>> reader = stored.reader();
        for (int from = 0; from < streams.size(); from += AT_ONCE) {
            from(reader, streams.subList(from, Math.min(from + AT_ONCE, streams.size())), versions, each);
        }
    }

    private void from(
            Function<EventRow, List<LedgerEvent>> reader,
            List<String> streams,
            Map<String, Long> versions,
            Consumer<LedgerEvent> each) {
        jdbc.sql(FROM)
                .param(streams.toArray(String[]::new))
                .param(streams.stream().map(versions::get).toArray(Long[]::new))
                .withFetchSize(FETCHED)
                .query((ResultSet rows) -> readAll(rows, reader, each));
    }

    /** Decodes the payloads while the next ones are fetched. */
    private static int readAll(ResultSet rows, Function<EventRow, List<LedgerEvent>> reader, Consumer<LedgerEvent> each)
            throws SQLException {
        try (Prefetch<List<EventRow>> ahead = new Prefetch<>(() -> next(rows), List::isEmpty)) {
            int count = 0;
            for (List<EventRow> some = ahead.next(); !some.isEmpty(); some = ahead.next()) {
                some.forEach(row -> reader.apply(row).forEach(each));
                count += some.size();
            }
            return count;
        } catch (UnreadableHistory e) {
            throw e.reason;
        }
    }

    private static List<EventRow> next(ResultSet rows) {
        try {
            List<EventRow> next = new ArrayList<>();
            while (next.size() < FETCHED && rows.next()) {
                next.add(EventRow.of(rows));
            }
            return next;
        } catch (SQLException e) {
            throw new UnreadableHistory(e);
        }
    }

    /** Thrown to carry a failure to the thread that called {@link #readAll}, which handles the failure. */
    private static final class UnreadableHistory extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException reason;

        UnreadableHistory(SQLException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    @Override
    public UndoPlaces around(Collection<TaskId> tasks, Collection<ProjectId> emptied, Collection<ProjectId> changed) {
        Map<ProjectId, ProjectId> homes = new HashMap<>(); // one id object per project
        Map<UUID, Long> versions = new HashMap<>();
        List<TaskForest.Spot> spots = new ArrayList<>();
        UUID[] ids = tasks.stream().map(TaskId::value).toArray(UUID[]::new);
        jdbc.sql(AROUND)
                .param(ids)
                .param(ids)
                .param(projects(emptied))
                .param(projects(emptied))
                .param(projects(changed))
                .query((ResultSet row) -> {
                    UUID id = row.getObject("id", UUID.class);
                    versions.put(id, row.getLong("version"));
                    if (row.getObject("project_id") != null) {
                        spots.add(spot(id, row, homes));
                    }
                });
        return new UndoPlaces(spots, versions);
    }

    private static UUID[] projects(Collection<ProjectId> projects) {
        return projects.stream().map(ProjectId::value).toArray(UUID[]::new);
    }

    @Override
    public Map<UUID, String> keys(Collection<UUID> ids) {
        Map<UUID, String> keys = new HashMap<>();
        jdbc.sql("""
                        select id, key from dev_projects where id = any(:ids)
                        union all
                        select id, key from tasks where id = any(:ids)
                        union all
                        select id, key from people where id = any(:ids)
                        union all
                        select id, key from customers where id = any(:ids)
                        union all
                        select id, key from services where id = any(:ids)
                        union all
                        select id, key from time_entries where id = any(:ids)
                        union all
                        select id, key from saved_views where id = any(:ids)
                        """).param("ids", array(ids)).query((ResultSet row) -> {
            keys.put(row.getObject("id", UUID.class), row.getString("key"));
        });
        return keys;
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static TaskForest.Spot spot(UUID id, ResultSet row, Map<ProjectId, ProjectId> homes) throws SQLException {
        UUID parent = row.getObject("parent_id", UUID.class);
        return new TaskForest.Spot(
                new TaskId(id),
                new Place(
                        homes.computeIfAbsent(new ProjectId(row.getObject("project_id", UUID.class)), first -> first),
                        parent == null ? null : new TaskId(parent)),
                row.getBoolean("deleted"));
    }
}
