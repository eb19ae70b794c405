package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.plan.PlanDraft;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.Collection;

/** Copies that a late create has made and that were reported: one that is gone by itself is no question any more. */
final class LateDuplicates {
    private final Snapshot snapshot;
    private final OpenConflicts frozen;
    private final PlanDraft draft;

    LateDuplicates(Snapshot snapshot, OpenConflicts frozen, PlanDraft draft) {
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
                draft.add(new Planned.Withdrawn(
                        entity, SettledQuestions.row(copy), each.id(), "the copy no longer exists in TickTick"));
            }
        }
    }
}
