package dev.devledger.application.sync;

import java.time.Duration;
import java.util.List;

/** How much of a connector's allowance of calls is used up. */
public interface RemoteBudget {

    /** {@code used} calls of at most {@code limit} within the last {@code window}. */
    record Use(Duration window, int limit, int used) {}

    /** A line for each window; none where the budget is off. */
    List<Use> use();

    /** Every call sent since the start, refused ones too. */
    long sent();
}
