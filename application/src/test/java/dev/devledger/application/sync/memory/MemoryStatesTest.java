package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.simulation.Steps;

class MemoryStatesTest extends ConnectorStatesContract {
    @Override
    protected ConnectorStates states() {
        return new MemoryStates(new Steps());
    }
}
