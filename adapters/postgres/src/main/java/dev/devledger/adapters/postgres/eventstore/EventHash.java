package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.application.backup.LedgerRecord.StoredEvent;
import dev.devledger.domain.shared.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the function {@code event_hash} of the database does, where the database is not to be kept waiting for it or is not
 * to be believed.
 */
public final class EventHash {
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest digest = Sha256.digest();

    /** In hex, as the event has it. */
    public String of(StoredEvent event) {
        return hex(
                event.previousHash(),
                new EventRow(
                        event.position(),
                        event.streamType(),
                        event.stream(),
                        event.version(),
                        event.id(),
                        event.occurredAt(),
                        event.type(),
                        event.revision(),
                        event.payload(),
                        event.metadata()));
    }

    /** In hex, as {@code previous}, which is that of the event before it in its stream. */
    public String hex(@Nullable String previous, EventRow event) {
        return HEX.formatHex(of(previous == null ? null : HEX.parseHex(previous), event));
    }

    /** Of all that is in the row but its position. */
    public byte[] of(byte @Nullable [] previous, EventRow row) {
        part(previous);
        text(row.stream());
        text(Long.toString(row.version()));
        text(row.streamType());
        text(row.eventId());
        text(row.eventType());
        text(row.revision());
        text(row.occurredAt());
        text(row.payload());
        text(row.metadata());
        return digest.digest();
    }

    private void text(@Nullable String part) {
        part(part == null ? null : part.getBytes(StandardCharsets.UTF_8));
    }

    private void part(byte @Nullable [] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(part == null ? -1 : part.length)
                .flip());
        if (part != null) {
            digest.update(part);
        }
    }

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
}
