package dev.devledger.application.proof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest sealed batch, and with it the proof of everything up to its last event.
 *
 * @param position of the last event that is sealed; 0 where none is
 * @param events how many are sealed
 * @param batch its number; 0 where none is sealed
 * @param hash the batch's, in hexadecimal; zeros where none is sealed
 * @param head the batch and its hash in one word, to keep elsewhere
 */
public record LedgerHead(
        long position,
        long events,
        long batch,
        String hash,
        @Nullable Instant sealedAt,
        String head) {

    private static final String BEFORE_THE_FIRST = "0".repeat(64);

    /** Of a ledger in which nothing is sealed. */
    public static final LedgerHead NONE = of(0, 0, 0, BEFORE_THE_FIRST, null);

    public static LedgerHead of(long position, long events, long batch, String hash, @Nullable Instant sealedAt) {
        return new LedgerHead(position, events, batch, hash, sealedAt, batch + ":" + hash);
    }
}
