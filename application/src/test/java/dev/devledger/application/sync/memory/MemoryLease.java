package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.Cycles.Lease;
import dev.devledger.application.sync.simulation.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A lease with one holder at a time; the lease of a holder that died has to run out. */
public final class MemoryLease implements Lease {
    private final SteppingClock clock;
    private final Steps steps;
    private long fences;
    private long holder;
    private Instant until = Instant.EPOCH;
    private int renewals = Integer.MAX_VALUE;

    public MemoryLease(SteppingClock clock, Steps steps) {
        this.clock = clock;
        this.steps = steps;
    }

    /** True if a node holds the lease, so that a cycle of it may be running. */
    public boolean isHeld() {
        return until.isAfter(clock.instant());
    }

    /** Lets the lease run out: a node that holds it while no cycle runs has died. */
    public void waitForTheDead() {
        clock.forwardTo(until);
    }

    /** Lets another node take the lease over after this number of renewals. */
    public void lostAfter(int renewalsLeft) {
        renewals = renewalsLeft;
    }

    @Override
    public Optional<Grant> acquire(ConnectedAccount of, Duration length) {
        if (isHeld()) {
            return Optional.empty();
        }
        holder = ++fences;
        until = clock.instant().plus(length);
        return Optional.of(new Grant(holder));
    }

    @Override
    public boolean renew(ConnectedAccount of, Grant grant, Duration length) {
        if (renewals-- == 0) {
            holder = ++fences;
            renewals = Integer.MAX_VALUE;
            until = Instant.EPOCH;
        }
        if (grant.fence() != holder || !isHeld()) {
            return false;
        }
        until = clock.instant().plus(length);
        return true;
    }

    @Override
    public void release(ConnectedAccount of, Grant grant) {
        steps.before("the release of the lease");
        if (grant.fence() == holder) {
            until = Instant.EPOCH;
        }
    }
}
