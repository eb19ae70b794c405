package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Holds and approvals in memory; an approval lasts as long as the real one. */
public final class MemoryHolds implements PendingApprovals {
    private final Clock clock;
    private final Map<String, Instant> approvals = new HashMap<>();
    private final Map<Write, Agreement> agreed = new HashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private List<Held> held = List.of();

    public MemoryHolds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void replace(ConnectedAccount account, List<Held> now) {
        held = List.copyOf(now);
    }

    @Override
    public List<Held> list(ConnectedAccount account) {
        return held;
    }

    @Override
    public int count(ConnectedAccount account) {
        return held.stream().mapToInt(each -> each.operations().size()).sum();
    }

    @Override
    public Approval approve(ConnectedAccount account, String planHash, String by) {
        Held found = held.stream()
                .filter(each -> each.planHash().equals(planHash))
                .findFirst()
                .orElseThrow(() -> Rejection.of(Rejection.Code.CONFLICT_STATE, "nothing is held under this hash"));
        approvals.put(planHash, clock.instant());
        return new Approval(
                UUID.randomUUID(),
                planHash,
                found.guard(),
                found.scope(),
                by,
                clock.instant(),
                clock.instant().plus(APPROVAL));
    }

    @Override
    public boolean takeApproval(ConnectedAccount account, String planHash, Collection<Write> writes, Instant until) {
        Instant at = approvals.remove(planHash);
        boolean taken = at != null && at.plus(APPROVAL).isAfter(clock.instant());
        if (taken) {
            writes.forEach(each -> agreed.put(each, new Agreement(each, planHash, until)));
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
    public List<Agreement> agreed(ConnectedAccount account) {
        return List.copyOf(agreed.values());
    }

    @Override
    public void done(ConnectedAccount account, Collection<Write> writes) {
        writes.forEach(agreed::remove);
    }
}
