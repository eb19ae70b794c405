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

/** The database's function {@code event_hash} in Java, to spare the database the time, or to check it. */
public final class EventHash {
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest digest = Sha256.digest();

    /** Returns the hash in hex, as the event has it. */
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

    /** Returns the hash in hex; {@code previous} is the hash of the preceding event of the stream, in hex. */
    public String hex(@Nullable String previous, EventRow event) {
        return HEX.formatHex(of(previous == null ? null : HEX.parseHex(previous), event));
    }

    /** Hashes all of the row except its position. */
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
     * The data kept of a stored event once its hash is computed: its place in its stream and in the ledger.
     *
     * @param version the version in the stream, from 0
     * @param previous the hash that the preceding event of the stream must have
     * @param own true if the stored hash matches the columns, and the columns have the form that Devledger writes
     */
    @SuppressWarnings("ArrayRecordComponent")
    public // never compared
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
