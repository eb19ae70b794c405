package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.local.LedgerViews;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.LostCreateSearch;
import dev.devledger.application.sync.lookup.StaleListings;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.plan.LocalContent;
import dev.devledger.application.sync.plan.PlanDraft;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.KnownLinks;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.Adoption;
import dev.devledger.domain.sync.existence.Existence;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.CardWords;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
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
import org.jspecify.annotations.Nullable;

/**
 * Remote objects that are nobody's: the counterpart of an entity that has none (E3), or new to the ledger (E2). One group
 * of siblings after the other, from the top, since children are looked for only below what belongs together.
 */
final class UnlinkedRemote {
    private final Snapshot snapshot;
    private final PendingCreates unanswered;
    private final KnownLinks links;
    private final LedgerViews sides;
    private final OpenConflicts frozen;
    private final LedgerPlaces places;
    private final SyncSettings settings;
    private final Set<EntityRef> marked;
    private final LocalContent here;
    private final StaleListings ghosts;
    private final ExistenceTable table;

    UnlinkedRemote(
            Snapshot snapshot,
            PendingCreates unanswered,
            KnownLinks links,
            LedgerViews sides,
            OpenConflicts frozen,
            LedgerPlaces places,
            SyncSettings settings,
            Set<EntityRef> marked,
            LocalContent here,
            StaleListings ghosts,
            ExistenceTable table) {
        this.table = table;
        this.ghosts = ghosts;
        this.snapshot = snapshot;
        this.unanswered = unanswered;
        this.links = links;
        this.sides = sides;
        this.frozen = frozen;
        this.places = places;
        this.settings = settings;
        this.marked = marked;
        this.here = here;
    }

    void plan(List<RemoteTask> newcomers, PlanDraft draft) {
        Map<String, List<RemoteTask>> children = new LinkedHashMap<>();
        List<RemoteTask> tops = new ArrayList<>();
        Map<EntityRef, RemoteTask> late = new LinkedHashMap<>();
        Map<String, EntityRef> former = links.former();
        Set<String> ids = newcomers.stream().map(task -> task.ref().id()).collect(Collectors.toSet());
        Set<RemoteRef> asked = newcomers.isEmpty() ? Set.of() : askedAbout();
        for (RemoteTask task : newcomers) {
            String parent = parent(task, ids);
            if (asked.contains(task.ref()) || unanswered.mayHaveMade(task)) {
                continue; // an unanswered create of ours may have made it: that is found out first
            }
            EntityRef before = former.get(task.ref().id());
            if (before != null) {
                returned(before, task, draft);
                continue; // and what is below it waits with it
            }
            if (isLate(task, draft, late)) {
                continue;
            }
            if (parent == null) {
                tops.add(task);
            } else {
                children.computeIfAbsent(parent, any -> new ArrayList<>()).add(task);
            }
        }
        Round round = new Round(children, draft);
        late.forEach(round::adopt);
        Map<String, List<RemoteTask>> byList = tops.stream()
                .collect(Collectors.groupingBy(task -> task.ref().list(), LinkedHashMap::new, Collectors.toList()));
        round.cards(byList);
        byList.forEach(round::top);
        children.keySet().stream()
                .filter(parent -> !ids.contains(parent))
                .sorted()
                .toList()
                .forEach(round::belowLinked);
        round.withoutCandidates();
    }

    /** A parent in another list is one that it was moved away from (docs/ticktick.md, section 8). */
    private @Nullable String parent(RemoteTask task, Set<String> ids) {
        String parent = task.content().parent();
        if (parent == null
                || ids.contains(parent)
                || places.isCardList(task.ref().list())) {
            return parent;
        }
        boolean known = links.owner(parent)
                .map(links::link)
                .map(SyncLink::object)
                .map(remote -> remote.list().equals(task.ref().list()))
                .orElse(false);
        return known ? parent : null;
    }

    /** Of which a person has been asked whether it is what a create of ours has made. */
    private Set<RemoteRef> askedAbout() {
        return marked.stream()
                .filter(each -> links.link(each) instanceof SyncLink.Stopped)
                .flatMap(each -> candidates(each).stream())
                .map(Dispute.Candidate::object)
                .collect(Collectors.toSet());
    }

    private List<Dispute.Candidate> candidates(EntityRef entity) {
        return frozen.of(entity).stream()
                .map(ConflictBook.Standing::dispute)
                .filter(Dispute.WhichOne.class::isInstance)
                .flatMap(each -> ((Dispute.WhichOne) each).candidates().stream())
                .toList();
    }

    /**
     * Whether a create that was given up has made it after all: the only one where it was never found, else a copy, which
     * is reported and not taken over.
     */
    private boolean isLate(RemoteTask task, PlanDraft draft, Map<EntityRef, RemoteTask> late) {
        Optional<EntityRef> surely = unanswered.madeLate(task);
        Optional<EntityRef> entity = surely.or(() -> unanswered.mayBeMadeLate(task));
        if (entity.isEmpty()) {
            return false;
        }
        boolean wanted = marked.contains(entity.get()) && sides.wanted(entity.get()) instanceof Wanted.Present;
        SyncLink link = links.link(entity.get());
        // The first one that this plan has found is the one.
        LinkState state = late.containsKey(entity.get()) ? LinkState.LINKED : LinkState.of(link);
        Existence decided =
                table.decide(state, wanted ? LocalState.CHANGED : LocalState.OUTSIDE, RemoteState.MADE_LATE);
        if (decided.action() == Action.ADOPT) {
            if (surely.isEmpty() && link instanceof SyncLink.Stopped) {
                askWhichOne(entity.get(), task, decided, draft);
                return true;
            }
            if (surely.isEmpty() || link instanceof SyncLink.None) {
                return false; // it finds its counterpart like any other
            }
            late.put(entity.get(), task);
            return true;
        }
        Canonical content = CardWords.compared(
                entity.get().kind(), task.content(), task.ref().list());
        draft.add(new Planned.Asked(entity.get(), decided.rule(), new Dispute.Duplicate(task.ref(), content)));
        return true;
    }

    /** What was never found may be this one, besides those that were asked about before; one more with each cycle. */
    private void askWhichOne(EntityRef entity, RemoteTask task, Existence decided, PlanDraft draft) {
        if (draft.isAsked(entity)) {
            draft.leaveOpen();
            return;
        }
        Canonical content =
                CardWords.compared(entity.kind(), task.content(), task.ref().list());
        List<Dispute.Candidate> candidates = new ArrayList<>(candidates(entity));
        candidates.add(new Dispute.Candidate(task.ref(), content));
        String question = LostCreateSearch.question(content.title());
        draft.add(new Planned.Asked(entity, decided.rule(), new Dispute.WhichOne(question, candidates)));
    }

    /** It was that entity's, which has another one by now or none: whether it is the same again, or one more, a person says. */
    private void returned(EntityRef entity, RemoteTask task, PlanDraft draft) {
        Wanted wanted = sides.wanted(entity);
        LocalState local = wanted == null ? LocalState.ABSENT : LocalState.of(wanted);
        Existence decided = table.decide(links.link(entity), local, RemoteState.FORMER);
        if (decided.action() == Action.RESOLVE_DELETE || !ghosts.isBack(task)) {
            draft.leaveOpen();
            return;
        }
        Canonical content =
                CardWords.compared(entity.kind(), task.content(), task.ref().list());
        Dispute question = decided.action() == Action.REPORT_COPY
                ? new Dispute.Duplicate(task.ref(), content)
                : new Dispute.Reappeared(task.ref(), content);
        draft.add(new Planned.Asked(entity, decided.rule(), question));
    }

    /** The groups of one plan. */
    private final class Round {
        private final Map<String, List<RemoteTask>> children;
        private final PlanDraft draft;
        private final Map<EntityRef, List<EntityRef>> unlinkedBelow;

        Round(Map<String, List<RemoteTask>> children, PlanDraft draft) {
            this.children = children;
            this.draft = draft;
            this.unlinkedBelow = new LinkedHashMap<>();
            for (EntityRef entity : marked) {
                if (isUnlinked(entity) && sides.wanted(entity) instanceof Wanted.Present present) {
                    EntityRef above = present.parent() != null
                            ? present.parent()
                            : entity.kind() == Kind.PROJECT
                                    ? EntityRef.CARDS
                                    : present.home().list();
                    unlinkedBelow
                            .computeIfAbsent(above, any -> new ArrayList<>())
                            .add(entity);
                }
            }
        }

        private boolean isUnlinked(EntityRef entity) {
            return entity.kind() != Kind.LIST
                    && (links.link(entity) instanceof SyncLink.None || links.link(entity) instanceof SyncLink.Closed);
        }

        /** In which of the card lists a card is says nothing of what it is. */
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
                snapshot.scope(list).ifPresent(scope -> siblings(Kind.TASK, scope.owner(), tasks));
            }
        }

        private boolean isTaken(String list, boolean cards) {
            return snapshot.scope(list)
                    .filter(scope -> scope.cards() == cards)
                    .filter(scope -> !sides.deleted(scope.owner()))
                    .filter(scope -> scope.linked() || !draft.isAsked(scope.owner()))
                    .isPresent();
        }

        void belowLinked(String parent) {
            links.owner(parent)
                    .filter(above -> links.link(above) instanceof SyncLink.Linked)
                    .filter(above -> !sides.deleted(above))
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

        /** Which one it is was asked, and by now it can be none. */
        void withoutCandidates() {
            unlinkedBelow.values().stream()
                    .flatMap(List::stream)
                    .filter(entity -> !draft.isDecided(entity) && isListRead(entity) && asksWhichOne(entity))
                    .forEach(entity -> answered(entity, "none of them has this name in TickTick any more"));
        }

        private boolean asksWhichOne(EntityRef entity) {
            return frozen.asWhole(entity)
                    .filter(each -> each.dispute() instanceof Dispute.WhichOne)
                    .isPresent();
        }

        private boolean isListRead(EntityRef entity) {
            if (!(sides.wanted(entity) instanceof Wanted.Present present)) {
                return false;
            }
            List<String> lists = entity.kind() == Kind.PROJECT
                    ? links.cardLists()
                    : links.link(present.home().list()) instanceof SyncLink.Linked home
                            ? List.of(home.remote().list())
                            : List.of();
            return !lists.isEmpty()
                    && lists.stream().noneMatch(snapshot::cannotReadAllOf)
                    && lists.stream().allMatch(snapshot::provesAbsence);
        }

        private void answered(EntityRef entity, String reason) {
            frozen.asWhole(entity)
                    .ifPresent(each -> draft.add(
                            new Planned.Withdrawn(entity, SettledQuestions.row(each.dispute()), each.id(), reason)));
        }

        private List<Adoption.Local> locals(EntityRef entity) {
            Canonical content = here.content(entity);
            boolean linkedBefore = links.link(entity) instanceof SyncLink.Closed;
            return content == null ? List.of() : List.of(new Adoption.Local(entity, content, linkedBefore));
        }

        private Adoption.Remote remote(Kind kind, RemoteTask task) {
            return new Adoption.Remote(
                    task.ref(),
                    CardWords.compared(kind, task.content(), task.ref().list()),
                    false);
        }

        private void adopt(EntityRef entity, RemoteTask task) {
            RemoteState remote = ghosts.isGone(task) ? RemoteState.GLIMPSED : RemoteState.SEEN_CHANGED;
            if (table.decide(links.link(entity), LocalState.CHANGED, remote).action() != Action.ADOPT) {
                draft.leaveOpen();
                return;
            }
            Canonical there =
                    CardWords.compared(entity.kind(), task.content(), task.ref().list());
            // Where it stands is what made it the same; that its parent is not linked yet is no difference.
            Canonical ours = Objects.requireNonNull(here.content(entity)).withParent(there.parent());
            Merge merge = Merge.withoutBase(ours, there, task.recurring(), settings.policies(), frozen.fields(entity));
            draft.decide(new Planned.Adopted(entity, sides.version(entity), task, merge));
            answered(entity, "only one in TickTick has this name now");
            siblings(Kind.TASK, entity, children.getOrDefault(task.ref().id(), List.of()));
        }

        private void ask(Kind kind, Adoption.Group group, Map<String, RemoteTask> byId) {
            List<Dispute.Candidate> candidates = group.remote().stream()
                    .map(ref -> new Dispute.Candidate(
                            ref,
                            CardWords.compared(
                                    kind,
                                    Objects.requireNonNull(byId.get(ref.id())).content(),
                                    ref.list())))
                    .toList();
            for (EntityRef entity : group.local()) {
                String question = group.local().size() + " in Devledger and "
                        + group.remote().size() + " in TickTick are called \"" + group.title() + "\"; which one is it?";
                Existence decided = table.decide(links.link(entity), LocalState.CHANGED, RemoteState.AMBIGUOUS);
                if (decided.action() == Action.ASK) {
                    draft.decide(new Planned.Asked(entity, decided.rule(), new Dispute.WhichOne(question, candidates)));
                }
            }
        }

        /** In the order in which the list shows them, so that the keys are in that order. */
        private void importTree(RemoteTask task) {
            RemoteState remote = ghosts.isThere(task) ? RemoteState.SEEN_CHANGED : RemoteState.GLIMPSED;
            if (table.decide(LinkState.NONE, LocalState.ABSENT, remote).action() != Action.IMPORT) {
                draft.leaveOpen();
                return;
            }
            draft.add(new Planned.Imported(task));
            children.getOrDefault(task.ref().id(), List.of()).forEach(this::importTree);
        }
    }
}
