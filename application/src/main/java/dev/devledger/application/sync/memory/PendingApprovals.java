package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The plans that a guard holds until a person approves them, and the approvals (docs/sync-design.md, section 7). Plain
 * rows, never events.
 */
public interface PendingApprovals {
    /** The time for which an approval can be used. */
    Duration APPROVAL = Duration.ofHours(1);

    /** The guard for an account that is linked for the first time: its whole plan waits. */
    String FIRST_LINK = "first-link";

    /**
     * The scope of time entries, which are in no list. Only a pass over time entries replaces the holds of this scope.
     */
    String TIME = "time";

    /**
     * @param entity the entity; null if the ledger does not have it yet
     * @param remoteId the unlinked remote object; null if there is none
     * @param name the name of the remote object in the service; null if there is none
     */
    record Operation(
            String action,
            @Nullable EntityRef entity,
            @Nullable String remoteId,
            @Nullable String name) {
        public Operation(String action, @Nullable EntityRef entity) {
            this(action, entity, null, null);
        }
    }

    /**
     * @param planHash the hash by which the plan is approved; another plan has another hash
     * @param expiresAt the time after which the plan cannot be approved, until a cycle has planned it again
     */
    record PendingPlan(
            UUID id,
            String planHash,
            String guard,
            String scope,
            List<Operation> operations,
            long estimateSeconds,
            Instant expiresAt) {
        public PendingPlan {
            operations = List.copyOf(operations);
        }
    }

    /** An approval, which can be used until {@code expiresAt}. */
    record Approval(UUID id, String planHash, String guard, String scope, String by, Instant at, Instant expiresAt) {}

    /**
     * Replaces the held plans by the ones of the last plan. A plan that was held before keeps its id, and its time
     * until that is over.
     */
    void replace(ConnectedAccount account, List<PendingPlan> held);

    /** Returns the held plans, in the order of guards and scopes. */
    List<PendingPlan> list(ConnectedAccount account);

    /** Returns the number of held operations. */
    int count(ConnectedAccount account);

    /**
     * Approves exactly this plan, once.
     *
     * @throws dev.devledger.domain.shared.Rejection if no plan with this hash is held, or no longer
     */
    Approval approve(ConnectedAccount account, String planHash, String by);

    static Rejection changed() {
        return Rejection.of(
                Rejection.Code.CONFLICT_STATE,
                "No plan with this planHash waits any more: the plan has changed, or has expired. Run a sync cycle,"
                        + " then look again. GET /api/sync/approvals lists the plans that wait.");
    }

    /** A write to be done; {@code target} is the entity, or the remote object if the ledger has no entity for it. */
    record Write(String action, String target) {}

    /** The permission to do a write once, before {@code until}. */
    record WritePermission(Write write, String planHash, Instant until) {}

    /**
     * Takes a user's approval of the plan from the last hour: uses the approval up and stores the approved writes, both
     * or neither. False if there is none.
     */
    boolean takeApproval(ConnectedAccount account, String planHash, Collection<Write> writes, Instant until);

    /** Returns the approved writes that are not known to be done. */
    List<WritePermission> agreed(ConnectedAccount account);

    /** Removes the permissions of writes that were done, or are about to be. */
    void done(ConnectedAccount account, Collection<Write> writes);

    /** Keeps these remote objects out of the ledger, because a user wants that. */
    void leaveOut(ConnectedAccount account, Collection<String> remoteIds);

    /** Returns all remote objects that a user keeps out of the ledger. */
    Set<String> leftOut(ConnectedAccount account);
}
