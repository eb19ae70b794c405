package dev.devledger.application.time;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums of time, as docs/contract.md, section 7, has them. */
public record TimeSummary(List<Item> items, Sums total, Rounded rounding) {

    /**
     * @param group by the words of the grouping: a day as {@code 2026-03-31}, a week as that of its Monday, a month as {@code
     *     2026-03}; {@code {key, name}} of what has a key; a list of tags; null where an entry has none of it
     */
    public record Item(
            Map<String, @Nullable Object> group,
            long seconds,
            long billableSeconds,
            long billedSeconds,
            long entries) {}

    public record Sums(long seconds, long billableSeconds, long billedSeconds, long entries) {}

    /**
     * What the rounding did to the total.
     *
     * @param stepSeconds 1 where nothing is rounded
     * @param unroundedSeconds what the total is without
     */
    public record Rounded(long stepSeconds, String direction, long unroundedSeconds) {}
}
