package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.row.BulkRows;
import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.RowMap;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.history.HistoryProjection.HistoryRecord;
import dev.devledger.application.history.HistoryProjection.HistoryRows;
import dev.devledger.application.history.HistoryQueries.RecentChanges;
import dev.devledger.application.history.HistoryQueries.RecentChanges.LastChange;
import dev.devledger.application.history.HistoryQueries.RecentChanges.LastChanges;
import dev.devledger.application.projection.Projection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresHistoryRows implements HistoryRows {

    private static final BulkRows<HistoryRecord> MANY = new BulkRows<HistoryRecord>("history", "position")
            .column("position", HistoryRecord::position)
            .column("at", HistoryRecord::at)
            .column("entity_id", HistoryRecord::entity)
            .column("change_set", HistoryRecord::changeSet)
            .column("sync", HistoryRecord::sync)
            .column("entity_type", HistoryRecord::entityType)
            .column("event", HistoryRecord::event)
            .text("actor", HistoryRecord::actor)
            .text("channel", HistoryRecord::channel)
            .text("agent", HistoryRecord::agent)
            .text("words", HistoryRecord::words)
            .text("undoes", PostgresHistoryRows::undoes);

    private final DataSource database;
    private final RowWrites writes;

    public PostgresHistoryRows(DataSource database) {
        this.database = database;
        this.writes = new RowWrites(database);
    }

    @Override
    public void add(List<HistoryRecord> entries) {
        if (entries.size() >= Projection.MANY) {
            MANY.add(database, entries);
        } else {
            writes.inOne(
                    () -> entries.forEach(entry -> new Columns(MANY.values(entry)).put(writes, "history", "position")));
        }
    }

    private static @Nullable String undoes(HistoryRecord entry) {
        return entry.undoes().isEmpty()
                ? null
                : entry.undoes().stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    /** Finds the last changes of projects. */
    public record PostgresLatestChanges(JdbcClient jdbc) implements RecentChanges, LastChanges {
        /** Finds the last entry of each requested project and of each of its tasks, by the index of entities. */
        private static final String LAST = """
            select distinct on (asked.id) asked.id as project, last.actor, last.agent, last.channel, last.at
            from unnest(:projects) as asked (id)
            cross join lateral (select asked.id as entity union all select id from tasks where project_id = asked.id) of
            cross join lateral (
              select position, actor, agent, channel, at from history
              where entity_id = of.entity and position <= :upTo and not sync
              order by entity_id desc, position desc limit 1) last
            order by asked.id, last.position desc
            """;

        /**
         * Reads back from the newest entry instead of by project, as most projects have not changed for long. The
         * number of entries is limited, so that a large import is not read as a whole. Projects are joined: with an
         * array each entry would be compared with each element.
         */
        private static final String LATEST = """
            select distinct on (project) project, actor, agent, channel, at
            from (select case h.entity_type when 'project' then h.entity_id else t.project_id end as project, h.*
                  from (select position, at, entity_id, entity_type, actor, agent, channel from history
                        where at >= :since and at <= :until and position <= :upTo and not sync
                        order by at desc, position desc limit 2000) h
                  left join tasks t on t.id = h.entity_id) recent
            join unnest(:projects) as asked (id) on asked.id = project
            order by project, position desc
            """;

        @Override
        public Map<UUID, LastChange> of(Collection<UUID> projects, @Nullable Long upTo) {
            return of(LAST, projects, upTo, Map.of());
        }

        @Override
        public Map<UUID, LastChange> of(Collection<UUID> projects, Instant since, Instant until, @Nullable Long upTo) {
            return of(LATEST, projects, upTo, Map.of("since", Times.of(since), "until", Times.of(until)));
        }

        private Map<UUID, LastChange> of(
                String sql, Collection<UUID> projects, @Nullable Long upTo, Map<String, OffsetDateTime> span) {
            return projects.isEmpty()
                    ? Map.of()
                    : RowMap.of(
                            jdbc.sql(sql)
                                    .params(span)
                                    .param("projects", projects.toArray(UUID[]::new))
                                    .param("upTo", upTo == null ? Long.MAX_VALUE : upTo),
                            row -> row.getObject("project", UUID.class),
                            row -> new LastChange(
                                    row.getString("actor"),
                                    row.getString("agent"),
                                    row.getString("channel"),
                                    Times.get(row, "at")));
        }
    }
}
