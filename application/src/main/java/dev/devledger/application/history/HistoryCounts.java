package dev.devledger.application.history;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much happened. */
public interface HistoryCounts {
    /** Further back nothing is counted: all of these entries are read. */
    Duration FURTHEST = Duration.ofDays(90);

    enum Group {
        DAY,
        CLIENT,
        ACTOR,
        TOOL,
        CHANNEL
    }

    /**
     * @param of the day such as 2026-03-31, or the name; null for what was done without any, such as without a tool
     * @param changes how many entries
     * @param changeSets in how many change sets these were
     * @param undone how many of these somebody took back; null where some are older than what is known of undos
     * @param projects how many projects they were about, in their tasks too
     * @param last when the last of them was
     */
    record Count(
            @Nullable String of,
            long changes,
            long changeSets,
            @Nullable Long undone,
            long projects,
            Instant last) {}

    /**
     * Days in their order, those without an entry left out; all others with the most entries first, at most 500.
     *
     * @param filter of which {@code since} is given
     * @param zone of the days
     */
    List<Count> by(Group group, HistoryFilter filter, ZoneId zone);
}
