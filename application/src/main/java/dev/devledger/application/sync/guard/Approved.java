package dev.devledger.application.sync.guard;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.domain.sync.guard.Guards;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person has let go and is not done yet. Each of it may be done once, until the approval would have ended: a long
 * row of deletes is more than the budget lets through in one cycle, and nobody is asked again for what is left of it,
 * whichever node goes on with it.
 */
final class Approved {
    private final ConnectedAccount account;
    private final PendingApprovals holds;
    private final Clock clock;
    /** As it was stored when it was last asked for. */
    private @Nullable Map<PendingApprovals.Write, PendingApprovals.Agreement> known;

    Approved(ConnectedAccount account, PendingApprovals holds, Clock clock) {
        this.account = account;
        this.holds = holds;
        this.clock = clock;
    }

    /** Whether a person has agreed to this plan, which lets these of its writes go. */
    boolean take(String planHash, Collection<PendingApprovals.Write> writes) {
        Instant until = clock.instant().plus(PendingApprovals.APPROVAL);
        boolean taken = holds.takeApproval(account, planHash, writes, until);
        if (taken) {
            known = null;
        }
        return taken;
    }

    boolean covers(PendingApprovals.Write write) {
        return planHash(write).isPresent();
    }

    boolean covers(CycleGuards.Write write) {
        return covers(of(write.kind(), write.target()));
    }

    boolean coversAny(String action) {
        return all().keySet().stream().anyMatch(write -> write.action().equals(action) && covers(write));
    }

    /** What such an action was agreed to for, also where that was so long ago that it is to be asked again. */
    Set<String> targets(String action) {
        return all().keySet().stream()
                .filter(write -> write.action().equals(action))
                .map(PendingApprovals.Write::target)
                .collect(Collectors.toSet());
    }

    /** The plan in which a person has agreed to it. */
    Optional<String> planHash(PendingApprovals.Write write) {
        PendingApprovals.Agreement agreement = all().get(write);
        return agreement == null || !clock.instant().isBefore(agreement.until())
                ? Optional.empty()
                : Optional.of(agreement.planHash());
    }

    /** Not to be done for a second time. */
    void done(Collection<PendingApprovals.Write> writes) {
        List<PendingApprovals.Write> agreed =
                writes.stream().filter(all()::containsKey).toList();
        if (!agreed.isEmpty()) {
            holds.done(account, agreed);
            known = null;
        }
    }

    static PendingApprovals.Write of(Guards.Kind kind, String target) {
        return new PendingApprovals.Write(CycleGuards.word(kind), target);
    }

    private Map<PendingApprovals.Write, PendingApprovals.Agreement> all() {
        if (known == null) {
            Map<PendingApprovals.Write, PendingApprovals.Agreement> stored = new HashMap<>();
            holds.agreed(account).forEach(each -> stored.put(each.write(), each));
            known = stored;
        }
        return known;
    }
}
