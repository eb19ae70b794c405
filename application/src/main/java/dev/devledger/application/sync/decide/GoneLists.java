package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.application.sync.read.SyncedList;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.Objects;

/** Lists that are there no more. Each goes with all that was in it, see {@link ListEnds}. */
record GoneLists(PlanContext context) {
    void plan(SyncedList scope) {
        if (!context.snapshot().consistent()) {
            return;
        }
        boolean proven = context.draft().sinceLongEnough(scope.owner());
        context.draft()
                .miss(scope.owner(), scope.list()); // also while a person is asked: it is as gone in the next cycle
        if (!proven) {
            return;
        }
        if (!scope.cards()) {
            deleted(scope);
        }
        context.frozen()
                .asWhole(scope.owner())
                .ifPresent(each -> context.add(
                        new Planned.Withdrawn(scope.owner(), each, "its list was deleted in " + context.title())));
    }

    /** Deleted here as well, or another object by now, it is let go when nothing is left in it. */
    private void deleted(SyncedList scope) {
        EntityRef owner = scope.owner();
        SyncLink.Linked linked = Observed.asLinked(context.link(owner));
        if (context.wanted(owner) == null || linked == null) {
            return;
        }
        LocalState local = context.local().state(owner, linked, context.draft().lastSeen(owner, scope.list()));
        Action decided = context.action(context.link(owner), local, RemoteState.GONE);
        switch (decided) {
            case DELETE_LOCALLY ->
                context.add(
                        new Planned.Removed(owner, context.sides().version(owner), scope.list(), scope.list(), null));
            case DETACH_AND_ASK -> {
                Canonical now = Objects.requireNonNull(context.local().content(owner));
                context.add(new Planned.Asked(
                        owner,
                        new Dispute.DeletedRemotely(
                                new RemoteRef(scope.list(), scope.list()),
                                CanonicalChanges.between(linked.base(), now),
                                context.whyAsked(local))));
            }
            default -> {}
        }
    }
}
