package dev.devledger.adapters.postgres;

import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.EventChain.Checked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds the batches against each other and against their events. */
final class BatchCheck {

    private final JdbcClient jdbc;
    private final Traces traces;

    BatchCheck(JdbcClient jdbc, Traces traces) {
        this.jdbc = jdbc;
        this.traces = traces;
    }

    /**
     * A batch with what is there now.
     *
     * @param follows whether the batch before it is there
     * @param chained whether it has the hash of the batch before it
     * @param before the last position of the batch before it
     * @param stray an event between the batch before it and this one
     * @param events how many there are from the first to the last position
     * @param spans whether there are events at both
     * @param sealed whether the hash is that of the events
     * @param bySuccessor whether the batch behind it knows it by another hash, which is that of the events
     */
    private record Batch(
            long number,
            long first,
            long last,
            long count,
            boolean follows,
            boolean chained,
            long before,
            @Nullable Long stray,
            long events,
            boolean spans,
            boolean sealed,
            boolean bySuccessor) {

        static Batch of(ResultSet row) throws SQLException {
            return new Batch(
                    row.getLong("number"),
                    row.getLong("first_position"),
                    row.getLong("last_position"),
                    row.getLong("count"),
                    row.getBoolean("follows"),
                    row.getBoolean("chained"),
                    row.getLong("before"),
                    row.getObject("stray", Long.class),
                    row.getLong("events"),
                    row.getBoolean("spans"),
                    row.getBoolean("sealed"),
                    row.getBoolean("by_successor"));
        }

        Difference.OfBatch told(String what) {
            return new Difference.OfBatch(number, first, last, what);
        }
    }

    /** Those below 1, which nobody seals, come with the first. */
    Checked check(long after, long upTo, long settled, int limit) {
        List<Batch> batches = jdbc.sql("""
                        select b.*, p.number is not null or b.number = 1 as follows,
                          b.previous_hash = coalesce(p.hash, decode(repeat('00', 32), 'hex')) as chained,
                          coalesce(p.last_position, -1) as before,
                          (select min(position) from event
                           where position > coalesce(p.last_position, -9223372036854775808)
                             and position < b.first_position) as stray,
                          now.events, coalesce(now.first = b.first_position and now.last = b.last_position, false) as spans,
                          now.hash = b.hash as sealed,
                          coalesce(n.previous_hash <> b.hash and n.previous_hash = now.hash, false) as by_successor
                        from (select * from event_batch
                              where (number > :after or :after = 0) and number <= :upTo order by number limit :limit) b
                        left join event_batch p on p.number = b.number - 1
                        left join event_batch n on n.number = b.number + 1
                        cross join lateral (
                          select count(*) as events, min(position) as first, max(position) as last,
                            event_batch_hash(b.previous_hash, b.first_position, b.last_position) as hash
                          from event where position between b.first_position and b.last_position) now
                        order by b.number
                        """)
                .param("after", after)
                .param("upTo", upTo)
                .param("limit", limit)
                .query((row, number) -> Batch.of(row))
                .list();
        long events = 0;
        for (Batch batch : batches) {
            Optional<Difference> difference = difference(batch, settled);
            if (difference.isPresent()) {
                return new Checked(batch.number(), events, 0, difference.get());
            }
            events += batch.events();
        }
        return new Checked(batches.isEmpty() ? upTo : batches.getLast().number(), events, 0, null);
    }

    private Optional<Difference> difference(Batch batch, long settled) {
        if (batch.number() < 1) {
            return Optional.of(batch.told("batches are numbered from 1. The number was changed."));
        }
        if (!batch.follows()) {
            return Optional.of(batch.told("the batch before it is missing from event_batch."));
        }
        if (!batch.chained()) {
            return Optional.of(batch.told("it does not follow batch %d. One of the two was changed in event_batch."
                    .formatted(batch.number() - 1)));
        }
        if (batch.stray() != null) {
            return Optional.of(stray(batch.stray(), batch));
        }
        if (!batch.sealed()) {
            return Optional.of(broken(batch, settled));
        }
        if (batch.events() != batch.count() || !batch.spans()) {
            return Optional.of(batch.told(
                    "its hash is that of its events, but not its first or last position or its count. They were changed in"
                            + " event_batch."));
        }
        return Optional.empty();
    }

    private Difference stray(long position, Batch batch) {
        return jdbc.sql("select * from event where position = :position")
                .param("position", position)
                .query((row, number) -> Traces.event(
                        row,
                        "no batch has sealed it, though batch %d begins behind it. It was inserted, or moved here."
                                .formatted(batch.number())))
                .single();
    }

    /** Which event it is, where the history can tell. */
    private Difference broken(Batch batch, long settled) {
        if (batch.bySuccessor()) {
            return batch.told("its events are those that were sealed, and its hash was changed in event_batch.");
        }
        return traces.disagreement(
                        Math.max(batch.before() + 1, 1),
                        batch.last(),
                        "Batch %d was sealed otherwise.".formatted(batch.number()))
                .orElseGet(() -> batch.told(untraced(batch, settled)));
    }

    private String untraced(Batch batch, long settled) {
        if (batch.last() > settled || batch.first() <= batch.before()) {
            return "its positions are not where the events of a batch can be. They were changed in event_batch.";
        }
        return "its events are not those that were sealed: there were %d, and there are %d. Some were changed, removed,"
                        .formatted(batch.count(), batch.events())
                + " inserted or reordered, or the batch itself was changed. Positions without an event: "
                + traces.gaps(batch.first(), batch.last()) + ".";
    }
}
