package dev.devledger.adapters.postgres.write;

import dev.devledger.application.projection.Rebuilds.Generations;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

public final class PostgresGenerations implements Generations {

    private static final String OURS = """
            unnest(cast(:names as text[]), cast(:generations as int[]), cast(:tables as text[]))
              as ours (name, generation, tables)""";

    /** Of the columns that the tables have now. */
    private static final String SHAPE = """
            (select md5(string_agg(concat_ws(' ', relname, attname, format_type(atttypid, atttypmod)), ','
               order by relname, attname))
             from pg_attribute join pg_class on pg_class.oid = attrelid
             where attrelid = any(cast(string_to_array(ours.tables, ',') as regclass[])) and attnum > 0
               and not attisdropped)""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public PostgresGenerations(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** True where the rows of these are of the newest generation, in tables as they were built. */
    public static String whole(List<String> projections) {
        String ours = projections.stream()
                .map(name -> "('%s', '%s')".formatted(name, tables(name)))
                .collect(Collectors.joining(", "));
        return """
                not exists (
                  select from (values %s) as ours (name, tables) left join projection_generation g using (name)
                  where (g.built = g.asked and g.shape = %s) is not true)""".formatted(ours, SHAPE);
    }

    private static String tables(String projection) {
        return String.join(",", ReadModel.tables(List.of(projection)));
    }

    @Override
    public Map<String, Built> built(Collection<String> projections) {
        Map<String, Integer> all = new HashMap<>();
        projections.forEach(name -> all.put(name, 0));
        Map<String, Built> built = new HashMap<>();
        of(
                        "select name, built, shape = " + SHAPE + " as whole from projection_generation join " + OURS
                                + " using (name)",
                        all)
                .query((ResultSet row) -> {
                    built.put(row.getString("name"), new Built(row.getInt("built"), row.getBoolean("whole")));
                });
        return built;
    }

    @Override
    public void ask(Map<String, Integer> generations) {
        transaction.executeWithoutResult(status -> {
            of("""
                    insert into projection_generation as g (name, asked) select name, generation from %s
                    on conflict (name) do update set asked = excluded.asked where g.asked < excluded.asked
                    """.formatted(OURS), generations).update();
            if (isEmpty()) {
                put(generations);
            }
        });
    }

    private boolean isEmpty() {
        return jdbc.sql("select not exists (select from event)")
                .query(Boolean.class)
                .single();
    }

    @Override
    public void put(Map<String, Integer> generations) {
        of("""
                insert into projection_generation (name, asked, built, shape)
                select name, generation, generation, %s from %s
                on conflict (name) do update set built = excluded.built, shape = excluded.shape
                """.formatted(SHAPE, OURS), generations).update();
    }

    private StatementSpec of(String sql, Map<String, Integer> generations) {
        List<String> names = List.copyOf(generations.keySet());
        return jdbc.sql(sql)
                .param("names", names.toArray(String[]::new))
                .param("generations", names.stream().map(generations::get).toArray(Integer[]::new))
                .param("tables", names.stream().map(PostgresGenerations::tables).toArray(String[]::new));
    }
}
