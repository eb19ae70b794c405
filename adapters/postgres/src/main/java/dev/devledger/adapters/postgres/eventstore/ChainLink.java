package dev.devledger.adapters.postgres.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a stored event once its own hash has been computed: its place in its stream and among all.
 *
 * @param version in the stream, from 0
 * @param previous the hash that the event before it in its stream should have
 * @param own whether its hash is that of its columns, and these are as they are written
 */
@SuppressWarnings("ArrayRecordComponent")
public // nobody compares two of them
record ChainLink(long position, String stream, long version, byte @Nullable [] previous, byte[] hash, boolean own) {

    static ChainLink of(ResultSet row, EventHash hashes) throws SQLException {
        EventColumns columns = EventColumns.of(row);
        EventRow event = EventRow.of(row, columns);
        byte[] previous = row.getBytes("previous_hash");
        byte[] hash = row.getBytes("hash");
        return new ChainLink(
                event.position(),
                event.stream(),
                event.version(),
                previous,
                hash,
                Arrays.equals(hashes.of(previous, event), hash)
                        && columns.equals(EventColumns.of(event.stream(), event.texts())));
    }
}
