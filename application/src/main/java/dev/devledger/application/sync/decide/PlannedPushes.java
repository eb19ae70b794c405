package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.local.LedgerViews;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.plan.LocalContent;
import dev.devledger.application.sync.plan.PlanDraft;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.KnownLinks;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.existence.Existence;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.CardWords;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.Set;

/** What the narrow part of the cycle is going to do there. */
final class PlannedPushes {
    private final KnownLinks links;
    private final LedgerViews sides;
    private final LocalContent here;
    private final OpenConflicts frozen;
    private final ExistenceTable table;
    private final PlanDraft draft;

    PlannedPushes(
            KnownLinks links,
            LedgerViews sides,
            LocalContent here,
            OpenConflicts frozen,
            ExistenceTable table,
            PlanDraft draft) {
        this.table = table;
        this.links = links;
        this.sides = sides;
        this.here = here;
        this.frozen = frozen;
        this.draft = draft;
    }

    void plan(EntityRef entity) {
        Wanted wanted = sides.wanted(entity);
        SyncLink link = links.link(entity);
        if (wanted == null || frozen.isAsWhole(entity) || entity.holdsCards()) {
            return;
        }
        RemoteState remote = link instanceof SyncLink.None ? RemoteState.NONE : RemoteState.UNKNOWN;
        Existence decided = table.decide(link, LocalState.of(wanted), remote);
        switch (decided.action()) {
            case CREATE -> push(entity, "create", decided);
            case FETCH -> fetched(entity, link, wanted, decided);
            case RELEASE -> push(entity, "detach", decided);
            default -> {}
        }
    }

    /** What is found then decides; told is what is to come of it. */
    private void fetched(EntityRef entity, SyncLink link, Wanted wanted, Existence decided) {
        switch (wanted) {
            case Wanted.Present present when link instanceof SyncLink.Linked linked -> changed(entity, linked);
            case Wanted.Present present when link instanceof SyncLink.Closed -> push(entity, "create", decided);
            case Wanted.Gone gone when link instanceof SyncLink.Linked -> push(entity, "delete", decided);
            case Wanted.Replaced replaced when link instanceof SyncLink.Linked -> push(entity, "replace", decided);
            default -> {} // what is on its way is no news
        }
    }

    private void push(EntityRef entity, String action, Existence decided) {
        RemoteRef remote = links.link(entity) instanceof SyncLink.Linked linked ? linked.remote() : null;
        draft.add(new Planned.Pushed(entity, action, remote, here.above(entity), Set.of(), decided.rule()));
    }

    private void changed(EntityRef entity, SyncLink.Linked linked) {
        Canonical local = here.content(entity);
        Canonical base = CardWords.compared(entity.kind(), linked).base();
        Set<Field> fields =
                local == null ? Set.of() : CanonicalChanges.between(base, local).fields();
        if (!fields.isEmpty()) {
            draft.add(new Planned.Pushed(entity, "update", linked.remote(), here.above(entity), fields, "F3"));
        }
    }
}
