package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.adapters.postgres.query.EventTraces;
import dev.devledger.adapters.postgres.rebuild.ShippedSchema.ScratchSchema;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.write.PostgresGenerations.ReadModel;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.Difference.Findings;
import dev.devledger.application.proof.Verification.SecondReadModel;
import dev.devledger.application.proof.Verification.SecondReadModel.Comparison;
import dev.devledger.application.proof.Verification.SecondReadModel.Copy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds a second read model, in a new schema for each run. */
public final class PostgresSecondReadModel implements SecondReadModel {

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final PostgresWriteGate gate;
    private final TransactionTemplate transaction;

    public PostgresSecondReadModel(
            DataSource dataSource, PostgresWriteGate gate, PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.gate = gate;
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public Copy create(Set<String> projections) {
        List<String> tables = Stream.of(List.of("history"), ReadModel.tables(projections), List.of(ReadModel.PARKED))
                .flatMap(List::stream)
                .distinct()
                .toList();
        ScratchSchema scratch = ScratchSchema.create(dataSource);
        PostgresCopy copy = null;
        try {
            ShadowSchema schema = new ShadowSchema(jdbc, scratch.name());
            UUID run = UUID.randomUUID();

            transaction.executeWithoutResult(status -> schema.create(tables, run));
            copy = new PostgresCopy(schema, run, tables, scratch);
            return copy;
        } finally {
            if (copy == null) {
                scratch.close();
            }
        }
    }

    private final class PostgresCopy implements Copy {
        private final ShadowSchema schema;
        private final UUID run;
        private final List<String> tables;
        private final ScratchSchema scratch;

        PostgresCopy(ShadowSchema schema, UUID run, List<String> tables, ScratchSchema scratch) {
            this.schema = schema;
            this.run = run;
            this.tables = tables;
            this.scratch = scratch;
        }

        @Override
        public void apply(Runnable batch) {
            transaction.executeWithoutResult(status -> {
                schema.enter(run);
                batch.run();
            });
        }

        @Override
        public @Nullable Comparison compare(Runnable lastBatch, List<Difference> ofEvents) {
            tables.forEach(table ->
                    jdbc.sql("analyze " + schema.name() + "." + table).update()); // new tables have no statistics yet
            // A swap would remove the compared tables, so it takes this lock, too, before it blocks the writers.
            SessionLock turn = SessionLock.take(dataSource, PostgresShadowTables.COMPARISON);
            try (turn;
                    Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                try {
                    JdbcClient snapshot = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                    return freeze(snapshot, lastBatch) ? compare(snapshot, ofEvents) : null;
                } finally {
                    connection.rollback();
                }
            } catch (SQLException e) {
                throw new CannotGetJdbcConnectionException("The database gives no connection", e);
            }
        }

        /** Takes the snapshot while no writer runs; false if a writer keeps the gate open. */
        private boolean freeze(JdbcClient snapshot, Runnable lastBatch) {
            try {
                transaction.executeWithoutResult(closed -> {
                    gate.closeSoon();
                    apply(lastBatch);
                    // Locking takes no snapshot; the first query does, while writers are still blocked.
                    snapshot.sql("set local lock_timeout = '300ms'").update(); // writers wait meanwhile
                    snapshot.sql("lock table " + String.join(", ", tables) + " in access share mode")
                            .update();
                    snapshot.sql("set local lock_timeout to default").update();
                    snapshot.sql("set local work_mem = '64MB'").update();
                    snapshot.sql("select count(*) from parked_event")
                            .query(Long.class)
                            .single();
                });
                return true;
            } catch (DataAccessException e) {
                if (SqlFailures.lostRace(e)) {
                    return false;
                }
                throw e;
            }
        }

        private Comparison compare(JdbcClient snapshot, List<Difference> ofEvents) {
            Map<String, Long> rows = new LinkedHashMap<>();
            Findings differences = new Findings();
            EventTraces traces = new EventTraces(snapshot);
            for (String table : tables) {
                TableComparison comparison = new TableComparison(snapshot, table, schema.name());
                rows.put(table, comparison.rows());
                List<String> without = traces.entities(Stream.concat(ofEvents.stream(), differences.told().stream()));
                comparison.differences(
                        differences.room(), without, row -> differences.add(traced(row, traces)), differences);
            }
            return new Comparison(rows, differences.told(), differences.untold());
        }

        /**
         * Reports a difference in a row of the history by its event, if the two do not fit: either may have been
         * tampered with.
         */
        private static Difference traced(Difference.RowDifference row, EventTraces traces) {
            if (!row.table().equals("history")) {
                return row;
            }
            long position = Long.parseLong(row.key().replaceAll("\\D", ""));
            return traces
                    .disagreements(
                            position, position, "The events or the history were changed before they were sealed.")
                    .stream()
                    .findFirst()
                    .orElse(row);
        }

        @Override
        public void close() {
            scratch.close();
        }
    }

    /** Compares a live table as a whole with the table of the same name in another schema. */
    static final class TableComparison {

        /** The columns that no event determines: the time and text of a parked event. */
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

        /** Returns the number of rows of the live table. */
        long rows() {
            return jdbc.sql("select count(*) from " + table).query(Long.class).single();
        }

        /**
         * Reports up to {@code most} differences, in the order of the key, and counts all further differences.
         *
         * @param without ids of entities; rows that have one of them are skipped
         */
        void differences(int most, List<String> without, Consumer<Difference.RowDifference> told, Findings counted) {
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

        private Difference.RowDifference difference(ResultSet row) throws SQLException {
            @Nullable String[] live = (@Nullable String[]) row.getArray("live").getArray();
            @Nullable
            String[] rebuilt = (@Nullable String[]) row.getArray("rebuilt").getArray();
            boolean isLive = row.getBoolean("is_live");
            if (!isLive || !row.getBoolean("is_rebuilt")) {
                return new Difference.RowDifference(table, key(isLive ? live : rebuilt), isLive, List.of());
            }
            return new Difference.RowDifference(
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
}
