package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.lookup.RemoteLookups.StaleListings;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.Adoption;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans unlinked siblings, one group after the other: each object is adopted by an unlinked entity (E3), or new to the
 * ledger (E2).
 */
final class UnlinkedSiblings {
    private static final String SHOWN_ONCE = "is shown by a list that may be old; one more look decides";

    private final PlanContext context;
    private final StaleListings staleListings;
    private final Map<String, List<RemoteTask>> children;
    private final Map<EntityRef, List<EntityRef>> unlinkedBelow;

    UnlinkedSiblings(
            PlanContext context,
            Set<EntityRef> marked,
            StaleListings staleListings,
            Map<String, List<RemoteTask>> children) {
        this.context = context;
        this.staleListings = staleListings;
        this.children = children;
        this.unlinkedBelow = new LinkedHashMap<>();
        for (EntityRef entity : marked) {
            if (isUnlinked(entity) && context.wanted(entity) instanceof DesiredObject.Present present) {
                EntityRef above = present.parent() != null
                        ? present.parent()
                        : entity.kind() == Kind.PROJECT
                                ? EntityRef.CARDS
                                : present.home().list();
                unlinkedBelow.computeIfAbsent(above, any -> new ArrayList<>()).add(entity);
            }
        }
    }

    private boolean isUnlinked(EntityRef entity) {
        return entity.kind() != Kind.LIST
                && (context.link(entity) instanceof SyncLink.None || context.link(entity) instanceof SyncLink.Closed);
    }

    /** Plans the cards of all card lists together, as the list does not identify a card. */
    void cards(Map<String, List<RemoteTask>> byList) {
        List<RemoteTask> cards = byList.entrySet().stream()
                .filter(each -> isTaken(each.getKey(), true))
                .flatMap(each -> each.getValue().stream())
                .toList();
        if (!cards.isEmpty()) {
            siblings(Kind.PROJECT, EntityRef.CARDS, cards);
        }
    }

    void top(String list, List<RemoteTask> tasks) {
        if (isTaken(list, false)) {
            context.snapshot().scope(list).ifPresent(scope -> siblings(Kind.TASK, scope.owner(), tasks));
        }
    }

    private boolean isTaken(String list, boolean cards) {
        return context.snapshot()
                .scope(list)
                .filter(scope -> scope.cards() == cards)
                .filter(scope -> !context.sides().deleted(scope.owner()))
                .filter(scope -> scope.linked() || !context.draft().isAsked(scope.owner()))
                .isPresent();
    }

    /**
     * Plans tasks below this parent. Open tasks are imported even below an unlinked parent that was finished before the
     * account was linked.
     */
    void below(String parent) {
        Optional<EntityRef> owner = context.links().owner(parent);
        if (owner.isEmpty()) {
            children.getOrDefault(parent, List.of()).stream()
                    .filter(task -> context.snapshot().provesAbsence(task.ref().list()))
                    .forEach(this::importTree);
        }
        owner.filter(above -> context.link(above) instanceof SyncLink.Linked)
                .filter(above -> !context.sides().deleted(above))
                .ifPresent(above -> siblings(Kind.TASK, above, children.getOrDefault(parent, List.of())));
    }

    private void siblings(Kind kind, EntityRef above, List<RemoteTask> tasks) {
        List<EntityRef> candidates = unlinkedBelow.getOrDefault(above, List.of());
        Adoption adoption = Adoption.of(
                candidates.stream().flatMap(each -> locals(each).stream()).toList(),
                tasks.stream().map(task -> remote(kind, task)).toList());
        Map<String, RemoteTask> byId =
                tasks.stream().collect(Collectors.toMap(task -> task.ref().id(), task -> task));
        adoption.pairs()
                .forEach(pair -> adopt(
                        pair.entity(),
                        Objects.requireNonNull(byId.get(pair.remote().id()))));
        adoption.ambiguous().forEach(group -> ask(kind, group, byId));
        Set<String> fresh = new HashSet<>(
                adoption.onlyRemote().stream().map(ref -> ref.id()).toList());
        tasks.stream().filter(task -> fresh.contains(task.ref().id())).forEach(this::importTree);
    }

    /** Closes questions about which object belongs to an entity if no object can any more. */
    void withoutCandidates() {
        unlinkedBelow.values().stream()
                .flatMap(List::stream)
                .filter(entity -> !context.draft().isDecided(entity) && isListRead(entity) && asksWhichOne(entity))
                .forEach(entity -> answered(entity, "none of them has this name in " + context.title() + " any more"));
    }

    private boolean asksWhichOne(EntityRef entity) {
        return context.frozen()
                .asWhole(entity)
                .filter(each -> each.dispute() instanceof Dispute.AmbiguousObject)
                .isPresent();
    }

    private boolean isListRead(EntityRef entity) {
        if (!(context.wanted(entity) instanceof DesiredObject.Present present)) {
            return false;
        }
        List<String> lists = entity.kind() == Kind.PROJECT
                ? context.links().cardLists()
                : context.link(present.home().list()) instanceof SyncLink.Linked home
                        ? List.of(home.remote().list())
                        : List.of();
        return !lists.isEmpty()
                && lists.stream().noneMatch(context.snapshot()::cannotReadAllOf)
                && lists.stream().allMatch(context.snapshot()::provesAbsence);
    }

    private void answered(EntityRef entity, String reason) {
        context.frozen().asWhole(entity).ifPresent(each -> context.add(new Planned.Withdrawal(entity, each, reason)));
    }

    private List<Adoption.Local> locals(EntityRef entity) {
        CanonicalContent content = context.local().content(entity);
        boolean linkedBefore = context.link(entity) instanceof SyncLink.Closed;
        return content == null ? List.of() : List.of(new Adoption.Local(entity, content, linkedBefore));
    }

    private Adoption.Remote remote(Kind kind, RemoteTask task) {
        return new Adoption.Remote(task.ref(), context.connector().words().compared(kind, task), false);
    }

    void adopt(EntityRef entity, RemoteTask task) {
        RemoteState remote = staleListings.isGone(task) ? RemoteState.GLIMPSED : RemoteState.SEEN_CHANGED;
        if (context.action(context.link(entity), LocalState.CHANGED, remote) != Action.ADOPT) {
            context.leaveOpen(task, SHOWN_ONCE);
            return;
        }
        CanonicalContent there = context.compared(entity, task);
        // Both are in the same place, by which they were paired; a parent that has no link yet is no difference.
        CanonicalContent ours =
                Objects.requireNonNull(context.local().content(entity)).withParent(there.parent());
        Merge merge = Merge.withoutBase(
                ours,
                there,
                task.recurring(),
                context.connector().settings().policies(),
                context.frozen().fields(entity));
        context.decide(new Planned.Adopted(entity, context.sides().version(entity), task, merge));
        answered(entity, "only one in " + context.title() + " has this name now");
        siblings(Kind.TASK, entity, children.getOrDefault(task.ref().id(), List.of()));
    }

    private void ask(Kind kind, Adoption.Group group, Map<String, RemoteTask> byId) {
        List<Dispute.Candidate> candidates = group.remote().stream()
                .map(ref -> new Dispute.Candidate(
                        ref,
                        context.connector()
                                .words()
                                .compared(
                                        kind,
                                        Objects.requireNonNull(byId.get(ref.id()))
                                                .content(),
                                        ref.list())))
                .toList();
        for (EntityRef entity : group.local()) {
            String question =
                    group.local().size() + " in Devledger and " + group.remote().size() + " in " + context.title()
                            + " are called \"" + group.title() + "\"; which one is it?";
            Action decided = context.action(context.link(entity), LocalState.CHANGED, RemoteState.AMBIGUOUS);
            if (decided == Action.ASK) {
                context.decide(new Planned.Question(entity, new Dispute.AmbiguousObject(question, candidates)));
            }
        }
    }

    /** Imports in the order of the list, so that keys follow it. */
    private void importTree(RemoteTask task) {
        RemoteState remote = staleListings.isThere(task) ? RemoteState.SEEN_CHANGED : RemoteState.GLIMPSED;
        if (context.action(LinkState.NONE, LocalState.ABSENT, remote) != Action.IMPORT) {
            context.leaveOpen(task, SHOWN_ONCE);
            return;
        }
        context.add(new Planned.Imported(task));
        children.getOrDefault(task.ref().id(), List.of()).forEach(this::importTree);
    }
}
