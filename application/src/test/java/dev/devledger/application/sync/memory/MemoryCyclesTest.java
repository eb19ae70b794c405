package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.simulation.Steps;
import java.util.ArrayList;

class MemoryCyclesTest extends CyclesContract {
    @Override
    protected Cycles cycles() {
        return new MemoryCycles(new Steps(), new ArrayList<>());
    }
}
