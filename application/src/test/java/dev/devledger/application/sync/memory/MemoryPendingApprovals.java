package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Holds and approvals in memory; an approval lasts as long as in the real store. */
public final class MemoryPendingApprovals implements PendingApprovals {
    private final Clock clock;
    private final Map<String, Approval> approvals = new HashMap<>();
    private final Map<Write, WritePermission> agreed = new HashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private List<PendingPlan> held = List.of();

    public MemoryPendingApprovals(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void replace(ConnectedAccount account, List<PendingPlan> now) {
        held = now.stream()
                .map(this::asBefore)
                .sorted(Comparator.comparing(PendingPlan::guard).thenComparing(PendingPlan::scope))
                .toList();
    }

    private PendingPlan asBefore(PendingPlan now) {
        return held.stream()
                .filter(each -> each.planHash().equals(now.planHash()))
                .findFirst()
                .map(before -> new PendingPlan(
                        before.id(),
                        now.planHash(),
                        now.guard(),
                        now.scope(),
                        now.operations(),
                        now.estimateSeconds(),
                        isOver(before.expiresAt()) ? now.expiresAt() : before.expiresAt()))
                .orElse(now);
    }

    private boolean isOver(Instant end) {
        return !end.isAfter(clock.instant());
    }

    @Override
    public List<PendingPlan> list(ConnectedAccount account) {
        return held;
    }

    @Override
    public int count(ConnectedAccount account) {
        return held.stream().mapToInt(each -> each.operations().size()).sum();
    }

    @Override
    public Approval approve(ConnectedAccount account, String planHash, String by) {
        PendingPlan found = held.stream()
                .filter(each -> each.planHash().equals(planHash) && !isOver(each.expiresAt()))
                .findFirst()
                .orElseThrow(() -> Rejection.of(Rejection.Code.CONFLICT_STATE, "nothing is held under this hash"));
        Approval before = approvals.get(planHash);
        Instant now = clock.instant();
        Approval approval = new Approval(
                before == null || isOver(before.expiresAt()) ? UUID.randomUUID() : before.id(),
                planHash,
                found.guard(),
                found.scope(),
                by,
                now,
                now.plus(APPROVAL));
        approvals.put(planHash, approval);
        return approval;
    }

    @Override
    public boolean takeApproval(ConnectedAccount account, String planHash, Collection<Write> writes, Instant until) {
        Approval approval = approvals.remove(planHash);
        boolean taken = approval != null && !isOver(approval.expiresAt());
        if (taken) {
            writes.forEach(each -> agreed.put(each, new WritePermission(each, planHash, until)));
        }
        return taken;
    }

    @Override
    public void leaveOut(ConnectedAccount account, Collection<String> remoteIds) {
        leftOut.addAll(remoteIds);
    }

    @Override
    public Set<String> leftOut(ConnectedAccount account) {
        return Set.copyOf(leftOut);
    }

    @Override
    public List<WritePermission> agreed(ConnectedAccount account) {
        return List.copyOf(agreed.values());
    }

    @Override
    public void done(ConnectedAccount account, Collection<Write> writes) {
        writes.forEach(agreed::remove);
    }
}
