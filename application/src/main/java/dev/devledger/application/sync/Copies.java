package dev.devledger.application.sync;

import dev.devledger.domain.sync.Dispute;
import dev.devledger.domain.sync.EntityRef;
import java.util.Collection;

/** Copies that a late create has made and that were reported: one that is gone by itself is no question any more. */
final class Copies {
    private final Snapshot snapshot;
    private final Frozen frozen;
    private final PlanDraft draft;

    Copies(Snapshot snapshot, Frozen frozen, PlanDraft draft) {
        this.snapshot = snapshot;
        this.frozen = frozen;
        this.draft = draft;
    }

    void plan(Collection<EntityRef> entities) {
        entities.forEach(this::plan);
    }

    private void plan(EntityRef entity) {
        for (ConflictBook.Standing each : frozen.of(entity)) {
            if (each.dispute() instanceof Dispute.Duplicate copy
                    && snapshot.provesAbsence(copy.object().list())
                    && snapshot.task(copy.object().id()) == null) {
                draft.add(new Planned.Answered(
                        entity, Questions.row(copy), each.id(), "the copy no longer exists in TickTick"));
            }
        }
    }
}
