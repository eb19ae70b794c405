package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.domain.sync.existence.ExistenceDecision;

/** Receives the events of this node's cycles, for monitoring. Neither fails nor waits. */
public interface SyncMeters {

    /** Reports a decision on an entity or object; several times in a cycle as more facts become known. */
    default void decided(ExistenceDecision decided) {}

    /** Reports the outcome of one call of {@link RemoteTasks}. */
    void answered(RemoteAnswer<?> answer);

    /** Reports a recorded cycle. */
    void over(Cycles.Cycle cycle);

    SyncMeters NONE = new SyncMeters() {
        @Override
        public void answered(RemoteAnswer<?> answer) {}

        @Override
        public void over(Cycles.Cycle cycle) {}
    };
}
