package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.Quarantined;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;

/** What is shown on an entity whose remote object cannot be read, and taken away once it can. */
record UnreadablePlans(PlanContext context) {
    void plan() {
        context.snapshot().quarantined().values().forEach(each -> context.links()
                .owner(each.ref().id())
                .filter(owner -> !context.links().clash(owner))
                .ifPresent(owner -> unreadable(owner, each)));
        context.observed().seen().forEach(this::readable);
    }

    /** One with a write under way is marked, and says it where that is tried. */
    private void unreadable(EntityRef entity, Quarantined task) {
        if (context.link(entity) instanceof SyncLink.Linked linked
                && linked.sent().isEmpty()
                && !task.describe(context.title()).equals(linked.refusal())) {
            context.add(new Planned.Unreadable(entity, task.ref().id(), task.describe(context.title())));
        }
    }

    private void readable(EntityRef entity) {
        if (context.link(entity) instanceof SyncLink.Linked linked && Quarantined.isDescription(linked.refusal())) {
            context.add(new Planned.ReadAgain(entity, linked.remote().id(), linked.base()));
        }
    }
}
