package dev.devledger.application.backup;

import java.time.Instant;
import java.util.Objects;

/**
 * A link of the chain that seals the events (ADR 0016), with which the head of the chain stays what it was.
 *
 * @param previousHash of the batch before it, in hex
 * @param hash in hex
 */
public record StoredBatch(
        long number,
        long firstPosition,
        long lastPosition,
        long count,
        String previousHash,
        String hash,
        Instant sealedAt)
        implements LedgerRecord {
    public StoredBatch {
        Objects.requireNonNull(previousHash, "previousHash");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(sealedAt, "sealedAt");
        Hex.require(previousHash, "previousHash");
        Hex.require(hash, "hash");
    }
}
