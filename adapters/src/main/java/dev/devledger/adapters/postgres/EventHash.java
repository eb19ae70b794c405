package dev.devledger.adapters.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What the function {@code event_hash} of the database does, where the database is not to be kept waiting for it. */
final class EventHash {
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest digest;

    EventHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JVM has SHA-256.", impossible);
        }
    }

    /** In hex, as {@code previous}, which is that of the event before it in its stream; {@code version} is from 0. */
    String of(
            @Nullable String previous,
            String stream,
            long version,
            String streamType,
            String id,
            String type,
            String revision,
            String occurredAt,
            String payload,
            String metadata) {
        part(previous == null ? null : HEX.parseHex(previous));
        text(stream);
        text(Long.toString(version));
        text(streamType);
        text(id);
        text(type);
        text(revision);
        text(occurredAt);
        text(payload);
        text(metadata);
        return HEX.formatHex(digest.digest());
    }

    private void text(String part) {
        part(part.getBytes(StandardCharsets.UTF_8));
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
