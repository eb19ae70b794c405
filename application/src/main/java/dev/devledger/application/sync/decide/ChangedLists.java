package dev.devledger.application.sync.decide;

import dev.devledger.application.project.ProjectView;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.application.sync.read.SyncedList;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists that do not hold there what both sides agreed on, such as the name. */
record ChangedLists(PlanContext context) {
    void plan(SyncedList scope, RemoteList list) {
        EntityRef owner = scope.owner();
        ProjectView project = context.sides().project(owner.id());
        Wanted wanted = context.wanted(owner);
        SyncLink.Linked linked = Observed.asLinked(context.link(owner));
        if (project == null || wanted == null || linked == null || ListPlans.goesWithAll(context.link(owner))) {
            return;
        }
        Canonical there = context.connector().ofList(list.content());
        boolean hidden = list.name().isEmpty(); // it is there for all that anybody knows, and what it holds nobody does
        if (hidden || there.equals(context.connector().ofList(linked.base()))) {
            return;
        }
        // The first look at them may show an old one, and so may both, a moment after we have changed it.
        if (!context.snapshot().provesNames() || isOlder(linked, there)) {
            context.leaveOpen(owner, "may have another name in " + context.title() + "; one more look decides");
            return;
        }
        switch (context.action(context.link(owner), LocalState.of(wanted), RemoteState.SEEN_CHANGED)) {
            case MERGE_FIELDS -> {
                if (context.link(owner) instanceof SyncLink.Linked) { // else its delete is taken back first
                    merge(owner, linked, there)
                            .ifPresent(merge ->
                                    context.add(new Planned.ListChanged(owner, project.version(), list, merge)));
                }
            }
            case ASK -> ask(scope, linked, there);
            default -> {}
        }
    }

    private boolean isOlder(SyncLink.Linked linked, Canonical there) {
        Instant readAt = context.snapshot().startedAt();
        Duration settle = context.connector().settings().settle();
        return linked.past().stream()
                .filter(past -> !past.late())
                .filter(past ->
                        past.mayBeRepeated(readAt) || past.at().plus(settle).isAfter(readAt))
                .anyMatch(past -> context.connector()
                        .ofList(past.values().applyTo(linked.base()))
                        .equals(there));
    }

    /** Empty where it is not to be there. */
    private Optional<Merge> merge(EntityRef owner, SyncLink.Linked stored, Canonical there) {
        SyncLink.Linked linked = stored.withBase(context.connector().ofList(stored.base()));
        return Optional.ofNullable(here(owner))
                .map(here -> Merge.of(
                        here,
                        linked,
                        there,
                        false,
                        context.connector().settings().policies(),
                        context.frozen().fields(owner)));
    }

    /** One that its project needs no more has the name of the project all the same. */
    private @Nullable Canonical here(EntityRef owner) {
        Wanted.Present replaced = context.wanted(owner) instanceof Wanted.Replaced
                ? context.sides().restored(owner)
                : null;
        return replaced == null
                ? context.local().content(owner)
                : context.local().content(owner, replaced);
    }

    private void ask(SyncedList scope, SyncLink.Linked linked, Canonical there) {
        if (Reconciliation.changedByOthers(linked, there) && !context.draft().isAsked(scope.owner())) {
            RemoteRef object = new RemoteRef(scope.list(), scope.list());
            String reason = "its list was changed in " + context.title() + " later";
            CanonicalChanges changes = CanonicalChanges.between(linked.base(), there);
            context.add(new Planned.Asked(scope.owner(), new Dispute.DeletedLocally(object, changes, reason)));
        }
    }
}
