package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import org.jspecify.annotations.Nullable;

/** Edits of what the ledger has, each of it as it is at the version that the plan has seen. */
final class PulledEdits {
    private final LedgerPorts ledger;
    private final TouchedEntities known;
    /** Whether something was moved here, and what is below it along with it. */
    private boolean moved;

    PulledEdits(LedgerPorts ledger, TouchedEntities known) {
        this.ledger = ledger;
        this.known = known;
    }

    void send(
            ChangeSet changes, EntityRef entity, long version, CanonicalChanges pull, Planned.@Nullable Place moveTo) {
        if (pull.isEmpty()) {
            return;
        }
        if (entity.kind() != EntityRef.Kind.TASK) {
            LedgerEdits.of(known.project(entity), pull).send(changes, ledger.projects(), version);
        } else if (moveTo == null) {
            LedgerEdits.of(known.task(entity), pull).send(changes, ledger.tasks(), version);
        } else {
            // What it was below may have moved before it, and taken it along: its version says nothing then.
            LedgerEdits.of(known.taskNow(entity), pull).send(changes, ledger.tasks(), moved ? null : version);
            move(changes, entity, moveTo);
        }
    }

    private void move(ChangeSet changes, EntityRef task, Planned.Place to) {
        String parent = to.parent() == null ? null : to.parent().id().toString();
        ledger.tasks().move(changes, task.id().toString(), to.project().id().toString(), parent, null);
        known.moved();
        moved = true;
    }
}
