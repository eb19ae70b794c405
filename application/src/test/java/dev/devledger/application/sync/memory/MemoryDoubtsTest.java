package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.simulation.Steps;

class MemoryDoubtsTest extends SuspectedAbsencesContract {
    @Override
    protected SuspectedAbsences doubts() {
        return new MemoryDoubts(new Steps());
    }
}
