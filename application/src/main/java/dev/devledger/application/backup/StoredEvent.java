package dev.devledger.application.backup;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored, to the last letter: its hash is over these very texts.
 *
 * @param version its number in the stream, from 0
 * @param occurredAt an instant as it was written
 * @param payload JSON, as the text that was stored
 * @param metadata JSON, as the text that was stored
 * @param previousHash of the event before it in its stream, in hex; null for the first
 * @param hash in hex
 */
public record StoredEvent(
        long position,
        String stream,
        long version,
        @Nullable String streamType,
        String id,
        String type,
        @Nullable String revision,
        String occurredAt,
        String payload,
        String metadata,
        @Nullable String previousHash,
        String hash)
        implements LedgerRecord {
    public StoredEvent {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(hash, "hash");
        Hex.require(hash, "hash");
        if (previousHash != null) {
            Hex.require(previousHash, "previousHash");
        }
    }
}
