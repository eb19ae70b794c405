package dev.devledger.adapters.postgres.proof;

import dev.devledger.adapters.postgres.query.Traces;
import dev.devledger.adapters.postgres.rebuild.Catalog.Item;
import dev.devledger.adapters.postgres.rebuild.PostgresShadowTables;
import dev.devledger.adapters.postgres.rebuild.ShippedSchema;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.EventChain;
import dev.devledger.application.proof.Findings;
import dev.devledger.application.proof.KeptHead;
import dev.devledger.application.proof.Verification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the rows in one pass and one snapshot, from tables that are qualified and held against a change of their definition.
 * Only to say more of what is wrong are others asked.
 */
public final class PostgresEventChain implements EventChain {

    private final DataSource dataSource;
    private final ShippedSchema shipped;
    private final ChainSnapshots snapshots;
    private final JdbcClient jdbc;
    private final Traces traces;
    private final BrokenLink broken;

    public PostgresEventChain(DataSource dataSource, ShippedSchema shipped) {
        this.dataSource = dataSource;
        this.shipped = shipped;
        snapshots = new ChainSnapshots(dataSource);
        jdbc = JdbcClient.create(dataSource);
        traces = new Traces(jdbc);
        broken = new BrokenLink(jdbc, traces);
    }

    @Override
    public Checked check(long settled, Iterable<KeptHead> kept, Verification.Progress progress) {
        Map<String, Item> items = shipped.items();
        // A swap of the read model's tables waits meanwhile, or they would be told missing.
        SessionLock turn = SessionLock.take(dataSource, PostgresShadowTables.COMPARISON);
        try (turn) {
            return snapshots.with((snapshot, home) -> {
                Checked ofPlace = new Checked(0, 0, 0, 0, 0, new PlaceCheck(snapshot, home).differences(items), 0);
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
            Iterable<KeptHead> kept,
            List<Difference> ofPlace,
            Verification.Progress progress)
            throws SQLException {
        // A batch that was sealed since is as settled as what it seals.
        long upTo = Math.max(settled, newest(snapshot, schema, "event_batch", "last_position"));
        long newest = newest(snapshot, schema, "event", "position");
        Findings differences = new Findings();
        ofPlace.forEach(differences::add);
        try (BatchPass batches = new BatchPass(snapshot, schema, new BrokenBatch(jdbc, traces, newest), differences)) {
            EventPass pass = new EventPass(snapshot, schema, broken, differences, Long.MIN_VALUE, upTo);
            pass.run(batches::take, progress);
            batches.end();
            if (differences.told().size() > ofPlace.size() && !differences.isFull()) {
                // The read model is not compared any more, which would show what is missing at the end of a stream.
                traces.disagreements(1, Long.MAX_VALUE, "It is of the events that are not sealed yet.")
                        .forEach(differences::add);
            }
            new KeptHeadCheck(snapshot, schema).run(kept, differences);
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
                .query((row, number) -> Traces.event(row, what))
                .single();
    }
}
