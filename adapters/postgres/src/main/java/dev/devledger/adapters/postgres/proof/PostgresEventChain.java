package dev.devledger.adapters.postgres.proof;

import dev.devledger.adapters.postgres.proof.BatchPass.BrokenBatchExplanation;
import dev.devledger.adapters.postgres.proof.EventPass.BrokenEventExplanation;
import dev.devledger.adapters.postgres.proof.SchemaIntegrityCheck.TablesSchema;
import dev.devledger.adapters.postgres.query.EventTraces;
import dev.devledger.adapters.postgres.rebuild.Catalog.Item;
import dev.devledger.adapters.postgres.rebuild.PostgresShadowTables;
import dev.devledger.adapters.postgres.rebuild.ShippedSchema;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.Difference.Findings;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import dev.devledger.application.proof.Verification;
import dev.devledger.application.proof.Verification.EventChain;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the rows in one pass and one snapshot, from qualified tables that are locked against a change of their
 * definition. Other tables are read only to explain differences.
 */
public final class PostgresEventChain implements EventChain {

    private final DataSource dataSource;
    private final ShippedSchema shipped;
    private final ChainSnapshots snapshots;
    private final JdbcClient jdbc;
    private final EventTraces traces;
    private final BrokenEventExplanation broken;

    public PostgresEventChain(DataSource dataSource, ShippedSchema shipped) {
        this.dataSource = dataSource;
        this.shipped = shipped;
        snapshots = new ChainSnapshots(dataSource);
        jdbc = JdbcClient.create(dataSource);
        traces = new EventTraces(jdbc);
        broken = new BrokenEventExplanation(jdbc, traces);
    }

    @Override
    public Checked check(long settled, Iterable<ExternalHead> kept, Verification.Progress progress) {
        Map<String, Item> items = shipped.items();
        // A swap of the read model's tables waits meanwhile; otherwise its tables would be reported as missing.
        SessionLock turn = SessionLock.take(dataSource, PostgresShadowTables.COMPARISON);
        try (turn) {
            return snapshots.with((snapshot, home) -> {
                Checked ofPlace =
                        new Checked(0, 0, 0, 0, 0, new SchemaIntegrityCheck(snapshot, home).differences(items), 0);
                return ofPlace.isReadable()
                        ? check(snapshot, home.quoted(), settled, kept, ofPlace.differences(), progress)
                        : ofPlace;
            });
        }
    }

    private Checked check(
            Connection snapshot,
            String schema,
            long settled,
            Iterable<ExternalHead> kept,
            List<Difference> ofPlace,
            Verification.Progress progress)
            throws SQLException {
        // A batch sealed since the settled head was read shows that its events are settled, too.
        long upTo = Math.max(settled, newest(snapshot, schema, "event_batch", "last_position"));
        long newest = newest(snapshot, schema, "event", "position");
        Findings differences = new Findings();
        ofPlace.forEach(differences::add);
        try (BatchPass batches =
                new BatchPass(snapshot, schema, new BrokenBatchExplanation(jdbc, traces, newest), differences)) {
            EventPass pass = new EventPass(snapshot, schema, broken, differences, Long.MIN_VALUE, upTo);
            pass.run(batches::take, progress);
            batches.end();
            if (differences.told().size() > ofPlace.size() && !differences.isFull()) {
                // The read model is not compared after such a difference; the comparison would show an event missing at
                // the end of a stream.
                traces.disagreements(1, Long.MAX_VALUE, "It is of the events that are not sealed yet.")
                        .forEach(differences::add);
            }
            new ExternalHeadCheck(snapshot, schema).run(kept, differences);
            progress.at("batches", batches.batches(), batches.batches());
            return pass.checked(batches.batches(), batches.unsealed());
        }
    }

    private static long newest(Connection snapshot, String schema, String table, String column) throws SQLException {
        try (PreparedStatement statement = snapshot.prepareStatement(
                        "select coalesce(max(%s), 0) from %s.%s".formatted(column, schema, table));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public Checked checkSince(long after, long settled) {
        return snapshots.with((snapshot, home) -> {
            EventPass pass = new EventPass(snapshot, home.quoted(), broken, new Findings(), after, settled);
            pass.run(link -> {}, (step, done, total) -> {});
            return pass.checked(0, pass.events());
        });
    }

    @Override
    public Difference wrong(long after, String what) {
        return jdbc.sql("select * from event where position > :after order by position limit 1")
                .param("after", after)
                .query((row, number) -> EventTraces.event(row, what))
                .single();
    }

    /** Reads the stored events in one snapshot. */
    record ChainSnapshots(DataSource dataSource) {
        interface Look<T> {
            T at(Connection snapshot, TablesSchema home) throws SQLException;
        }

        <T> T with(Look<T> look) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setReadOnly(true);
                try {
                    TablesSchema home = TablesSchema.of(connection);
                    TablesSchema.look(connection);
                    hold(connection, home);
                    return look.at(connection, home);
                } finally {
                    connection.rollback();
                }
            } catch (SQLException e) {
                throw new UncategorizedSQLException("the verification", null, e);
            }
        }

        /**
         * Locks the tables, so that they cannot be replaced meanwhile, and makes PostgreSQL read rows in the order of
         * their keys.
         */
        private static void hold(Connection connection, TablesSchema home) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "lock table %1$s.event, %1$s.event_batch in access share mode".formatted(home.quoted()));
                for (String setting :
                        List.of("enable_seqscan", "enable_sort", "enable_hashjoin", "enable_mergejoin", "jit")) {
                    statement.execute("set local " + setting + " = off");
                }
            }
        }
    }

    /** Compares batch hashes kept outside of the database with the stored ones, many at once. */
    record ExternalHeadCheck(Connection connection, String schema) {
        private static final int AT_ONCE = 1_000;
        private static final String BEFORE_THE_FIRST = "0".repeat(64);

        /** Reports the kept hashes that differ. */
        void run(Iterable<ExternalHead> kept, Findings differences) throws SQLException {
            List<ExternalHead> some = new ArrayList<>(AT_ONCE);
            for (ExternalHead head : kept) {
                some.add(head);
                if (some.size() == AT_ONCE) {
                    compare(some, differences);
                    some.clear();
                }
            }
            compare(some, differences);
        }

        private void compare(List<ExternalHead> kept, Findings differences) throws SQLException {
            if (kept.isEmpty()) {
                return;
            }
            Map<Long, String> stored = stored(kept);
            for (ExternalHead head : kept) {
                String hash = stored.get(head.batch());
                if (!head.hash().equals(hash)) {
                    differences.add(new Difference.HeadDifference(head, what(hash)));
                }
            }
        }

        private Map<Long, String> stored(List<ExternalHead> kept) throws SQLException {
            Map<Long, String> stored = new HashMap<>(Map.of(0L, BEFORE_THE_FIRST));
            try (PreparedStatement statement = connection.prepareStatement(
                    "select number, hash from %s.event_batch where number = any(?)".formatted(schema))) {
                statement.setArray(
                        1,
                        connection.createArrayOf(
                                "bigint", kept.stream().map(ExternalHead::batch).toArray()));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        stored.put(rows.getLong("number"), HexFormat.of().formatHex(rows.getBytes("hash")));
                    }
                }
            }
            return stored;
        }

        private String what(@Nullable String hash) throws SQLException {
            if (hash != null) {
                return "the ledger has the hash %s for it. The events and hashes were rewritten, or this is another ledger."
                        .formatted(hash);
            }
            try (PreparedStatement statement = connection.prepareStatement(
                            "select coalesce(max(number), 0) from %s.event_batch".formatted(schema));
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return "the last batch of the ledger is %d. Events were removed, or this is another ledger."
                        .formatted(row.getLong(1));
            }
        }
    }
}
