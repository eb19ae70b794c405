package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.Set;

/** What was changed here after both had finished it is in no list (E17), and may have been changed there as well. */
record FinishedPlans(PlanContext context, SeenPlans seen, AbsentPlans absent) {
    void plan(EntityRef entity) {
        Wanted wanted = context.wanted(entity);
        if (wanted != null
                && context.link(entity) instanceof SyncLink.Linked linked
                && isUnseen(entity, linked)
                && context.action(linked, LocalState.of(wanted), RemoteState.NOT_EXPECTED) == Action.FETCH) {
            look(entity, linked, wanted);
        }
    }

    private boolean isUnseen(EntityRef entity, SyncLink.Linked linked) {
        String list = linked.remote().list();
        return !context.draft().isDecided(entity)
                && !context.observed().isSeen(entity)
                && !context.observed().cannotBeRead(entity)
                && entity.kind() != Kind.LIST
                && !linked.wasOpen()
                && (context.snapshot().provesAbsence(list) || context.isUnlisted(list));
    }

    private void look(EntityRef entity, SyncLink.Linked linked, Wanted wanted) {
        boolean listGone = context.snapshot().gone().contains(linked.remote().list());
        RemoteLookups.Found found = context.lookUps().ask(linked.remote(), listGone);
        RemoteTask task = found.task();
        if (task == null) {
            notFound(entity, linked, wanted, found);
        } else if (!found.elsewhere() && task.content().status() == RemoteStatus.OPEN && wanted.leaves()) {
            absent.absent(entity); // its list should show it then
        } else if (found.elsewhere() || !isTurnedBack(entity, task)) { // a deleted one answers by its id alone
            seen.found(entity, task, found.elsewhere());
        }
    }

    /** Nobody can be asked about what no list shows where it is by now; and whoever has moved it there works with it. */
    private void notFound(EntityRef entity, SyncLink.Linked linked, Wanted wanted, RemoteLookups.Found found) {
        RemoteState state = AbsentPlans.stateOf(found, false);
        boolean leaves = context.action(linked, LocalState.of(wanted), state) == Action.LEAVE_SCOPE;
        if (leaves && !(wanted instanceof Wanted.Present)) { // a change of ours is told as refused
            context.decide(new Planned.OutOfScope(entity, linked.remote().id(), AbsentPlans.NOT_SEEN));
        }
    }

    /** It took what was written here, and does not hold it: it is deleted, as far as anybody can tell. */
    private boolean isTurnedBack(EntityRef entity, RemoteTask task) {
        if (context.tellsDeleted() || !(context.links().withWholePast(entity) instanceof SyncLink.Linked stored)) {
            return false;
        }
        SyncLink.Linked whole = context.compared(entity, stored);
        Canonical there = context.compared(entity, task);
        Set<Field> apart = Reconciliation.changesOfOthers(whole, there);
        return !apart.isEmpty() && Reconciliation.oldViews(whole, there).containsAll(apart);
    }
}
