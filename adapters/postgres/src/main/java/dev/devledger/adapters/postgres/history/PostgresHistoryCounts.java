package dev.devledger.adapters.postgres.history;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.history.HistoryCounts;
import dev.devledger.application.history.HistoryFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresHistoryCounts(JdbcClient jdbc) implements HistoryCounts {
    /** A program and a tool stand in the event alone. */
    private static final String WITH_EVENT = "join event e on e.position = h.position";

    private static final String MOST_FIRST = "2 desc, 1 nulls last";

    @Override
    public List<Count> by(Group group, HistoryFilter filter, ZoneId zone) {
        Where where = HistoryConditions.of(filter, 0, Long.MAX_VALUE);
        String sql =
                switch (group) {
                    case DAY -> counted("to_char(h.at at time zone :zone, 'YYYY-MM-DD')", where, "", "1");
                    case CLIENT -> counted("event_word(e.client, e.verbatim, 'client')", where, WITH_EVENT, MOST_FIRST);
                    case TOOL -> counted("event_word(e.tool, e.verbatim, 'tool')", where, WITH_EVENT, MOST_FIRST);
                    case ACTOR -> counted("h.actor", where, "", MOST_FIRST);
                    case CHANNEL -> counted("h.channel", where, "", MOST_FIRST);
                };
        return jdbc.sql(sql)
                .params(where.parameters())
                .param("zone", zone.getId())
                .param("undone", new UndoneSets(jdbc).since(filter.since() == null ? Instant.EPOCH : filter.since()))
                .query((row, number) -> count(row))
                .list();
    }

    private static String counted(String by, Where where, String join, String order) {
        return """
            select %1$s as counted, count(*) as changes, count(distinct h.change_set) as change_sets, max(h.at) as last,
              count(distinct h.change_set) filter (where h.change_set = any(:undone)) as undone,
              min(h.at) >= (select since from undo_recording) as undos_are_known,
              count(distinct coalesce(t.project_id, case when h.entity_type = 'project' then h.entity_id end)) as projects
            from (select * from history where %2$s) h
            %3$s
            left join tasks t on t.id = h.entity_id
            group by 1 order by %4$s limit 500
            """.formatted(by, where.sql(), join, order);
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(
                row.getString("counted"),
                row.getLong("changes"),
                row.getLong("change_sets"),
                row.getBoolean("undos_are_known") ? row.getLong("undone") : null,
                row.getLong("projects"),
                Times.get(row, "last"));
    }
}
