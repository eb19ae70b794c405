package dev.devledger.adapters.postgres.proof;

import dev.devledger.adapters.postgres.eventstore.ChainLink;
import dev.devledger.adapters.postgres.eventstore.EventCursor;
import dev.devledger.adapters.postgres.eventstore.StreamEnds;
import dev.devledger.application.projection.Prefetch;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.EventChain.Checked;
import dev.devledger.application.proof.Verification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of a range, their own hashes and their streams. Ends at the first difference. The next ones are read and hashed
 * while those at hand are held against their streams and batches.
 */
final class EventPass {

    private static final int AT_ONCE = 1_000;

    interface Taker {
        void take(ChainLink link) throws SQLException;
    }

    private final Connection snapshot;
    private final String schema;
    private final BrokenLink broken;
    private final long after;
    private final long upTo;
    private final StreamEnds streams;
    private long position;
    private long events;
    private long begun;
    private @Nullable Difference difference;

    EventPass(Connection snapshot, String schema, BrokenLink broken, long after, long upTo) {
        this.snapshot = snapshot;
        this.schema = schema;
        this.broken = broken;
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
            while (!links.isEmpty() && difference == null) {
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
            if (!link.own() || !follows || link.position() <= position) {
                difference = broken.difference(link);
                return;
            }
            position = link.position();
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

    @Nullable
    Difference difference() {
        return difference;
    }

    Checked checked(long batches, long unsealed, List<Difference> differences) {
        return new Checked(position, events, begun, batches, unsealed, differences);
    }
}
