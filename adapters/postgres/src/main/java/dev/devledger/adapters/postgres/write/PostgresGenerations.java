package dev.devledger.adapters.postgres.write;

import dev.devledger.adapters.postgres.sql.RowMap;
import dev.devledger.application.projection.OutdatedProjections.Generations;
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

    /** A hash of the present columns of the tables. */
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

    /**
     * Returns an SQL expression, true if the rows of these projections are of the newest generation and their tables
     * have the same columns as when the rows were made.
     */
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
        return RowMap.of(
                of(
                        "select name, built, shape = " + SHAPE + " as whole from projection_generation join " + OURS
                                + " using (name)",
                        all),
                row -> row.getString("name"),
                row -> new Built(row.getInt("built"), row.getBoolean("whole")));
    }

    @Override
    public void claim(Map<String, Integer> generations) {
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

    /** The tables that each projection writes. */
    public static final class ReadModel {

        /** The events that projections could not apply; all projections share it. */
        public static final String PARKED = "parked_event";

        private static final Map<String, List<String>> TABLES = Map.of(
                "projects", List.of("dev_projects", "project_versions"),
                "tasks", List.of("tasks", "task_versions"),
                "people", List.of("people", "person_versions"),
                "billing", List.of("customers", "customer_versions", "services", "service_versions"),
                "time-entries", List.of("time_entries", "time_entry_versions", "worked_time"),
                "views", List.of("saved_views", "saved_view_versions"),
                "notes", List.of("notes"),
                "claims", List.of("claims", "claim_versions"),
                "history", List.of("history"),
                "sync",
                        List.of(
                                "sync_links",
                                "sync_given_up",
                                "sync_former_object",
                                "sync_foreign_object",
                                "sync_delete",
                                "sync_conflicts",
                                "sync_notes",
                                "sync_entry_links"));

        private ReadModel() {}

        public static List<String> tables(Collection<String> projections) {
            return projections.stream()
                    .flatMap(projection -> {
                        List<String> tables = TABLES.get(projection);
                        if (tables == null) {
                            throw new IllegalArgumentException("There is no table of the projection " + projection);
                        }
                        return tables.stream();
                    })
                    .sorted()
                    .toList();
        }
    }
}
