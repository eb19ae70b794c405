package dev.devledger.application.sync;

import java.time.Duration;

/**
 * How the sync behaves (contract, section 2).
 *
 * @param listName the list that holds one card for each project
 * @param subtasks whether a card's tasks appear as subtasks
 * @param settle the least time before an unanswered create may be sent again
 * @param pollInterval how often a cycle runs without being asked for; zero for never
 */
public record SyncSettings(String listName, boolean subtasks, Duration settle, Duration pollInterval) {

    /** When to look again at what only the other side can settle. */
    Duration pollOrSettle() {
        return pollInterval.isZero() ? settle : pollInterval;
    }
}
