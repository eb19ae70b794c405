package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import java.util.LinkedHashMap;
import java.util.Map;

final class MemoryDoubts implements Doubts {
    private final Steps steps;
    private Map<EntityRef, Doubt> doubts = Map.of();
    private int writes;

    MemoryDoubts(Steps steps) {
        this.steps = steps;
    }

    /** How often anything was written. */
    int writes() {
        return writes;
    }

    @Override
    public Map<EntityRef, Doubt> all(ConnectedAccount account) {
        return new LinkedHashMap<>(doubts);
    }

    @Override
    public void keep(ConnectedAccount account, Map<EntityRef, Doubt> before, Map<EntityRef, Doubt> now) {
        if (!now.equals(before)) {
            steps.before("the doubts");
            writes++;
            doubts = Map.copyOf(now);
        }
    }
}
