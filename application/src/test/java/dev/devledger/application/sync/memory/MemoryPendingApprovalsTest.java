package dev.devledger.application.sync.memory;

import java.time.Duration;

class MemoryPendingApprovalsTest extends PendingApprovalsContract {
    private final SteppingClock clock = new SteppingClock();

    @Override
    protected PendingApprovals holds() {
        return new MemoryPendingApprovals(clock);
    }

    @Override
    protected void age(Duration time) {
        clock.forward(time);
    }
}
