package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.SuspectedAbsences;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a cycle has read, and what it knows from before.
 *
 * @param doubts of earlier reads
 * @param reads the last complete read of each list before this one
 * @param leftOut what a person wants to be left where it is
 * @param marked entities that may have been changed in the ledger
 * @param putOff those of the marked ones that were tried, and whose next try is not due
 * @param asked whether somebody has asked for all there is
 */
public record PlanInput(
        Snapshot snapshot,
        Map<EntityRef, SuspectedAbsences.Doubt> doubts,
        Map<String, Cycles.Read> reads,
        LeftOut leftOut,
        Set<EntityRef> marked,
        Set<EntityRef> putOff,
        boolean asked) {

    /** The marked ones that the narrow part of the cycle tries. */
    Set<EntityRef> due() {
        Set<EntityRef> due = new LinkedHashSet<>(marked);
        due.removeAll(putOff);
        return due;
    }
}
