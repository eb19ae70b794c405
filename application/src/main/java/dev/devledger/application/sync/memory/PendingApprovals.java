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
 * What a guard holds until a person agrees, and what a person has agreed to (docs/sync-design.md, section 7). Plain
 * rows, never events.
 */
public interface PendingApprovals {
    /** How long an approval can be used. */
    Duration APPROVAL = Duration.ofHours(1);

    /** The guard of an account that is linked for the first time: all of its plan waits. */
    String FIRST_LINK = "first-link";

    /** The scope of time entries, which are in no list: what is held of it only a look at time lets go. */
    String TIME = "time";

    /**
     * @param entity null for what the ledger does not have yet
     * @param remoteId of an unlinked remote object; null where there is none
     * @param name of that object, as the service shows it; null where there is none
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

    static Rejection changed() {
        return Rejection.of(
                Rejection.Code.CONFLICT_STATE,
                "No plan with this planHash waits any more: the plan has changed, or has expired. Run a sync cycle,"
                        + " then look again. GET /api/sync/approvals lists the plans that wait.");
    }

    /** Something to be done; {@code target} is the entity, or the remote object where there is none. */
    record Write(String action, String target) {}

    /** That it may be done, once, until then. */
    record Agreement(Write write, String planHash, Instant until) {}

    /**
     * Whether somebody agreed to it within the last hour. That uses the approval up, and keeps which writes were agreed to,
     * both or none.
     */
    boolean takeApproval(ConnectedAccount account, String planHash, Collection<Write> writes, Instant until);

    /** What was agreed to and is not done, as far as anybody knows. */
    List<Agreement> agreed(ConnectedAccount account);

    /** They were done, or are about to be. */
    void done(ConnectedAccount account, Collection<Write> writes);

    /** A person does not want these objects of the remote in the ledger. */
    void leaveOut(ConnectedAccount account, Collection<String> remoteIds);

    /** All that are left out so. */
    Set<String> leftOut(ConnectedAccount account);
}
