package dev.devledger.adapters.postgres.proof;

import dev.devledger.application.proof.Difference;
import java.sql.ResultSet;
import java.sql.SQLException;

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
}
