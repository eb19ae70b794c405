package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.adapters.postgres.query.Traces;
import dev.devledger.adapters.postgres.rebuild.ShippedSchema.ScratchSchema;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.SqlFailures;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.adapters.postgres.write.ReadModel;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.Difference.Findings;
import dev.devledger.application.proof.Verification.SecondReadModel;
import dev.devledger.application.proof.Verification.SecondReadModel.Comparison;
import dev.devledger.application.proof.Verification.SecondReadModel.Copy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

/** In a schema of its own for each run. */
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
        List<String> tables = Stream.concat(Stream.of("history"), ReadModel.tables(projections).stream())
                .distinct()
                .toList();
        tables = Stream.concat(tables.stream(), Stream.of(ReadModel.PARKED)).toList();
        ScratchSchema scratch = ScratchSchema.create(dataSource);
        PostgresCopy copy = null;
        try {
            ShadowSchema schema = new ShadowSchema(jdbc, scratch.name());
            UUID run = UUID.randomUUID();
            List<String> all = tables;
            transaction.executeWithoutResult(status -> schema.create(all, run));
            copy = new PostgresCopy(dataSource, gate, transaction, schema, run, tables, scratch);
            return copy;
        } finally {
            if (copy == null) {
                scratch.close();
            }
        }
    }

    static final class PostgresCopy implements Copy {

        private final DataSource dataSource;
        private final JdbcClient jdbc;
        private final PostgresWriteGate gate;
        private final TransactionTemplate transaction;
        private final ShadowSchema schema;
        private final UUID run;
        private final List<String> tables;
        private final ScratchSchema scratch;

        PostgresCopy(
                DataSource dataSource,
                PostgresWriteGate gate,
                TransactionTemplate transaction,
                ShadowSchema schema,
                UUID run,
                List<String> tables,
                ScratchSchema scratch) {
            this.dataSource = dataSource;
            this.jdbc = JdbcClient.create(dataSource);
            this.gate = gate;
            this.transaction = transaction;
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
            // A swap takes away what is compared: it waits for this lock before it keeps the writers waiting.
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

        /** False where a writer keeps the gate open. */
        private boolean freeze(JdbcClient snapshot, Runnable lastBatch) {
            try {
                transaction.executeWithoutResult(closed -> {
                    gate.closeSoon();
                    apply(lastBatch);
                    // No snapshot comes with a lock; it comes with the first query, which still nobody writes beside.
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
            Traces traces = new Traces(snapshot);
            for (String table : tables) {
                TableComparison comparison = new TableComparison(snapshot, table, schema.name());
                rows.put(table, comparison.rows());
                List<String> without = traces.entities(Stream.concat(ofEvents.stream(), differences.told().stream()));
                comparison.differences(
                        differences.room(), without, row -> differences.add(traced(row, traces)), differences);
            }
            return new Comparison(rows, differences.told(), differences.untold());
        }

        /** Each event has its row in the history: where the two are not of one thing, either may have been tampered with. */
        private static Difference traced(Difference.OfRow row, Traces traces) {
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
}
