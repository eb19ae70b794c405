package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.Difference.Findings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A live table beside the one of the same name in another schema, as a whole. */
final class TableComparison {

    /** When, and in which words, an event was parked, is no event's to say. */
    private static final Set<String> NOT_OF_EVENTS = Set.of("parked_event.parked_at", "parked_event.error");

    private record Column(String name, boolean key) {}

    private final JdbcClient jdbc;
    private final String table;
    private final String schema;
    private final List<Column> columns;

    TableComparison(JdbcClient jdbc, String table, String schema) {
        this.jdbc = jdbc;
        this.table = table;
        this.schema = schema;
        this.columns = columns();
    }

    private List<Column> columns() {
        return jdbc
                .sql("""
                    select attname, attnum = any(indkey) as key
                    from pg_attribute join pg_index on indrelid = attrelid and indisprimary
                    where attrelid = to_regclass(:table) and attnum > 0 and not attisdropped and attgenerated = ''
                    order by attnum
                    """)
                .param("table", table)
                .query((row, number) -> new Column(row.getString("attname"), row.getBoolean("key")))
                .list()
                .stream()
                .filter(column -> !NOT_OF_EVENTS.contains(table + "." + column.name()))
                .toList();
    }

    /** Of the live table. */
    long rows() {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Tells so many at most, in the order of the key, and counts the others; but for rows in which one of these ids is. */
    void differences(int most, List<String> without, Consumer<Difference.OfRow> told, Findings counted) {
        List<String> keys =
                columns.stream().filter(Column::key).map(Column::name).toList();
        String sql = """
            select live.%1$s is not null as is_live, rebuilt.%1$s is not null as is_rebuilt, count(*) over () as all_of_them,
              array[%2$s] as live, array[%3$s] as rebuilt
            from %4$s live full join %5$s.%4$s rebuilt on %6$s
            where (%7$s) is distinct from (%8$s)
              and not exists (select from unnest(:without::text[]) id where strpos(concat(live::text, rebuilt::text), id) > 0)
            order by %9$s
            limit %10$d
            """.formatted(
                        keys.getFirst(),
                        each("live.%s::text"),
                        each("rebuilt.%s::text"),
                        table,
                        schema,
                        joined(keys, "live.%1$s = rebuilt.%1$s", " and "),
                        each("live.%s"),
                        each("rebuilt.%s"),
                        joined(keys, "coalesce(live.%1$s, rebuilt.%1$s)", ", "),
                        Math.max(most, 1));
        List<Long> all = jdbc.sql(sql)
                .param("without", without.toArray(String[]::new))
                .query((row, number) -> {
                    if (number < most) {
                        told.accept(difference(row));
                    }
                    return row.getLong("all_of_them");
                })
                .list();
        counted.addUntold(all.isEmpty() ? 0 : Math.max(0, all.getFirst() - most));
    }

    private String each(String form) {
        return joined(columns.stream().map(Column::name).toList(), form, ", ");
    }

    private static String joined(List<String> names, String form, String by) {
        return names.stream().map(form::formatted).collect(Collectors.joining(by));
    }

    private Difference.OfRow difference(ResultSet row) throws SQLException {
        @Nullable String[] live = (@Nullable String[]) row.getArray("live").getArray();
        @Nullable
        String[] rebuilt = (@Nullable String[]) row.getArray("rebuilt").getArray();
        boolean isLive = row.getBoolean("is_live");
        if (!isLive || !row.getBoolean("is_rebuilt")) {
            return new Difference.OfRow(table, key(isLive ? live : rebuilt), isLive, List.of());
        }
        return new Difference.OfRow(
                table,
                key(live),
                true,
                IntStream.range(0, live.length)
                        .filter(i -> !Objects.equals(live[i], rebuilt[i]))
                        .mapToObj(i -> new Difference.Value(columns.get(i).name(), live[i], rebuilt[i]))
                        .toList());
    }

    private String key(@Nullable String[] values) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).key())
                .mapToObj(i -> columns.get(i).name() + " = " + values[i])
                .collect(Collectors.joining(", "));
    }
}
