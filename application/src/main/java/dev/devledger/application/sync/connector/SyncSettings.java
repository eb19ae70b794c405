package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.merge.ConflictPolicies;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How the sync behaves (docs/contract.md, section 2).
 *
 * @param listName the list that holds one card for each project
 * @param subtasks whether a card's tasks appear as subtasks
 * @param settle the least time before an unanswered create may be sent again
 * @param pollInterval how often a cycle looks for changes at the remote without being asked for; zero for never
 * @param policies what becomes of a field that both sides changed
 * @param zone of days that come without one
 * @param asksToDelete whether a person is asked before what was deleted there is deleted here
 * @param absence the least time between two reads that prove an absence
 */
public record SyncSettings(
        String listName,
        boolean subtasks,
        Duration settle,
        Duration pollInterval,
        ConflictPolicies policies,
        ZoneId zone,
        boolean asksToDelete,
        Duration absence) {

    /** Where an absence is proven as soon as an effect is. */
    public SyncSettings(
            String listName,
            boolean subtasks,
            Duration settle,
            Duration pollInterval,
            ConflictPolicies policies,
            ZoneId zone,
            boolean asksToDelete) {
        this(listName, subtasks, settle, pollInterval, policies, zone, asksToDelete, settle);
    }

    /** Of a service whose deletions are followed. */
    public SyncSettings(
            String listName,
            boolean subtasks,
            Duration settle,
            Duration pollInterval,
            ConflictPolicies policies,
            ZoneId zone) {
        this(listName, subtasks, settle, pollInterval, policies, zone, false);
    }

    /** When to look again at what only the other side can settle. */
    public Duration pollOrSettle() {
        return pollInterval.isZero() ? settle : pollInterval;
    }
}
