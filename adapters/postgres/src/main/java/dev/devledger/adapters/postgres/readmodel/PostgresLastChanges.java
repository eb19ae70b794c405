package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.history.LatestChanges.LastChanges;
import dev.devledger.application.history.LatestChanges.Latest;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The last entry of each project and task by its index, as far as the projects are asked for. */
public record PostgresLastChanges(JdbcClient jdbc) implements LastChanges {
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

    @Override
    public Map<UUID, Latest> of(Collection<UUID> projects, @Nullable Long upTo) {
        if (projects.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Latest> last = new HashMap<>();
        jdbc.sql(LAST)
                .param("projects", projects.toArray(UUID[]::new))
                .param("upTo", upTo == null ? Long.MAX_VALUE : upTo)
                .query((ResultSet row) -> {
                    last.put(
                            row.getObject("project", UUID.class),
                            new Latest(
                                    row.getString("actor"),
                                    row.getString("agent"),
                                    row.getString("channel"),
                                    Times.get(row, "at")));
                });
        return last;
    }
}
