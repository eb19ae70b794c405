package dev.devledger.adapters.postgres.history;

import dev.devledger.application.history.HistoryQueries.HistoryNames;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In one statement that steps from name to name in an index: it reads as many entries as there are names, however many have one. */
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
                .query((row, number) -> new Names(words(row, "actors"), words(row, "clients"), words(row, "tools")))
                .single();
    }

    private static List<String> words(ResultSet row, String name) throws SQLException {
        Array words = row.getArray(name);
        return List.of((String[]) words.getArray());
    }
}
