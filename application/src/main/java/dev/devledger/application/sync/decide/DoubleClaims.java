package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Remote objects that several entities claim. Nothing is done with them, on either side, before a person has said whose they are (E14). */
record DoubleClaims(PlanContext context) {
    void plan() {
        context.links().clashes().forEach(this::clash);
    }

    private void clash(String id, Set<EntityRef> claimants) {
        // Whatever is on both sides; decided all the same, so that it counts as a row of the table.
        context.table().decide(LinkState.CLASH, LocalState.CHANGED, RemoteState.SEEN_CHANGED);
        String question = claimants.size() + " projects or tasks in Devledger are linked to the same object; detach"
                + " all but one of them";
        for (EntityRef each : claimants) {
            RemoteRef object = Objects.requireNonNull(context.link(each).object());
            RemoteTask task = context.snapshot().task(id);
            Canonical content = task == null ? base(context.link(each)) : context.compared(each, task);
            context.decide(new Planned.Asked(
                    each, new Dispute.WhichOne(question, List.of(new Dispute.Candidate(object, content))), true));
        }
    }

    private static Canonical base(SyncLink link) {
        return switch (link) {
            case SyncLink.Linked linked -> linked.base();
            case SyncLink.Deleting deleting -> deleting.base();
            case SyncLink.OutOfScope outside -> outside.base();
            default -> throw new IllegalArgumentException("not linked: " + link);
        };
    }
}
