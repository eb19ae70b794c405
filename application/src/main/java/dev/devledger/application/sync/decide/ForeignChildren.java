package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LookupFindings.ById;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncEvent.StoredReason;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks of others below the object of a locally deleted entity. Deleting the object would delete or orphan these
 * tasks: they count as a remote change, so a person is asked (docs/sync-design.md, section 5, row E9).
 */
public final class ForeignChildren {
    public static final StoredReason REASON = new StoredReason(
            "tasks that Devledger does not know are below it",
            "it was deleted here, and tasks that are not the ledger's are below it there");

    private final PlanContext context;
    private final FinishedBetween between;

    ForeignChildren(PlanContext context) {
        this.context = context;
        this.between = new FinishedBetween(context);
    }

    /** Makes the question about a deleted project whose list has others' tasks. */
    public static Dispute inList(String list) {
        return new Dispute.DeletedLocally(
                new RemoteRef(list, list), CanonicalChanges.NONE, "its list has tasks that Devledger does not know");
    }

    void plan(Collection<EntityRef> concerned) {
        Map<EntityRef, RemoteRef> used = used(listsWithDeleted(concerned));
        used.forEach((entity, object) -> {
            if (!context.frozen().isAsWhole(entity) && !context.draft().isDecided(entity)) {
                context.decide(new Planned.Question(
                        entity,
                        new Dispute.DeletedLocally(object, CanonicalChanges.NONE, REASON.words(context.title()))));
            }
        });
        concerned.stream().filter(each -> !used.containsKey(each)).forEach(this::answer);
    }

    private Set<String> listsWithDeleted(Collection<EntityRef> concerned) {
        return concerned.stream()
                .filter(this::isToGo)
                .map(each -> context.link(each).object())
                .filter(Objects::nonNull)
                .map(RemoteRef::list)
                .collect(Collectors.toSet());
    }

    /** Returns the objects to be deleted that have tasks of others below them, finished tasks included. */
    private Map<EntityRef, RemoteRef> used(Set<String> lists) {
        Map<EntityRef, RemoteRef> used = new LinkedHashMap<>();
        Stream<RemoteTask> open = context.snapshot().seen().stream().filter(FinishedBetween::isOpen);
        Stream<RemoteTask> finished = context.snapshot().finished().values().stream();
        for (RemoteTask task : Stream.concat(open, finished).toList()) {
            String parent = between.knownAbove(task, lists);
            if (parent != null) {
                context.links()
                        .owner(parent)
                        .filter(owner -> isToGo(owner) && isOfOthers(task))
                        .ifPresent(owner -> used.put(owner, object(parent, owner)));
            }
        }
        return used;
    }

    private RemoteRef object(String id, EntityRef owner) {
        RemoteTask seen = context.snapshot().task(id);
        return seen != null
                ? seen.ref()
                : Objects.requireNonNull(context.link(owner).object());
    }

    /** True if the object is to be deleted, unless a person decided to delete it with everything in it. */
    private boolean isToGo(EntityRef entity) {
        SyncLink link = context.link(entity);
        boolean decided = link instanceof SyncLink.Deleting deleting && deleting.withAll();
        return !decided
                && context.wanted(entity) instanceof DesiredObject.Gone
                && context.action(link, LocalState.DELETED, RemoteState.HOLDS_OTHERS) == Action.ASK;
    }

    /**
     * True if others created the task or moved it there. The ledger's own tasks that are to be moved or deleted leave
     * first.
     */
    private boolean isOfOthers(RemoteTask task) {
        return context.links()
                .owner(task.ref().id())
                .map(owner -> switch (context.link(owner)) {
                    case SyncLink.Linked linked ->
                        context.wanted(owner) instanceof DesiredObject.Present
                                && (linked.standsElsewhere()
                                        || Reconciliation.changesOfOthers(
                                                        context.compared(owner, linked), context.compared(owner, task))
                                                .contains(Field.PARENT));
                    case SyncLink.OutOfScope outside -> context.wanted(owner) instanceof DesiredObject.Present;
                    case SyncLink.Detached detached -> true;
                    default -> false;
                })
                .orElseGet(() -> !context.memory().pending().mayHaveMade(task));
    }

    /** Closes the question if no tasks of others are below the object any more. */
    private void answer(EntityRef entity) {
        context.frozen().asWhole(entity).ifPresent(each -> {
            if (each.dispute() instanceof Dispute.DeletedLocally gone
                    && REASON.isSaidIn(gone.reason())
                    && context.link(entity).object() != null
                    && isRead(object(gone.object().id(), entity).list())
                    && context.wanted(entity) instanceof DesiredObject.Gone) {
                context.add(new Planned.Withdrawal(entity, each, "no other tasks are below it any more"));
            }
        });
    }

    private boolean isRead(String list) {
        return context.snapshot().provesAbsence(list) && !between.isUnclear(list);
    }

    /** Finds the known ancestor of a task even if finished tasks, which not every list shows, are in between. */
    static final class FinishedBetween {
        private final PlanContext context;
        /** Lists that have a task whose lookup was not answered and which may be below an object to be deleted. */
        private final Set<String> unclear = new HashSet<>();
        /** Lookups of parents, each made once for all their subtasks. */
        private final Map<RemoteRef, RemoteLookups.LookupFinding> between = new HashMap<>();

        FinishedBetween(PlanContext context) {
            this.context = context;
        }

        boolean isUnclear(String list) {
            return unclear.contains(list);
        }

        static boolean isOpen(RemoteTask task) {
            return task.content().status() == RemoteStatus.OPEN;
        }

        /** Returns the nearest ancestor that the ledger knows. */
        @Nullable
        String knownAbove(RemoteTask task, Set<String> lists) {
            String parent = task.content().parent();
            for (int depth = 0; depth < RemoteReads.FOLLOWED; depth++) {
                if (parent == null || context.links().owner(parent).isPresent()) {
                    return parent;
                }
                RemoteTask between = lists.contains(task.ref().list())
                        ? finished(new RemoteRef(task.ref().list(), parent))
                        : null;
                parent = between == null ? null : between.content().parent();
            }
            return null;
        }

        private @Nullable RemoteTask finished(RemoteRef object) {
            RemoteTask seen = context.snapshot().task(object.id());
            if (seen != null) {
                return isOpen(seen) ? null : seen; // an open task is handled by itself
            }
            RemoteTask listed = context.snapshot().finished().get(object.id());
            if (listed != null) {
                return listed;
            }
            RemoteLookups.LookupFinding found =
                    between.computeIfAbsent(object, each -> context.lookUps().ask(each, false));
            if (found.byId() == ById.UNANSWERED) {
                unclear.add(object.list());
            }
            return found.byId() == ById.FINISHED ? found.task() : null;
        }
    }
}
