package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.simulation.Steps;
import java.util.List;

class MemoryPendingWorkTest extends PendingWorkContract {
    @Override
    protected PendingWork work() {
        return new MemoryPendingWork(new Steps(), project -> List.of());
    }
}
