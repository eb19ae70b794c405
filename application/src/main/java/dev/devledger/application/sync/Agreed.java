package dev.devledger.application.sync;

import dev.devledger.domain.sync.Guards;
import dev.devledger.domain.sync.Hold;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What a person has let go and is not done yet. Each of it may be done once, until the approval would have ended: a long
 * row of deletes is more than the budget lets through in one cycle, and nobody is asked again for what is left of it. Not
 * kept: after a restart the rest is held anew.
 */
final class Agreed {
    private record Write(Guards.Kind kind, String target) {}

    private final Clock clock;
    private final Map<Write, Instant> until = new HashMap<>();

    Agreed(Clock clock) {
        this.clock = clock;
    }

    void to(Hold hold) {
        Instant end = clock.instant().plus(Holds.APPROVAL);
        hold.operations().forEach(each -> until.put(new Write(each.kind(), each.target()), end));
    }

    void to(CycleGuards.Write write) {
        until.put(new Write(write.kind(), write.target()), clock.instant().plus(Holds.APPROVAL));
    }

    boolean covers(CycleGuards.Write write) {
        Instant end = until.get(new Write(write.kind(), write.target()));
        return end != null && clock.instant().isBefore(end);
    }

    void done(Guards.Kind kind, String target) {
        until.remove(new Write(kind, target));
    }
}
