package dev.devledger.application.proof;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was looked at.
 *
 * @param position of the last event
 * @param unsealed how many of the events are behind the newest batch
 * @param rows of each table of the read model; empty where it was not compared any more
 * @param differences empty where there is none
 * @param untold how many there are beyond those
 */
public record Verified(
        long position,
        long events,
        long streams,
        long batches,
        long unsealed,
        Map<String, Long> rows,
        List<Difference> differences,
        long untold) {

    /** The first; null where there is none. */
    public @Nullable Difference difference() {
        return differences.isEmpty() ? null : differences.getFirst();
    }
}
