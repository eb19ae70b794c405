package dev.devledger.application.proof;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was looked at, up to the first difference.
 *
 * @param position of the last event
 * @param unsealed how many of the events are behind the newest batch
 * @param rows of each table of the read model; empty where it was not compared any more
 * @param difference null where there is none
 */
public record Verified(
        long position,
        long events,
        long streams,
        long batches,
        long unsealed,
        Map<String, Long> rows,
        @Nullable Difference difference) {}
