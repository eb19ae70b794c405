package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.application.sync.connector.RemoteTasksContract;
import dev.devledger.application.sync.simulation.Steps;
import org.junit.jupiter.api.Nested;

/** The service in memory is one, of each nature. */
class MemoryRemoteTest {
    abstract static class Of extends RemoteTasksContract {
        private final MemoryRemote remote;

        Of(Capabilities capabilities) {
            remote = new MemoryRemote(new SteppingClock(), new Steps(), new Nature(capabilities, false));
        }

        @Override
        protected RemoteTasks remote() {
            return remote;
        }

        @Override
        protected Capabilities capabilities() {
            return remote.nature().capabilities();
        }
    }

    @Nested
    class TickTick extends Of {
        TickTick() {
            super(Nature.TICKTICK.capabilities());
        }
    }

    @Nested
    class Plain extends Of {
        Plain() {
            super(Nature.PLAIN.capabilities());
        }
    }
}
