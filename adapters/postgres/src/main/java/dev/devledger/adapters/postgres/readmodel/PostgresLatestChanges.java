package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.history.LatestChanges;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Found from the newest entry back, and not by project: of most of them nothing has happened for long. */
public record PostgresLatestChanges(JdbcClient jdbc) implements LatestChanges {
    /** An import of many must not be read whole. Joined, as each of them would be compared with each of an array. */
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
    public Map<UUID, Latest> of(Collection<UUID> projects, Instant since, Instant until, @Nullable Long upTo) {
        if (projects.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Latest> latest = new HashMap<>();
        jdbc.sql(LATEST)
                .param("since", Times.of(since))
                .param("until", Times.of(until))
                .param("upTo", upTo == null ? Long.MAX_VALUE : upTo)
                .param("projects", projects.toArray(UUID[]::new))
                .query((ResultSet row) -> {
                    latest.put(
                            row.getObject("project", UUID.class),
                            new Latest(
                                    row.getString("actor"),
                                    row.getString("agent"),
                                    row.getString("channel"),
                                    Times.get(row, "at")));
                });
        return latest;
    }
}
