package dev.devledger.application.sync.budget;

import java.time.Duration;
import java.util.List;

/** How much of a connector's allowance of calls is used up. */
public interface RemoteBudget {

    /** {@code used} calls of at most {@code limit} within the last {@code window}. */
    record Use(Duration window, int limit, int used) {}

    /** A line for each window; none where the budget is off. */
    List<Use> use();

    /** How many calls may go now, those apart that are kept for somebody who waits; without a window, any number. */
    default int room() {
        return use().stream()
                .mapToInt(use -> use.limit() - use.used() - CallLog.Share.INTERACTIVE.of(use.limit()))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** Every call sent since the start, refused ones too. */
    long sent();
}
