package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.application.sync.simulation.Steps;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.LinkedHashMap;
import java.util.Map;

public final class MemorySuspectedAbsences implements SuspectedAbsences {
    private final Steps steps;
    private Map<EntityRef, Suspicion> doubts = Map.of();
    private int writes;

    public MemorySuspectedAbsences(Steps steps) {
        this.steps = steps;
    }

    /** Returns the number of writes. */
    public int writes() {
        return writes;
    }

    @Override
    public Map<EntityRef, Suspicion> all(ConnectedAccount account) {
        return new LinkedHashMap<>(doubts);
    }

    @Override
    public void keep(ConnectedAccount account, Map<EntityRef, Suspicion> before, Map<EntityRef, Suspicion> now) {
        if (!now.equals(before)) {
            steps.before("the doubts");
            writes++;
            doubts = Map.copyOf(now);
        }
    }
}
