package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.ExistenceDecision;
import dev.devledger.domain.sync.existence.ExistenceDecision.ExistenceRule;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.Set;

/** Plans the remote writes of the narrow part of the cycle. */
record PushPlanner(PlanContext context) {
    void plan(EntityRef entity) {
        DesiredObject wanted = context.wanted(entity);
        SyncLink link = context.link(entity);
        if (wanted == null || context.frozen().isAsWhole(entity) || entity.holdsCards()) {
            return;
        }
        RemoteState remote = link instanceof SyncLink.None ? RemoteState.NONE : RemoteState.UNKNOWN;
        ExistenceDecision decided = context.table().decide(link, LocalState.of(wanted), remote);
        switch (decided.action()) {
            case CREATE -> push(entity, Planned.Pushed.Action.CREATE, decided);
            case FETCH -> fetched(entity, link, wanted, decided);
            case RELEASE -> push(entity, Planned.Pushed.Action.DETACH, decided);
            default -> {}
        }
    }

    /** Plans the remote write that is expected after a read of the object alone; the object as read then decides. */
    private void fetched(EntityRef entity, SyncLink link, DesiredObject wanted, ExistenceDecision decided) {
        switch (wanted) {
            case DesiredObject.Present present when link instanceof SyncLink.Linked linked -> changed(entity, linked);
            case DesiredObject.Present present
            when link instanceof SyncLink.Closed -> push(entity, Planned.Pushed.Action.CREATE, decided);
            case DesiredObject.Gone gone
            when link instanceof SyncLink.Linked -> push(entity, Planned.Pushed.Action.DELETE, decided);
            case DesiredObject.Replaced replaced
            when link instanceof SyncLink.Linked -> push(entity, Planned.Pushed.Action.REPLACE, decided);
            default -> {} // a write under way needs no plan
        }
    }

    private void push(EntityRef entity, Planned.Pushed.Action action, ExistenceDecision decided) {
        RemoteRef remote = context.link(entity) instanceof SyncLink.Linked linked ? linked.remote() : null;
        context.add(
                new Planned.Pushed(entity, action, remote, context.local().above(entity), Set.of(), decided.rule()));
    }

    private void changed(EntityRef entity, SyncLink.Linked linked) {
        CanonicalContent local = context.local().content(entity);
        CanonicalContent base = context.compared(entity, linked).base();
        Set<Field> fields =
                local == null ? Set.of() : CanonicalChanges.between(base, local).fields();
        if (!fields.isEmpty()) {
            context.add(new Planned.Pushed(
                    entity,
                    Planned.Pushed.Action.UPDATE,
                    linked.remote(),
                    context.local().above(entity),
                    fields,
                    ExistenceRule.ON_BOTH_SIDES));
        }
    }
}
