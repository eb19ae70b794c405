package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.application.backup.StoredEvent;
import dev.devledger.domain.shared.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
}
