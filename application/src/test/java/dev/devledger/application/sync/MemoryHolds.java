package dev.devledger.application.sync;

import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.EntityRef;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Holds and approvals in memory; an approval lasts as long as the real one. */
final class MemoryHolds implements Holds {
    private record Deleted(String scope, EntityRef entity, Instant at) {}

    private final Clock clock;
    private final Map<String, Instant> approvals = new HashMap<>();
    private final List<Deleted> deletes = new ArrayList<>();
    private List<Held> held = List.of();

    MemoryHolds(Clock clock) {
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
    public boolean takeApproval(ConnectedAccount account, String planHash) {
        Instant at = approvals.remove(planHash);
        return at != null && at.plus(APPROVAL).isAfter(clock.instant());
    }

    @Override
    public void noteDeletes(ConnectedAccount account, String scope, Collection<EntityRef> entities, Instant at) {
        entities.forEach(each -> {
            deletes.removeIf(
                    before -> before.scope().equals(scope) && before.entity().equals(each));
            deletes.add(new Deleted(scope, each, at));
        });
    }

    @Override
    public Map<String, Integer> deletesSince(ConnectedAccount account, Instant since) {
        Map<String, Integer> counts = new HashMap<>();
        deletes.stream()
                .filter(each -> !each.at().isBefore(since))
                .forEach(each -> counts.merge(each.scope(), 1, Integer::sum));
        return counts;
    }
}
