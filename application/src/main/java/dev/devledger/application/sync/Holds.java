package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a guard holds until a person agrees, and the deletes that the guards count (sync design, section 7). Plain rows,
 * never events.
 */
public interface Holds {
    /** How long an approval can be used. */
    Duration APPROVAL = Duration.ofHours(1);

    /** How long a delete is remembered; the guards look back half as far. */
    Duration DELETES_KEPT = Duration.ofDays(2);

    /** The guard of an account that is linked for the first time: all of its plan waits. */
    String FIRST_LINK = "first-link";

    /** {@code entity} is null for what the ledger does not have yet. */
    record Operation(String action, @Nullable EntityRef entity) {}

    /**
     * @param planHash what an approval names; another plan has another one
     * @param expiresAt after this nobody can agree to it any more, until a cycle has planned it anew
     */
    record Held(
            UUID id,
            String planHash,
            String guard,
            String scope,
            List<Operation> operations,
            long estimateSeconds,
            Instant expiresAt) {
        public Held {
            operations = List.copyOf(operations);
        }
    }

    /** {@code expiresAt} is when it can no longer be used. */
    record Approval(UUID id, String planHash, String guard, String scope, String by, Instant at, Instant expiresAt) {}

    /** What the last plan held, and nothing else. What was held before keeps its id, and its time until that is over. */
    void replace(ConnectedAccount account, List<Held> held);

    /** In the order of guards and scopes. */
    List<Held> list(ConnectedAccount account);

    /** How many operations are held. */
    int count(ConnectedAccount account);

    /**
     * Agrees to exactly this plan, once.
     *
     * @throws dev.devledger.domain.shared.Rejection where nothing is held under this hash, or no longer
     */
    Approval approve(ConnectedAccount account, String planHash, String by);

    /** Whether somebody agreed to it within the last hour; uses the approval up. */
    boolean takeApproval(ConnectedAccount account, String planHash);

    /** Notes what the sync has deleted on either side; an entity counts once in a scope, at its newest time. */
    void noteDeletes(ConnectedAccount account, String scope, Collection<EntityRef> entities, Instant at);

    /** How many entities were deleted since then, by scope. */
    Map<String, Integer> deletesSince(ConnectedAccount account, Instant since);
}
