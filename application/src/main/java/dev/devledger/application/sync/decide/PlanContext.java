package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.cycle.Connection.ExistenceTable;
import dev.devledger.application.sync.decide.PlanMaterial.LedgerPlaces;
import dev.devledger.application.sync.local.LedgerViews;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.plan.LocalContent;
import dev.devledger.application.sync.plan.Plan.PlanDraft;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.KnownLinks;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.application.sync.read.Snapshot;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.Existence.Action;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What all steps of a plan look at, and the draft that they write into. */
record PlanContext(
        Connector connector,
        Read read,
        Ledger ledger,
        Memory memory,
        RemoteLookups lookUps,
        ExistenceTable table,
        PlanDraft draft) {

    /**
     * What is there.
     *
     * @param snapshot what the lists show
     * @param observed the same, by the entities that it belongs to
     */
    record Read(Snapshot snapshot, Observed observed) {}

    /**
     * What is here.
     *
     * @param sides what the ledger wants there
     * @param local the same in the words of the comparison
     * @param places where in the ledger the places there are
     */
    record Ledger(LedgerViews sides, LocalContent local, LedgerPlaces places) {}

    /**
     * What is remembered of both.
     *
     * @param frozen what waits for a person's decision
     * @param pending the creates that may have made what is nobody's
     */
    record Memory(KnownLinks links, OpenConflicts frozen, PendingCreates pending) {}

    Snapshot snapshot() {
        return read.snapshot();
    }

    Observed observed() {
        return read.observed();
    }

    LedgerViews sides() {
        return ledger.sides();
    }

    LocalContent local() {
        return ledger.local();
    }

    KnownLinks links() {
        return memory.links();
    }

    OpenConflicts frozen() {
        return memory.frozen();
    }

    /** The service's, as people write it. */
    String title() {
        return connector.title();
    }

    /** Whether the service says of a deleted object that it is deleted. */
    boolean tellsDeleted() {
        return connector.capabilities().tellsDeleted();
    }

    /** Whether no read tells of what is in that list. */
    boolean isUnlisted(String list) {
        return snapshot().consistent() && !links().isList(list);
    }

    SyncLink link(EntityRef entity) {
        return links().link(entity);
    }

    @Nullable
    Wanted wanted(EntityRef entity) {
        return sides().wanted(entity);
    }

    /** As both sides are compared. */
    Canonical compared(EntityRef entity, RemoteTask task) {
        return connector.words().compared(entity.kind(), task);
    }

    SyncLink.Linked compared(EntityRef entity, SyncLink.Linked link) {
        return connector.words().compared(entity.kind(), link);
    }

    /** What the table of docs/sync-design.md, section 5, says of an entity that has that link. */
    Action action(SyncLink link, LocalState here, RemoteState there) {
        return asked(table.decide(link, here, there).action());
    }

    Action action(LinkState link, LocalState here, RemoteState there) {
        return asked(table.decide(link, here, there).action());
    }

    /** Where a person wants to be asked, what was deleted there is as if it had been changed here (row E7). */
    private Action asked(Action action) {
        return action == Action.DELETE_LOCALLY && connector.settings().asksToDelete() ? Action.DETACH_AND_ASK : action;
    }

    /** Why a person is asked of what was deleted there; null where that is because it was changed here. */
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

    /** {@code why} goes on the name of the entity. */
    void leaveOpen(EntityRef entity, String why) {
        Canonical content = nameOf(entity);
        draft.leaveOpen(
                content == null
                        ? "a " + entity.kind().name().toLowerCase(Locale.ROOT) + " " + why
                        : named(content, why));
    }

    /** What cannot be read may be why something is left open. */
    private @Nullable Canonical nameOf(EntityRef entity) {
        try {
            return local().content(entity);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    void leaveOpen(RemoteTask task, String why) {
        draft.leaveOpen(named(task.content(), why));
    }

    private static String named(Canonical content, String why) {
        return "\"" + content.title() + "\" " + why;
    }
}
