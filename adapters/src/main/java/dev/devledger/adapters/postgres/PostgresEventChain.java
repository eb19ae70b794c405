package dev.devledger.adapters.postgres;

import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.EventChain;
import dev.devledger.application.proof.KeptHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In ranges, each one statement; only what is wrong is looked at a second time. */
final class PostgresEventChain implements EventChain {

    private static final String EVENT_HASH = """
            event_hash(e.previous_hash, e.stream_id, e.stream_version, e.stream_type, e.event_id, e.event_type,
              e.event_revision, e.occurred_at, e.payload, e.metadata)""";

    private final JdbcClient jdbc;
    private final BatchCheck batches;
    private final Traces traces;

    PostgresEventChain(JdbcClient jdbc) {
        this.jdbc = jdbc;
        traces = new Traces(jdbc);
        batches = new BatchCheck(jdbc, traces);
    }

    @Override
    public long newestBatch() {
        return jdbc.sql("select coalesce(max(number), 0) from event_batch")
                .query(Long.class)
                .single();
    }

    @Override
    public long count(long upTo) {
        return jdbc.sql("select count(*) from event where position <= :upTo")
                .param("upTo", upTo)
                .query(Long.class)
                .single();
    }

    @Override
    public Checked checkEvents(long after, long upTo, int limit) {
        return jdbc.sql("""
                        with e as (
                          select * from event where position > :after and position <= :upTo order by position limit :limit)
                        select count(*) as events, count(*) filter (where e.stream_version = 0) as streams,
                          coalesce(max(e.position), :after) as up_to,
                          min(e.position) filter (where not coalesce(e.hash = %s and case
                            when e.stream_version = 0 then e.previous_hash is null and p.position is null
                            else p.position < e.position and p.hash = e.previous_hash end, false)) as wrong
                        from e
                        left join lateral (
                          select position, hash from event
                          where stream_id = e.stream_id and stream_version = e.stream_version - 1
                          limit 1) p on true -- never by reading all of the table for a range
                        """.formatted(EVENT_HASH))
                .param("after", after)
                .param("upTo", upTo)
                .param("limit", limit)
                .query((row, number) -> checked(row))
                .single();
    }

    private Checked checked(ResultSet row) throws SQLException {
        long wrong = row.getLong("wrong");
        @Nullable Difference difference = row.wasNull() ? null : difference(wrong);
        return new Checked(row.getLong("up_to"), row.getLong("events"), row.getLong("streams"), difference);
    }

    private Difference difference(long position) {
        return jdbc.sql("""
                        select e.*, e.hash = %s as own, p.position as before, p.hash = e.previous_hash as chained
                        from event e
                        left join event p on p.stream_id = e.stream_id and p.stream_version = e.stream_version - 1
                        where e.position = :position
                        limit 1
                        """.formatted(EVENT_HASH))
                .param("position", position)
                .query((row, number) -> difference(row))
                .single();
    }

    private Difference difference(ResultSet row) throws SQLException {
        long version = row.getLong("stream_version");
        long before = row.getLong("before");
        boolean alone = row.wasNull();
        if (!row.getBoolean("own")) {
            return Traces.event(row, "its hash is not that of its columns. One of them was changed.");
        }
        if (version <= 0) {
            return Traces.event(row, "it should begin its stream, and there is something before it.");
        }
        if (alone) {
            return missingBefore(row, version);
        }
        if (before >= row.getLong("position")) {
            return Traces.event(
                    row, "the one before it in its stream is behind it, at %d. They were reordered.".formatted(before));
        }
        return Traces.event(
                row,
                "it does not follow the one before it in its stream, at %d. One of them was put in its place."
                        .formatted(before));
    }

    private Difference missingBefore(ResultSet row, long version) throws SQLException {
        String stream = row.getString("stream_id");
        long position = row.getLong("position");
        long last = jdbc.sql("""
                        select coalesce(max(position), 0) from event
                        where stream_id = :stream and stream_version < :version and position < :position
                        """)
                .param("stream", stream)
                .param("version", version)
                .param("position", position)
                .query(Long.class)
                .single();
        return traces.missing(last, position, stream, "it was before event %d in %s.".formatted(position, stream))
                .orElseGet(() -> missing(position, last));
    }

    private Difference missing(long position, long last) {
        return wrong(
                position - 1,
                "the one before it in its stream is missing. It was at one of the positions %d to %d."
                        .formatted(last + 1, position - 1));
    }

    @Override
    public Checked checkBatches(long after, long upTo, long settled, int limit) {
        return batches.check(after, upTo, settled, limit);
    }

    @Override
    public @Nullable Difference checkHead(KeptHead head) {
        String hash = jdbc.sql("select encode(hash, 'hex') from event_batch where number = :number")
                .param("number", head.batch())
                .query(String.class)
                .optional()
                .orElse(head.batch() == 0 ? "0".repeat(64) : "");
        if (hash.equals(head.hash())) {
            return null;
        }
        return new Difference.OfHead(
                head.batch(),
                hash.isEmpty()
                        ? "the chain ends with batch %d. Events were removed, or this is another ledger."
                                .formatted(newestBatch())
                        : "the ledger's hash of it is %s. Events and hashes were written anew, or this is another ledger."
                                .formatted(hash));
    }

    @Override
    public Difference wrong(long after, String what) {
        return jdbc.sql("select * from event where position > :after order by position limit 1")
                .param("after", after)
                .query((row, number) -> Traces.event(row, what))
                .single();
    }
}
