package dev.devledger.application.sync.memory;

import java.time.Duration;

class MemoryHoldsTest extends PendingApprovalsContract {
    private final SteppingClock clock = new SteppingClock();

    @Override
    protected PendingApprovals holds() {
        return new MemoryHolds(clock);
    }

    @Override
    protected void age(Duration time) {
        clock.forward(time);
    }
}
