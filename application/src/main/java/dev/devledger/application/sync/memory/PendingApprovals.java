package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
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
 * The plans that a guard holds until a person agrees, and the approvals (docs/sync-design.md, section 7). Plain rows,
 * never events.
 */
public interface PendingApprovals {
    /** The time for which an approval can be used. */
    Duration APPROVAL = Duration.ofHours(1);

    /** The guard of an account that is linked for the first time: all of its plan waits. */
    String FIRST_LINK = "first-link";

    /** The scope of time entries, which are in no list: only a look at time releases what it holds. */
    String TIME = "time";

    /**
     * @param entity the entity; null if the ledger does not have it yet
     * @param remoteId the unlinked remote object; null if there is none
     * @param name the name of that object in the service; null if there is none
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
     * @param planHash the hash that an approval names; another plan has another one
     * @param expiresAt the time after which it cannot be approved, until a cycle has planned it anew
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

    /** An approval, which can be used until {@code expiresAt}. */
    record Approval(UUID id, String planHash, String guard, String scope, String by, Instant at, Instant expiresAt) {}

    /**
     * Replaces the held plans by those of the last plan. One that was held before keeps its id, and its time until that
     * is over.
     */
    void replace(ConnectedAccount account, List<Held> held);

    /** Returns the held plans, in the order of guards and scopes. */
    List<Held> list(ConnectedAccount account);

    /** Returns the number of held operations. */
    int count(ConnectedAccount account);

    /**
     * Approves exactly this plan, once.
     *
     * @throws dev.devledger.domain.shared.Rejection if nothing is held under this hash, or no longer
     */
    Approval approve(ConnectedAccount account, String planHash, String by);

    static Rejection changed() {
        return Rejection.of(
                Rejection.Code.CONFLICT_STATE,
                "No plan with this planHash waits any more: the plan has changed, or has expired. Run a sync cycle,"
                        + " then look again. GET /api/sync/approvals lists the plans that wait.");
    }

    /** A write to be done; {@code target} is the entity, or the remote object if there is none. */
    record Write(String action, String target) {}

    /** The permission of a write, once, until then. */
    record Agreement(Write write, String planHash, Instant until) {}

    /**
     * True if a user approved it within the last hour. That uses the approval up, and keeps the approved writes, both
     * or none.
     */
    boolean takeApproval(ConnectedAccount account, String planHash, Collection<Write> writes, Instant until);

    /** Returns the approved writes that are not done, as far as is known. */
    List<Agreement> agreed(ConnectedAccount account);

    /** Removes writes that were done, or are about to be. */
    void done(ConnectedAccount account, Collection<Write> writes);

    /** Keeps these remote objects out of the ledger, as a user wants. */
    void leaveOut(ConnectedAccount account, Collection<String> remoteIds);

    /** Returns all remote objects that are kept out so. */
    Set<String> leftOut(ConnectedAccount account);
}
