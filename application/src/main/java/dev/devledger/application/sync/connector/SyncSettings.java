package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.merge.ConflictPolicies;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How the sync behaves (docs/contract.md, section 2).
 *
 * @param listName the list that holds one card for each project
 * @param subtasks whether a card's tasks appear as subtasks
 * @param settle the least time between two reads that prove an absence, and before an unanswered create may be sent again
 * @param pollInterval how often a cycle looks for changes at the remote without being asked for; zero for never
 * @param policies what becomes of a field that both sides changed
 * @param zone of days that come without one
 */
public record SyncSettings(
        String listName,
        boolean subtasks,
        Duration settle,
        Duration pollInterval,
        ConflictPolicies policies,
        ZoneId zone) {

    /** When to look again at what only the other side can settle. */
    public Duration pollOrSettle() {
        return pollInterval.isZero() ? settle : pollInterval;
    }
}
