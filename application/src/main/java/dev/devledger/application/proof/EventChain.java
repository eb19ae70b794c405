package dev.devledger.application.proof;

import org.jspecify.annotations.Nullable;

/**
 * Looks at the stored events as they are, by their hashes alone. Everything it looks at is settled: no writer that is
 * under way can still add to it.
 */
public interface EventChain {

    /**
     * What was looked at, and the first thing that is wrong with it.
     *
     * @param upTo the last position, or the last batch
     * @param events how many
     * @param streams how many of them begin a stream
     */
    record Checked(
            long upTo, long events, long streams, @Nullable Difference difference) {}

    /** The number of the newest batch; 0 for none. To be asked before it is asked what is settled. */
    long newestBatch();

    /** How many events there are up to a position. */
    long count(long upTo);

    /** At most so many events after a position: their own hashes, and how they hang together with the one before. */
    Checked checkEvents(long after, long upTo, int limit);

    /**
     * At most so many batches after one, up to another: that they hang together, cover each event up to their last, and
     * have the hash of their events.
     *
     * @param settled no batch can be beyond it
     */
    Checked checkBatches(long after, long upTo, long settled, int limit);

    /** Null where the chain has that batch with that hash. */
    @Nullable
    Difference checkHead(KeptHead head);

    /** Says of the first event after a position that something is wrong with it. */
    Difference wrong(long after, String what);
}
