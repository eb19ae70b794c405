package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.domain.sync.existence.Existence;

/** Told of what happens in the cycles of this node, for who watches it from outside. Neither fails nor waits. */
public interface SyncMeters {

    /** What was decided of one entity or object; in a cycle of one a few times, as more gets known of it. */
    default void decided(Existence decided) {}

    /** What became of one call of {@link RemoteTasks}. */
    void answered(RemoteAnswer<?> answer);

    /** A cycle is on record. */
    void over(Cycles.Cycle cycle);

    SyncMeters NONE = new SyncMeters() {
        @Override
        public void answered(RemoteAnswer<?> answer) {}

        @Override
        public void over(Cycles.Cycle cycle) {}
    };
}
