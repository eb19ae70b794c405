package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.lookup.LostCreateSearch;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was made by a create of ours that was given up before. */
final class LateCreates {
    private final PlanContext context;
    private final Set<EntityRef> marked;
    private final Map<EntityRef, RemoteTask> found = new LinkedHashMap<>();

    LateCreates(PlanContext context, Set<EntityRef> marked) {
        this.context = context;
        this.marked = marked;
    }

    /** Whose counterpart it is, as far as it was found so far. */
    Map<EntityRef, RemoteTask> found() {
        return found;
    }

    /** Of which a person has been asked whether it is what a create of ours has made. */
    Set<RemoteRef> askedAbout() {
        return marked.stream()
                .filter(each -> context.link(each) instanceof SyncLink.Stopped)
                .flatMap(each -> candidates(each).stream())
                .map(Dispute.Candidate::object)
                .collect(Collectors.toSet());
    }

    /**
     * Whether a create that was given up has made it after all: the only one where it was never found, else a copy, which
     * is reported and not taken over.
     */
    boolean isLate(RemoteTask task) {
        Optional<EntityRef> surely = context.memory().pending().madeLate(task);
        Optional<EntityRef> entity = surely.or(() -> context.memory().pending().mayBeMadeLate(task));
        if (entity.isEmpty()) {
            return false;
        }
        boolean wanted = marked.contains(entity.get()) && context.wanted(entity.get()) instanceof Wanted.Present;
        SyncLink link = context.link(entity.get());
        // The first one that this plan has found is the one.
        LinkState state = found.containsKey(entity.get()) ? LinkState.LINKED : LinkState.of(link);
        Action decided = context.action(state, wanted ? LocalState.CHANGED : LocalState.OUTSIDE, RemoteState.MADE_LATE);
        if (decided == Action.ADOPT) {
            if (surely.isEmpty() && link instanceof SyncLink.Stopped) {
                askWhichOne(entity.get(), task);
                return true;
            }
            if (surely.isEmpty() || link instanceof SyncLink.None) {
                return false; // it finds its counterpart like any other
            }
            found.put(entity.get(), task);
            return true;
        }
        Canonical content = context.compared(entity.get(), task);
        context.add(new Planned.Asked(entity.get(), new Dispute.Duplicate(task.ref(), content)));
        return true;
    }

    /** What was never found may be this one, besides those that were asked about before; one more with each cycle. */
    private void askWhichOne(EntityRef entity, RemoteTask task) {
        if (context.draft().isAsked(entity)) {
            context.leaveOpen(
                    entity, "may be one more object in " + context.title() + "; you are asked about another one first");
            return;
        }
        Canonical content = context.compared(entity, task);
        List<Dispute.Candidate> candidates = new ArrayList<>(candidates(entity));
        candidates.add(new Dispute.Candidate(task.ref(), content));
        String question = LostCreateSearch.question(context.title(), content.title());
        context.add(new Planned.Asked(entity, new Dispute.WhichOne(question, candidates)));
    }

    private List<Dispute.Candidate> candidates(EntityRef entity) {
        return context.frozen().of(entity).stream()
                .map(ConflictBook.Standing::dispute)
                .filter(Dispute.WhichOne.class::isInstance)
                .flatMap(each -> ((Dispute.WhichOne) each).candidates().stream())
                .toList();
    }
}
