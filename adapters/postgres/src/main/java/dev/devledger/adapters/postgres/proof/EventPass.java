package dev.devledger.adapters.postgres.proof;

import dev.devledger.adapters.postgres.eventstore.EventCursor;
import dev.devledger.adapters.postgres.eventstore.EventHash.ChainLink;
import dev.devledger.adapters.postgres.eventstore.StreamEnds;
import dev.devledger.adapters.postgres.query.EventTraces;
import dev.devledger.application.projection.Prefetch;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.Difference.Findings;
import dev.devledger.application.proof.Verification;
import dev.devledger.application.proof.Verification.EventChain.Checked;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks the events of a range, their hashes and their streams. The next events are read and hashed while the present
 * ones are compared with their streams and batches.
 */
final class EventPass {

    private static final int AT_ONCE = 1_000;

    interface Taker {
        void take(ChainLink link) throws SQLException;
    }

    private final Connection snapshot;
    private final String schema;
    private final BrokenEventExplanation broken;
    private final Findings differences;
    private final long after;
    private final long upTo;
    private final StreamEnds streams;
    private long position;
    private long events;
    private long begun;

    EventPass(
            Connection snapshot,
            String schema,
            BrokenEventExplanation broken,
            Findings differences,
            long after,
            long upTo) {
        this.snapshot = snapshot;
        this.schema = schema;
        this.broken = broken;
        this.differences = differences;
        this.after = after;
        this.upTo = upTo;
        this.position = Math.max(after, 0);
        this.streams = new StreamEnds(snapshot, schema);
    }

    void run(Taker taker, Verification.Progress progress) throws SQLException {
        long total = count();
        try (EventCursor cursor = new EventCursor(snapshot, schema, after, upTo);
                Prefetch<List<ChainLink>> ahead = new Prefetch<>(() -> cursor.next(AT_ONCE), List::isEmpty)) {
            List<ChainLink> links = ahead.next();
            while (!links.isEmpty()) {
                streams.prepare(links);
                take(links, taker);
                progress.at("events", events, total);
                links = ahead.next();
            }
        }
    }

    private void take(List<ChainLink> links, Taker taker) throws SQLException {
        for (ChainLink link : links) {
            events++;
            boolean follows = streams.follows(link);
            boolean ahead = link.position() > position;
            if ((!link.own() || !follows || !ahead) && differences.isFull()) {
                differences.addUntold(1);
            } else if (!link.own() || !follows || !ahead) {
                broken.differences(link).forEach(differences::add);
            }
            position = Math.max(position, link.position());
            begun += link.version() == 0 ? 1 : 0;
            taker.take(link);
        }
    }

    private long count() throws SQLException {
        try (PreparedStatement statement = snapshot.prepareStatement(
                "select count(*) from %s.event where position > ? and position <= ?".formatted(schema))) {
            statement.setLong(1, after);
            statement.setLong(2, upTo);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    long events() {
        return events;
    }

    Checked checked(long batches, long unsealed) {
        return new Checked(position, events, begun, batches, unsealed, differences.told(), differences.untold());
    }

    /** Explains an event whose hash, or whose place in its stream, is wrong. */
    record BrokenEventExplanation(JdbcClient jdbc, EventTraces traces) {
        List<? extends Difference> differences(ChainLink link) {
            if (!link.own()) {
                return List.of(
                        traces.event(link.position(), "its hash does not match its columns. One of them was changed."));
            }
            return jdbc.sql("""
            select e.*, p.position as before,
              exists (select from event t where t.stream_id = e.stream_id
                      and t.stream_version = e.stream_version and t.ctid <> e.ctid) as twin,
              exists (select from event t where t.position = e.position and t.ctid <> e.ctid) as beside
            from event e
            left join event p on p.stream_id = e.stream_id and p.stream_version = e.stream_version - 1
            where e.position = :position
            order by before
            limit 1
            """)
                    .param("position", link.position())
                    .query((row, number) -> differences(row))
                    .single();
        }

        private List<? extends Difference> differences(ResultSet row) throws SQLException {
            boolean alone = row.getObject("before") == null && row.getLong("position") > 0;
            return alone && row.getLong("stream_version") > 0 && !row.getBoolean("beside") && !row.getBoolean("twin")
                    ? missingBefore(row, row.getLong("stream_version"))
                    : List.of(difference(row));
        }

        private static Difference difference(ResultSet row) throws SQLException {
            long position = row.getLong("position");
            long version = row.getLong("stream_version");
            long before = row.getLong("before");
            if (position < 1) {
                return EventTraces.event(row, "positions begin at 1. It was moved there.");
            }
            if (row.getBoolean("beside")) {
                return EventTraces.event(row, "there is another event at that position. One of the two was inserted.");
            }
            if (row.getBoolean("twin")) {
                return EventTraces.event(
                        row, "its stream has another event with that version. One of the two was inserted.");
            }
            if (version <= 0) {
                return EventTraces.event(
                        row, "it should be the first event of its stream, but there are events before it.");
            }
            if (before >= position) {
                return EventTraces.event(
                        row,
                        "the previous event of its stream comes after it, at %d. They were reordered."
                                .formatted(before));
            }
            return EventTraces.event(
                    row,
                    "it does not follow the previous event of its stream, at %d. One of the two was replaced."
                            .formatted(before));
        }

        private List<? extends Difference> missingBefore(ResultSet row, long version) throws SQLException {
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
            List<Difference> missing =
                    traces.missing(last, position, stream, "it was before event %d in %s.".formatted(position, stream));
            return missing.isEmpty()
                    ? List.of(traces.event(
                            position,
                            "the previous event of its stream is missing. It was at one of the positions %d to %d."
                                    .formatted(last + 1, position - 1)))
                    : missing;
        }
    }
}
