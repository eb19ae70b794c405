package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.memory.Cycles.Lease;
import dev.devledger.application.sync.simulation.Steps;
import java.time.Duration;

class MemoryLeaseTest extends LeaseContract {
    private final SteppingClock clock = new SteppingClock();

    @Override
    protected Lease lease() {
        return new MemoryLease(clock, new Steps());
    }

    @Override
    protected void pass(Duration time) {
        clock.forward(time);
    }
}
