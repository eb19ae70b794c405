package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.cycle.CycleContext.ExistenceTable;
import dev.devledger.application.sync.decide.PlanInputLoader.LedgerPlaces;
import dev.devledger.application.sync.local.LocalEntityStates;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.application.sync.plan.Plan.LocalContent;
import dev.devledger.application.sync.plan.Plan.PlanDraft;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.CycleLinks;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The input of all steps of a plan, and the draft that they write into. */
public record PlanContext(
        Connector connector,
        RemoteSide read,
        LedgerSide ledger,
        StoredKnowledge memory,
        RemoteLookups lookUps,
        ExistenceTable table,
        PlanDraft draft) {

    /**
     * The remote side.
     *
     * @param snapshot the objects that the lists show
     * @param observed the same objects, by their entities
     */
    record RemoteSide(Snapshot snapshot, ObservedObjects observed) {}

    /**
     * The ledger's side.
     *
     * @param sides the remote objects that the ledger wants
     * @param local the wanted content in the vocabulary of the comparison
     * @param places the ledger's places for remote ones
     */
    record LedgerSide(LocalEntityStates sides, LocalContent local, LedgerPlaces places) {}

    /**
     * Stored knowledge of both sides.
     *
     * @param frozen the open conflicts
     * @param pending the creates that may have made unlinked objects
     */
    record StoredKnowledge(CycleLinks links, OpenConflicts frozen, PendingCreates pending) {}

    Snapshot snapshot() {
        return read.snapshot();
    }

    ObservedObjects observed() {
        return read.observed();
    }

    LocalEntityStates sides() {
        return ledger.sides();
    }

    LocalContent local() {
        return ledger.local();
    }

    CycleLinks links() {
        return memory.links();
    }

    OpenConflicts frozen() {
        return memory.frozen();
    }

    /** The service's name for people. */
    String title() {
        return connector.title();
    }

    /** True if a read of a deleted object shows the deletion. */
    boolean tellsDeleted() {
        return connector.capabilities().tellsDeleted();
    }

    /** True if no synced list has that id, so that no read of a list shows its content. */
    boolean isUnlisted(String list) {
        return snapshot().consistent() && !links().isList(list);
    }

    SyncLink link(EntityRef entity) {
        return links().link(entity);
    }

    @Nullable
    DesiredObject wanted(EntityRef entity) {
        return sides().wanted(entity);
    }

    /** Returns the object's content in the vocabulary of the comparison. */
    CanonicalContent compared(EntityRef entity, RemoteTask task) {
        return connector.words().compared(entity.kind(), task);
    }

    SyncLink.Linked compared(EntityRef entity, SyncLink.Linked link) {
        return connector.words().compared(entity.kind(), link);
    }

    /** Returns the action of the table (docs/sync-design.md, section 5) for an entity with that link. */
    Action action(SyncLink link, LocalState here, RemoteState there) {
        return asked(table.decide(link, here, there).action());
    }

    Action action(LinkState link, LocalState here, RemoteState there) {
        return asked(table.decide(link, here, there).action());
    }

    /**
     * If a person wants to be asked about remote deletions, turns the deletion in the ledger into a question, as for a
     * changed entity (E7).
     */
    private Action asked(Action action) {
        return action == Action.DELETE_LOCALLY && connector.settings().asksToDelete() ? Action.DETACH_AND_ASK : action;
    }

    /** Returns the reason to ask about a remote deletion; null if the reason is that the entity was changed locally. */
    @Nullable
    String whyAsked(LocalState here) {
        return here == LocalState.CHANGED
                ? null
                : "deletions there are made here only when you say so (devledger."
                        + connector.account().connector() + ".deletions is ask)";
    }

    void decide(Planned planned) {
        draft.decide(planned);
    }

    void add(Planned planned) {
        draft.add(planned);
    }

    /** Records an undecided question; {@code why} follows the entity's name in the sentence. */
    void leaveOpen(EntityRef entity, String why) {
        CanonicalContent content = nameOf(entity);
        draft.leaveOpen(
                content == null
                        ? "a " + entity.kind().name().toLowerCase(Locale.ROOT) + " " + why
                        : named(content, why));
    }

    /**
     * Returns the content that has the entity's name; null if the content cannot be read, which may be the very
     * problem.
     */
    private @Nullable CanonicalContent nameOf(EntityRef entity) {
        try {
            return local().content(entity);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    void leaveOpen(RemoteTask task, String why) {
        draft.leaveOpen(named(task.content(), why));
    }

    private static String named(CanonicalContent content, String why) {
        return "\"" + content.title() + "\" " + why;
    }

    /**
     * The reads of a cycle, and the knowledge from earlier cycles.
     *
     * @param doubts the doubts of earlier reads
     * @param reads the last complete read of each list before this one
     * @param leftOut the objects that a person wants to leave out
     * @param marked entities that may have been changed in the ledger
     * @param putOff the marked entities that were tried, and whose next try is not due yet
     * @param asked true in a requested cycle
     */
    public record PlanInput(
            Snapshot snapshot,
            Map<EntityRef, SuspectedAbsences.Suspicion> doubts,
            Map<String, Cycles.ListReadState> reads,
            PlanInput.ExcludedObjects leftOut,
            Set<EntityRef> marked,
            Set<EntityRef> putOff,
            boolean asked) {

        /** The marked entities that the narrow part of the cycle tries. */
        Set<EntityRef> due() {
            Set<EntityRef> due = new LinkedHashSet<>(marked);
            due.removeAll(putOff);
            return due;
        }

        /**
         * The remote objects that a person refused to import, with everything below them: the ledger does not know them.
         */
        public record ExcludedObjects(Set<String> ids) {
            List<RemoteTask> without(List<RemoteTask> newcomers) {
                if (ids.isEmpty()) {
                    return newcomers;
                }
                Map<String, RemoteTask> byId = new HashMap<>();
                newcomers.forEach(task -> byId.put(task.ref().id(), task));
                return newcomers.stream().filter(task -> !isOut(task, byId)).toList();
            }

            private boolean isOut(RemoteTask task, Map<String, RemoteTask> byId) {
                @Nullable RemoteTask each = task;
                for (int depth = 0; each != null && depth <= byId.size(); depth++) {
                    String parent = each.content().parent();
                    if (ids.contains(each.ref().id()) || (parent != null && ids.contains(parent))) {
                        return true;
                    }
                    each = parent == null ? null : byId.get(parent);
                }
                return false;
            }
        }
    }
}
