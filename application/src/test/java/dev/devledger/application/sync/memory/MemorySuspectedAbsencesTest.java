package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.application.sync.simulation.Steps;

class MemorySuspectedAbsencesTest extends SuspectedAbsencesContract {
    @Override
    protected SuspectedAbsences doubts() {
        return new MemorySuspectedAbsences(new Steps());
    }
}
