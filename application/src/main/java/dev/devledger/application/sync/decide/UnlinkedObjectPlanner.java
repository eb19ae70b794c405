package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.lookup.LostCreateSearch;
import dev.devledger.application.sync.lookup.RemoteLookups.StaleListings;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans unlinked remote objects: each is adopted by an unlinked entity (E3), or new to the ledger (E2). Begins at the
 * top and takes one group of siblings after the other, as children are compared only below a pair.
 */
record UnlinkedObjectPlanner(PlanContext context, Set<EntityRef> marked, StaleListings staleListings) {
    void plan(List<RemoteTask> newcomers) {
        Map<String, List<RemoteTask>> children = new LinkedHashMap<>();
        List<RemoteTask> tops = new ArrayList<>();
        LateCreates late = new LateCreates(context, marked);
        Map<String, EntityRef> former = context.links().former();
        Set<String> ids = newcomers.stream().map(task -> task.ref().id()).collect(Collectors.toSet());
        Set<RemoteRef> asked = newcomers.isEmpty() ? Set.of() : late.askedAbout();
        for (RemoteTask task : newcomers) {
            String parent = parent(task, ids);
            if (asked.contains(task.ref()) || context.memory().pending().mayHaveMade(task)) {
                continue; // an unanswered create may have made it, which has to be found out first
            }
            EntityRef before = former.get(task.ref().id());
            if (before != null) {
                returned(before, task);
                continue; // everything below it waits too
            }
            if (late.isLate(task)) {
                continue;
            }
            if (parent == null) {
                tops.add(task);
            } else {
                children.computeIfAbsent(parent, any -> new ArrayList<>()).add(task);
            }
        }
        UnlinkedSiblings siblings = new UnlinkedSiblings(context, marked, staleListings, children);
        late.found().forEach(siblings::adopt);
        Map<String, List<RemoteTask>> byList = tops.stream()
                .collect(Collectors.groupingBy(task -> task.ref().list(), LinkedHashMap::new, Collectors.toList()));
        siblings.cards(byList);
        byList.forEach(siblings::top);
        children.keySet().stream()
                .filter(parent -> !ids.contains(parent))
                .sorted()
                .toList()
                .forEach(siblings::below);
        siblings.withoutCandidates();
    }

    /** Returns the task's parent, unless the parent is known to be in another list: a child can be moved away alone. */
    private @Nullable String parent(RemoteTask task, Set<String> ids) {
        String parent = task.content().parent();
        if (parent == null
                || ids.contains(parent)
                || context.ledger().places().isCardList(task.ref().list())) {
            return parent;
        }
        boolean known = context.links()
                .owner(parent)
                .map(context::link)
                .map(SyncLink::object)
                .map(remote -> remote.list().equals(task.ref().list()))
                .orElse(false);
        return known ? parent : null;
    }

    /**
     * Plans an object that once belonged to the entity, which now has another object or none: a person decides if it is
     * the same object again, or another one.
     */
    private void returned(EntityRef entity, RemoteTask task) {
        DesiredObject wanted = context.wanted(entity);
        LocalState local = wanted == null ? LocalState.ABSENT : LocalState.of(wanted);
        Action decided = context.action(context.link(entity), local, RemoteState.FORMER);
        if (decided == Action.RESOLVE_DELETE || !staleListings.isBack(task)) {
            context.leaveOpen(task, "is in " + context.title() + " again; one more look decides");
            return;
        }
        CanonicalContent content = context.compared(entity, task);
        Dispute question = decided == Action.REPORT_COPY
                ? new Dispute.Duplicate(task.ref(), content)
                : new Dispute.Reappeared(task.ref(), content);
        context.add(new Planned.Question(entity, question));
    }

    /** Finds the objects that given-up creates have made after all. */
    static final class LateCreates {
        private final PlanContext context;
        private final Set<EntityRef> marked;
        private final Map<EntityRef, RemoteTask> found = new LinkedHashMap<>();

        LateCreates(PlanContext context, Set<EntityRef> marked) {
            this.context = context;
            this.marked = marked;
        }

        /** Returns the objects found so far, by entity. */
        Map<EntityRef, RemoteTask> found() {
            return found;
        }

        /** Returns the candidates in open questions about lost creates. */
        Set<RemoteRef> askedAbout() {
            return marked.stream()
                    .filter(each -> context.link(each) instanceof SyncLink.Stopped)
                    .flatMap(each -> candidates(each).stream())
                    .map(Dispute.Candidate::object)
                    .collect(Collectors.toSet());
        }

        /**
         * Handles an object that a given-up create has made after all: if it is the first one found, it is the entity's
         * object; else it is a copy, which is reported and not imported.
         */
        boolean isLate(RemoteTask task) {
            Optional<EntityRef> surely = context.memory().pending().madeLate(task);
            Optional<EntityRef> entity =
                    surely.or(() -> context.memory().pending().mayBeMadeLate(task));
            if (entity.isEmpty()) {
                return false;
            }
            boolean wanted =
                    marked.contains(entity.get()) && context.wanted(entity.get()) instanceof DesiredObject.Present;
            SyncLink link = context.link(entity.get());
            // The first object found in this plan is the entity's.
            LinkState state = found.containsKey(entity.get()) ? LinkState.LINKED : LinkState.of(link);
            Action decided =
                    context.action(state, wanted ? LocalState.CHANGED : LocalState.OUTSIDE, RemoteState.MADE_LATE);
            if (decided == Action.ADOPT) {
                if (surely.isEmpty() && link instanceof SyncLink.Stopped) {
                    askWhichOne(entity.get(), task);
                    return true;
                }
                if (surely.isEmpty() || link instanceof SyncLink.None) {
                    return false; // it is paired like any other object
                }
                found.put(entity.get(), task);
                return true;
            }
            CanonicalContent content = context.compared(entity.get(), task);
            context.add(new Planned.Question(entity.get(), new Dispute.Duplicate(task.ref(), content)));
            return true;
        }

        /** Asks if an object is the missing one, besides earlier candidates; adds one candidate in each cycle. */
        private void askWhichOne(EntityRef entity, RemoteTask task) {
            if (context.draft().isAsked(entity)) {
                context.leaveOpen(
                        entity,
                        "may be one more object in " + context.title() + "; you are asked about another one first");
                return;
            }
            CanonicalContent content = context.compared(entity, task);
            List<Dispute.Candidate> candidates = new ArrayList<>(candidates(entity));
            candidates.add(new Dispute.Candidate(task.ref(), content));
            String question = LostCreateSearch.question(context.title(), content.title());
            context.add(new Planned.Question(entity, new Dispute.AmbiguousObject(question, candidates)));
        }

        private List<Dispute.Candidate> candidates(EntityRef entity) {
            return context.frozen().of(entity).stream()
                    .map(ConflictBook.OpenConflict::dispute)
                    .filter(Dispute.AmbiguousObject.class::isInstance)
                    .flatMap(each -> ((Dispute.AmbiguousObject) each).candidates().stream())
                    .toList();
        }
    }
}
