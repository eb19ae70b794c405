package dev.devledger.adapters.postgres.proof;

import dev.devledger.adapters.postgres.eventstore.ChainLink;
import dev.devledger.adapters.postgres.eventstore.EventCursor;
import dev.devledger.adapters.postgres.eventstore.StreamEnds;
import dev.devledger.application.projection.Prefetch;
import dev.devledger.application.proof.EventChain.Checked;
import dev.devledger.application.proof.Findings;
import dev.devledger.application.proof.Verification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The events of a range, their own hashes and their streams. The next ones are read and hashed while those at hand are held
 * against their streams and batches.
 */
final class EventPass {

    private static final int AT_ONCE = 1_000;

    interface Taker {
        void take(ChainLink link) throws SQLException;
    }

    private final Connection snapshot;
    private final String schema;
    private final BrokenLink broken;
    private final Findings differences;
    private final long after;
    private final long upTo;
    private final StreamEnds streams;
    private long position;
    private long events;
    private long begun;

    EventPass(Connection snapshot, String schema, BrokenLink broken, Findings differences, long after, long upTo) {
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
}
