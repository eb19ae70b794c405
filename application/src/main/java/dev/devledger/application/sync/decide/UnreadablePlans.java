package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.Quarantined;
import dev.devledger.application.sync.plan.PlanDraft;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.KnownLinks;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;

/** What is shown on an entity whose remote object cannot be read, and taken away once it can. */
final class UnreadablePlans {
    private final Snapshot snapshot;
    private final Observed sightings;
    private final KnownLinks links;
    private final PlanDraft draft;

    UnreadablePlans(Snapshot snapshot, Observed sightings, KnownLinks links, PlanDraft draft) {
        this.snapshot = snapshot;
        this.sightings = sightings;
        this.links = links;
        this.draft = draft;
    }

    void plan() {
        snapshot.quarantined().values().forEach(each -> links.owner(each.ref().id())
                .filter(owner -> !links.clash(owner))
                .ifPresent(owner -> unreadable(owner, each)));
        sightings.seen().forEach(this::readable);
    }

    /** One with a write under way is marked, and says it where that is tried. */
    private void unreadable(EntityRef entity, Quarantined task) {
        if (links.link(entity) instanceof SyncLink.Linked linked
                && linked.sent().isEmpty()
                && !task.told().equals(linked.refusal())) {
            draft.add(new Planned.Unreadable(entity, task.ref().id(), task.told()));
        }
    }

    private void readable(EntityRef entity) {
        if (links.link(entity) instanceof SyncLink.Linked linked && Quarantined.isTold(linked.refusal())) {
            draft.add(new Planned.ReadAgain(entity, linked.remote().id(), linked.base()));
        }
    }
}
