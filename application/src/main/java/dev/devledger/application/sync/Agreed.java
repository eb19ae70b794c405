package dev.devledger.application.sync;

import dev.devledger.domain.sync.Guards;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person has let go and is not done yet. Each of it may be done once, until the approval would have ended: a long
 * row of deletes is more than the budget lets through in one cycle, and nobody is asked again for what is left of it,
 * whichever node goes on with it.
 */
final class Agreed {
    private final ConnectedAccount account;
    private final Holds holds;
    private final Clock clock;
    /** As it was stored when it was last asked for. */
    private @Nullable Map<Holds.Write, Holds.Agreement> known;

    Agreed(ConnectedAccount account, Holds holds, Clock clock) {
        this.account = account;
        this.holds = holds;
        this.clock = clock;
    }

    /** Whether a person has agreed to this plan, which lets these of its writes go. */
    boolean take(String planHash, Collection<Holds.Write> writes) {
        Instant until = clock.instant().plus(Holds.APPROVAL);
        boolean taken = holds.takeApproval(account, planHash, writes, until);
        if (taken) {
            known = null;
        }
        return taken;
    }

    boolean covers(Holds.Write write) {
        return planHash(write).isPresent();
    }

    boolean covers(CycleGuards.Write write) {
        return covers(of(write.kind(), write.target()));
    }

    /** The plan in which a person has agreed to it. */
    Optional<String> planHash(Holds.Write write) {
        Holds.Agreement agreement = all().get(write);
        return agreement == null || !clock.instant().isBefore(agreement.until())
                ? Optional.empty()
                : Optional.of(agreement.planHash());
    }

    /** Not to be done for a second time. */
    void done(Collection<Holds.Write> writes) {
        List<Holds.Write> agreed = writes.stream().filter(all()::containsKey).toList();
        if (!agreed.isEmpty()) {
            holds.done(account, agreed);
            known = null;
        }
    }

    static Holds.Write of(Guards.Kind kind, String target) {
        return new Holds.Write(CycleGuards.word(kind), target);
    }

    private Map<Holds.Write, Holds.Agreement> all() {
        if (known == null) {
            Map<Holds.Write, Holds.Agreement> stored = new HashMap<>();
            holds.agreed(account).forEach(each -> stored.put(each.write(), each));
            known = stored;
        }
        return known;
    }
}
