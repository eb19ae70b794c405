package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.simulation.Steps;

public final class MemoryStates implements ConnectorStates {
    private final Steps steps;
    private ConnectorState state = ConnectorState.IDLE;
    private final ConnectorMemory memory = ConnectorMemory.ofThisProcess();
    private int writes;

    public MemoryStates(Steps steps) {
        this.steps = steps;
    }

    /** Returns the number of writes. */
    public int writes() {
        return writes;
    }

    @Override
    public ConnectorState get(ConnectedAccount of) {
        return state;
    }

    @Override
    public void set(ConnectedAccount of, ConnectorState now) {
        steps.before("the connector's state");
        writes++;
        state = now;
    }

    @Override
    public ConnectorMemory memory(ConnectedAccount of) {
        return memory;
    }
}
