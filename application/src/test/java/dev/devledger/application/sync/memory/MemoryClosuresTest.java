package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.memory.LinkBook.ListClosures;
import dev.devledger.application.sync.simulation.Steps;

class MemoryClosuresTest extends ClosuresContract {
    @Override
    protected ListClosures closures() {
        return new MemoryClosures(new Steps());
    }
}
