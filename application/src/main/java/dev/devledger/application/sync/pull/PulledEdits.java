package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/** Edits of what the ledger has, each of it as it is at the version that the plan has seen. */
final class PulledEdits {
    private final PullLedger pulled;
    private final LedgerPorts ledger;
    private final TouchedEntities known;
    /** Whether something was moved here, and what is below it along with it. */
    private boolean moved;

    PulledEdits(PullLedger pulled, TouchedEntities known) {
        this.pulled = pulled;
        this.ledger = pulled.into();
        this.known = known;
    }

    /** Answers what of it the ledger has taken. */
    NearestContent send(
            ChangeSet changes,
            EntityRef entity,
            long version,
            CanonicalChanges pulled,
            Planned.@Nullable Place moveTo) {
        NearestContent nearest = new NearestContent(entity.kind(), pulled);
        if (!pulled.isEmpty()) {
            Planned.Place place = moveTo == null ? null : new RoomBelow(this.pulled, known).of(entity, moveTo, nearest);
            edit(changes, entity, version, pulled.and(nearest.forms()), place);
        }
        return nearest;
    }

    private void edit(
            ChangeSet changes, EntityRef entity, long version, CanonicalChanges pull, Planned.@Nullable Place moveTo) {
        if (entity.kind() != EntityRef.Kind.TASK) {
            LedgerEdits.of(known.project(entity), pull).send(changes, ledger.projects(), version);
        } else if (moveTo == null) {
            edits(changes, known.task(entity), pull).send(changes, ledger.tasks(), version);
        } else {
            // What it was below may have moved before it, and taken it along: its version says nothing then.
            edits(changes, known.taskNow(entity), pull).send(changes, ledger.tasks(), moved ? null : version);
            move(changes, entity, moveTo);
        }
    }

    /** What was opened again there stands where it says; what the ledger knew of it before it had ended says nothing. */
    private LedgerEdits.OfTask edits(ChangeSet changes, TaskView now, CanonicalChanges pull) {
        boolean opened = pull.status() != null && now.status() != TaskStatus.OPEN;
        CanonicalChanges all = opened && now.stage() != null && pull.stage() == null && pulled.hasStages()
                ? CanonicalChanges.ofStage(new Change<>(now.stage(), null)).and(pull)
                : pull;
        return LedgerEdits.of(now, all, pulled.words().starts(), pulled.assigned(changes)::after);
    }

    private void move(ChangeSet changes, EntityRef task, Planned.Place to) {
        String parent = to.parent() == null ? null : to.parent().id().toString();
        ledger.tasks().move(changes, task.id().toString(), to.project().id().toString(), parent, null);
        known.moved();
        moved = true;
    }
}
