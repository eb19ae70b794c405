package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.Collection;

/** Copies that a late create has made and that were reported: one that is gone by itself is no question any more. */
record LateDuplicates(PlanContext context) {
    void plan(Collection<EntityRef> entities) {
        entities.forEach(this::plan);
    }

    private void plan(EntityRef entity) {
        for (ConflictBook.Standing each : context.frozen().of(entity)) {
            if (each.dispute() instanceof Dispute.Duplicate copy
                    && context.snapshot().provesAbsence(copy.object().list())
                    && context.snapshot().task(copy.object().id()) == null) {
                context.add(new Planned.Withdrawn(entity, each, "the copy no longer exists in " + context.title()));
            }
        }
    }
}
