package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.simulation.Steps;
import java.util.List;

class MemoryWorkTest extends PendingWorkContract {
    @Override
    protected PendingWork work() {
        return new MemoryWork(new Steps(), project -> List.of());
    }
}
