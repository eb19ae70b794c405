package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.memory.Cycles.PendingHints;
import dev.devledger.application.sync.simulation.Steps;

class MemoryPendingHintsTest extends PendingHintsContract {
    @Override
    protected PendingHints hints() {
        return new MemoryPendingHints(new Steps());
    }
}
