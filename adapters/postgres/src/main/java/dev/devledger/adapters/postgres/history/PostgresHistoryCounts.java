package dev.devledger.adapters.postgres.history;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.history.HistoryCounts;
import dev.devledger.application.history.HistoryCounts.DayCounts;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries.HistoryNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresHistoryCounts(JdbcClient jdbc) implements HistoryCounts {
    /** Joins the events: only they have the program and the tool. */
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
        Instant since = filter.find(HistoryFilter.SINCE);
        return jdbc.sql(sql)
                .params(where.parameters())
                .param("zone", zone.getId())
                .param("undone", new UndoneSets(jdbc).since(Objects.requireNonNullElse(since, Instant.EPOCH)))
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

    public record PostgresDayCounts(JdbcClient jdbc) implements DayCounts {
        @Override
        public NavigableMap<LocalDate, Map<String, Long>> from(LocalDate first, HistoryFilter filter, ZoneId zone) {
            Where where = HistoryConditions.of(filter, 0, Long.MAX_VALUE)
                    .and(
                            "at >= :begin",
                            "begin",
                            Times.of(first.atStartOfDay(zone).toInstant()));
            NavigableMap<LocalDate, Map<String, Long>> days = new TreeMap<>();
            jdbc.sql(
                            "select cast(at at time zone :zone as date) as day, channel, count(*) as changes from history where "
                                    + where.sql() + " group by 1, 2")
                    .params(where.parameters())
                    .param("zone", zone.getId())
                    .query((RowCallbackHandler)
                            row -> days.computeIfAbsent(row.getObject("day", LocalDate.class), day -> new TreeMap<>())
                                    .put(row.getString("channel"), row.getLong("changes")));
            return days;
        }
    }

    /** The change sets that were undone. */
    record UndoneSets(JdbcClient jdbc) {
        private record Undo(UUID changeSet, List<UUID> undoes) {}

        /**
         * Returns the change sets that were undone since a time; their own entries may be older. Undos are read newest
         * first, as an undo that was itself undone has no effect.
         */
        UUID[] since(Instant since) {
            Set<UUID> undone = new HashSet<>();
            jdbc
                    .sql(
                            "select change_set, undoes from history where undoes is not null and at >= :since order by position desc")
                    .param("since", Times.of(since))
                    .query((row, number) ->
                            new Undo(row.getObject("change_set", UUID.class), ids(row.getString("undoes"))))
                    .list()
                    .stream()
                    .filter(undo -> !undone.contains(undo.changeSet()))
                    .forEach(undo -> undone.addAll(undo.undoes()));
            return undone.toArray(UUID[]::new);
        }

        private static List<UUID> ids(String undoes) {
            return Arrays.stream(undoes.split(",")).map(UUID::fromString).toList();
        }
    }

    /**
     * Reads names in one statement that steps from name to name in an index: it reads one entry for each name, however
     * many entries have the name.
     */
    public record PostgresHistoryNames(JdbcClient jdbc) implements HistoryNames {
        private static final String EACH = """
            %1$s as (
              (select %2$s as word, 1 as number from %3$s where %2$s is not null order by 1 limit 1)
              union all
              select next.word, %1$s.number + 1 from %1$s
              cross join lateral (
                select %2$s as word from %3$s where %2$s is not null and %2$s > %1$s.word order by 1 limit 1) next
              where %1$s.number < :most)""";

        private static final String NAMES = """
            with recursive %s,
            %s,
            %s
            select array(select word from actors order by number) as actors,
              array(select word from clients order by number) as clients,
              array(select word from tools order by number) as tools""".formatted(
                        EACH.formatted("actors", "actor", "history"),
                        EACH.formatted("clients", "event_word(client, verbatim, 'client')", "event"),
                        EACH.formatted("tools", "event_word(tool, verbatim, 'tool')", "event"));

        @Override
        public Names first(int most) {
            return jdbc.sql(NAMES)
                    .param("most", most)
                    .query((row, number) ->
                            new Names(Texts.all(row, "actors"), Texts.all(row, "clients"), Texts.all(row, "tools")))
                    .single();
        }
    }
}
