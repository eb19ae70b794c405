package dev.devledger.adapters.postgres.proof;

import dev.devledger.application.proof.Difference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code event_batch}.
 *
 * @param count of its own events
 * @param events sealed with it and all before it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record BatchRow(long number, long first, long last, long count, byte[] previous, byte[] hash, long events) {

    /** Before the first one. */
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

    Difference.OfBatch difference(String what) {
        return new Difference.OfBatch(number, first, last, what);
    }

    /** What is wrong with where it stands, where {@code before} is the one before it. */
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
            return difference(BrokenBatch.PLACE);
        }
        return events == before.events() + count
                ? null
                : difference(
                        "it says that %d events are sealed with it, and its count makes that %d. One was changed in"
                                        .formatted(events, before.events() + count)
                                + " event_batch.");
    }
}
