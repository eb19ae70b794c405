package dev.devledger.adapters.postgres.proof;

import dev.devledger.adapters.postgres.eventstore.EventHash.ChainLink;
import dev.devledger.adapters.postgres.query.EventTraces;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.Difference.Findings;
import dev.devledger.domain.shared.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares the batches with each other and with the events, which are passed in the order of their positions. */
final class BatchPass implements AutoCloseable {

    private static final int FETCH = 1_000;

    private final MessageDigest digest = Sha256.digest();
    private final BrokenBatchExplanation broken;
    private final Findings differences;
    private final PreparedStatement statement;
    private final ResultSet rows;

    private BatchRow before = BatchRow.NONE;
    /** The batch that receives the next event; null after the newest batch. */
    private @Nullable BatchRow batch;

    private long first;
    private long last;
    private long count;
    private long batches;
    private long unsealed;

    /**
     * True if the batch's number, link or positions do not fit the preceding batch. The batch's hash, and events before
     * the batch, are then not reported in addition.
     */
    private boolean misplaced;

    BatchPass(Connection connection, String schema, BrokenBatchExplanation broken, Findings differences)
            throws SQLException {
        this.broken = broken;
        this.differences = differences;
        statement = connection.prepareStatement("select * from %s.event_batch order by number".formatted(schema));
        statement.setFetchSize(FETCH);
        rows = statement.executeQuery();
        open();
    }

    void take(ChainLink event) throws SQLException {
        while (batch != null && event.position() > batch.last()) {
            seal(batch);
        }
        if (batch == null) {
            unsealed++;
        } else if (event.position() < batch.first()) {
            stray(event, batch);
        } else {
            add(event);
        }
    }

    private void stray(ChainLink event, BatchRow behind) {
        if (misplaced) {
            return;
        }
        if (differences.isFull()) {
            differences.addUntold(1);
        } else {
            differences.add(broken.stray(event, behind));
        }
    }

    private void add(ChainLink event) {
        if (count == 0) {
            first = event.position();
        }
        last = event.position();
        count++;
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(event.position()).flip());
        digest.update(event.hash());
    }

    /** Ends the pass, after the last event. */
    void end() throws SQLException {
        while (batch != null) {
            seal(batch);
        }
    }

    private void seal(BatchRow sealed) throws SQLException {
        byte[] hash = digest.digest();
        if (!misplaced && !Arrays.equals(hash, sealed.hash())) {
            tell(sealed, hash);
        } else if (!misplaced && (count != sealed.count() || first != sealed.first() || last != sealed.last())) {
            differences.add(sealed.difference(
                    "its hash is that of its events, but not its first or last position or its count. They were"
                            + " changed in event_batch."));
        }
        batches++;
        before = sealed;
        open();
    }

    private void tell(BatchRow sealed, byte[] hash) {
        if (differences.isFull()) {
            differences.addUntold(1);
        } else {
            broken.differences(sealed, before, count, hash).forEach(differences::add);
        }
    }

    private void open() throws SQLException {
        batch = rows.next() ? BatchRow.of(rows) : null;
        if (batch != null) {
            count = 0;
            Difference found = batch.misplaced(before);
            misplaced = found != null;
            if (found != null) {
                differences.add(found);
            }
            digest.update(batch.previous());
        }
    }

    long batches() {
        return batches;
    }

    /** Returns the number of events after the newest batch. */
    long unsealed() {
        return unsealed;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    /**
     * A row of the table {@code event_batch}.
     *
     * @param count the number of events in this batch
     * @param events the number of events in this batch and all earlier ones
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record BatchRow(long number, long first, long last, long count, byte[] previous, byte[] hash, long events) {

        /** The predecessor of the first batch. */
        static final BatchRow NONE = new BatchRow(0, -1, -1, 0, new byte[0], new byte[32], 0);

        static BatchRow of(ResultSet row) throws SQLException {
            return new BatchRow(
                    row.getLong("number"),
                    row.getLong("first_position"),
                    row.getLong("last_position"),
                    row.getLong("count"),
                    row.getBytes("previous_hash"),
                    row.getBytes("hash"),
                    row.getLong("events"));
        }

        Difference.BatchDifference difference(String what) {
            return new Difference.BatchDifference(number, first, last, what);
        }

        /** Describes why the batch cannot come after {@code before}; null if it can. */
        @Nullable
        Difference misplaced(BatchRow before) {
            if (number < 1) {
                return difference("batches are numbered from 1. The number was changed.");
            }
            if (number != before.number() + 1) {
                return difference(
                        number == before.number()
                                ? "there are two batches with that number."
                                : "the batch before it is missing from event_batch.");
            }
            if (!Arrays.equals(previous, before.hash())) {
                return difference("it does not follow batch %d. One of the two was changed in event_batch."
                        .formatted(before.number()));
            }
            if (first <= before.last() || last < first) {
                return difference(BrokenBatchExplanation.PLACE);
            }
            return events == before.events() + count
                    ? null
                    : difference(
                            "it says that %d events are sealed with it, and its count makes that %d. One was changed in"
                                            .formatted(events, before.events() + count)
                                    + " event_batch.");
        }
    }

    /**
     * Explains, as far as possible, why a batch's hash does not match its events.
     *
     * @param newest the position of the newest event
     */
    record BrokenBatchExplanation(JdbcClient jdbc, EventTraces traces, long newest) {
        static final String PLACE =
                "its positions are not where the events of a batch can be. They were changed in event_batch.";

        /** Describes an event between two batches. */
        Difference stray(ChainLink event, BatchRow behind) {
            return traces.event(
                    event.position(),
                    "no batch has sealed it, but batch %d begins after it. It was inserted, or moved here."
                            .formatted(behind.number()));
        }

        /**
         * @param hash the hash of the events now stored
         * @param events the number of the events now stored
         */
        List<? extends Difference> differences(BatchRow batch, BatchRow before, long events, byte[] hash) {
            if (knownByItsSuccessor(batch, hash)) {
                return List.of(batch.difference(
                        "its events are those that were sealed, and its hash was changed in event_batch."));
            }
            List<Difference> traced = traces.disagreements(
                    Math.max(before.last() + 1, 1),
                    batch.last(),
                    "Batch %d was sealed with other events.".formatted(batch.number()));
            return traced.isEmpty() ? List.of(batch.difference(untraced(batch, events))) : traced;
        }

        private boolean knownByItsSuccessor(BatchRow batch, byte[] hash) {
            return jdbc.sql("select previous_hash from event_batch where number = :number")
                    .param("number", batch.number() + 1)
                    .query(byte[].class)
                    .optional()
                    .filter(known -> Arrays.equals(known, hash) && !Arrays.equals(known, batch.hash()))
                    .isPresent();
        }

        private String untraced(BatchRow batch, long events) {
            if (batch.last() > newest) {
                return PLACE;
            }
            return "its events are not those that were sealed: there were %d, and there are %d. Some were changed, removed,"
                            .formatted(batch.count(), events)
                    + " inserted or reordered, or the batch itself was changed. Positions without an event: "
                    + traces.gaps(batch.first(), batch.last()) + ".";
        }
    }
}
