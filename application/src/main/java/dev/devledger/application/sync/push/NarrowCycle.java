package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.cycle.ClosedLists;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.cycle.Progress;
import dev.devledger.application.sync.guard.Approvals.BlockedPushes;
import dev.devledger.application.sync.guard.CycleGuards;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.local.PushBatch;
import dev.devledger.application.sync.local.PushBatch.PushBatchReader;
import dev.devledger.application.sync.local.PushBatch.PushCandidate;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.push.PushContext.KnownEntities;
import dev.devledger.application.sync.push.PushContext.PushObstacles;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.application.sync.read.ListReads.LockedLists;
import dev.devledger.domain.sync.conflict.Guards;
import dev.devledger.domain.sync.conflict.Guards.GuardHold;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand.LimitShare;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings marked entities to the service, pass by pass. The wanted state, the base and a fresh read are compared, and
 * only differences are sent. Parents come before their children; deletes come last, children before parents.
 */
public final class NarrowCycle {
    private final CycleContext connection;
    private final LinkJournal records;
    private final CycleGuards guards;
    private final PushContext.Lookups lookups;
    private final PushBatchReader reader;
    private final MarkSettlement marks;
    private boolean wantsFull;
    private Map<String, Cycles.ListReadState> reads = Map.of();
    private Set<EntityRef> early = Set.of();
    private @Nullable ClosedLists closedLists;

    public NarrowCycle(
            CycleContext connection, LinkJournal records, CycleCalls calls, CycleGuards guards, Progress progress) {
        this.connection = connection;
        this.records = records;
        this.guards = guards;
        this.marks = new MarkSettlement(connection, progress);
        this.lookups = PushContext.Lookups.of(connection, calls);
        this.reader =
                new PushBatchReader(connection.ledger(), connection.ports().links(), connection.connector());
    }

    /** Returns the number of entities changed in the service, so far. */
    public int pushed() {
        return marks.pushed();
    }

    /** True if nothing has to be looked at again, so far. */
    public boolean complete() {
        return marks.complete();
    }

    /** True if an entity waits for a cycle that reads the lists. */
    public boolean wantsFull() {
        return wantsFull;
    }

    /** Returns the entities that wait for a later try, and why. */
    public Map<EntityRef, String> left() {
        return marks.left();
    }

    /** Sets the last read of each list: nothing is written into lists that cannot be written. */
    public void lock(Map<String, Cycles.ListReadState> reads) {
        this.reads = reads;
    }

    /**
     * Sets the entities that are tried before their time because a user has requested a cycle for everything; closed
     * lists are tried too.
     */
    public void early(Set<EntityRef> entities) {
        early = entities;
        closed().tryNow();
    }

    private ClosedLists closed() {
        if (closedLists == null) {
            closedLists = new ClosedLists(connection.ports().closures(), connection.connector(), connection.clock());
        }
        return closedLists;
    }

    /** Pushes the items, and returns the items that are left to the next pass, where their lists come too. */
    public Set<PendingWork.Item> run(List<PendingWork.Item> items) {
        BlockedPushes blocked = guards.heldPushes();
        if (blocked.all()) {
            // Looking for a list may create it, and then the plan that a person is asked about would no longer be
            // right.
            items.forEach(each -> marks.conclude(each, PushObstacles.waitsForApproval()));
            return Set.of();
        }
        PushBatch batch = reader.read(items, reads);
        PushOutcome missing =
                new PushOutcome.Retry("its row in the read model is missing", PushPass.BROKEN, true, false);
        batch.missing().forEach(each -> marks.conclude(each, missing));
        markWhatFollows(batch);
        marks.begin(items);
        return run(batch, blocked).stream().map(PushCandidate::item).collect(Collectors.toSet());
    }

    private void markWhatFollows(PushBatch batch) {
        PendingWork work = connection.ports().work();
        if (!batch.lists().isEmpty()) {
            work.mark(connection.account(), batch.lists());
        }
        Set<EntityRef> again = batch.tasksToLinkAgain();
        // If an object is made again, its tasks are still below the old object, and nothing else looks at them once the
        // new object is linked.
        records.onLink(each -> {
            if (again.contains(each)) {
                work.mark(connection.account(), connection.ledger().goingWith(each));
            }
        });
    }

    private List<PushCandidate> run(PushBatch batch, BlockedPushes blocked) {
        List<EntityRef> all =
                batch.candidates().stream().map(each -> each.item().entity()).toList();
        OpenConflicts conflicts = OpenConflicts.of(connection.ports().conflicts(), connection.account(), all);
        Connector connector = connection.connector();
        PassGuards passGuards = new PassGuards(batch, conflicts::isAsWhole, guards, connector.words());
        wantsFull |= passGuards.holdsAny();
        KnownEntities known = new KnownEntities(batch, reader, conflicts, passGuards, connection.recentValues());
        LockedLists locked = LockedLists.of(reads);
        TargetList.PassLists lists = new TargetList.PassLists(locked, closed());
        PushContext context =
                new PushContext(connector, connection.table(), known, lookups, records, lists, marks::putOff);
        PushPass pass = new PushPass(context, new PushObstacles(known, blocked, locked, closed()), marks, early);
        try {
            pass.run();
        } finally {
            wantsFull |= pass.wantsFull();
            passGuards.conclude(batch);
            marks.takeAway();
        }
        return pass.next();
    }

    /**
     * The deletes and updates that a pass would make in the service, and which of them have to wait for an approval.
     */
    static final class PassGuards {
        private final CycleGuards guards;
        private final ContentTranslator words;
        private final List<CycleGuards.Write> deletes = new ArrayList<>();
        private final List<CycleGuards.Write> begun = new ArrayList<>();
        private final Map<EntityRef, LimitShare> counted;
        private final Set<EntityRef> held;

        /**
         * {@code asked} is true for entities that a person is asked about: they are not written in this pass, and the
         * guards do not count them.
         */
        PassGuards(PushBatch marked, Predicate<EntityRef> asked, CycleGuards guards, ContentTranslator words) {
            this.words = words;
            this.guards = guards;
            List<CycleGuards.Write> updates = new ArrayList<>();
            for (PushCandidate each : marked.candidates()) {
                EntityRef entity = each.item().entity();
                SyncLink link = marked.link(entity);
                if (link instanceof SyncLink.Deleting deleting) {
                    begun.add(delete(each, deleting.remote().list()));
                } else if (!asked.test(entity) && link instanceof SyncLink.Linked linked) {
                    plan(each, linked, marked, updates);
                }
            }
            guards.done(begun); // a delete that was begun goes on without a guard
            List<CycleGuards.Write> writes = new ArrayList<>(deletes);
            writes.addAll(updates);
            List<GuardHold> holds = writes.isEmpty() ? List.of() : guards.judgeDue(writes);
            if (!holds.isEmpty()) {
                guards.showAlso(holds, writes);
            }
            this.held = writes.stream()
                    .filter(write -> CycleGuards.covers(holds, write))
                    .map(CycleGuards.Write::entity)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            this.counted = deletes.isEmpty() ? Map.of() : guards.counted(deletes);
        }

        private void plan(
                PushCandidate each, SyncLink.Linked linked, PushBatch marked, List<CycleGuards.Write> updates) {
            String list = linked.remote().list();
            if (each.wanted() instanceof DesiredObject.Gone) {
                deletes.add(delete(each, list));
            } else if (each.wanted() instanceof DesiredObject.Present present) {
                Set<Field> fields = changes(each.item().entity(), linked, present, marked);
                if (!fields.isEmpty()) {
                    updates.add(write(Guards.Kind.UPDATE_REMOTELY, each, list, fields));
                }
            }
        }

        private static CycleGuards.Write delete(PushCandidate candidate, String list) {
            return write(Guards.Kind.DELETE_REMOTELY, candidate, list, Set.of());
        }

        private static CycleGuards.Write write(
                Guards.Kind kind, PushCandidate candidate, String list, Set<Field> fields) {
            EntityRef entity = candidate.item().entity();
            return new CycleGuards.Write(
                    kind,
                    list,
                    entity.toString(),
                    kind.isUpdate() ? null : candidate.above(),
                    fields,
                    candidate.item().changeSet(),
                    entity);
        }

        private Set<Field> changes(
                EntityRef entity, SyncLink.Linked linked, DesiredObject.Present present, PushBatch marked) {
            CanonicalContent wanted = content(entity, present, marked);
            return wanted == null
                    ? Set.of()
                    : CanonicalChanges.between(
                                    words.compared(entity.kind(), linked).base(), linked.inTheirForm(wanted))
                            .fields();
        }

        /** Null if the entity's parent, or its list, is not in the service yet: then nothing is written. */
        private @Nullable CanonicalContent content(EntityRef entity, DesiredObject.Present present, PushBatch marked) {
            EntityRef parent = present.parent();
            SyncLink above = marked.link(parent == null ? present.home().list() : parent);
            if (!(above instanceof SyncLink.Linked there)) {
                return null;
            }
            return parent == null
                    ? words.compared(
                            entity.kind(), present.content(), there.remote().list())
                    : present.below(there.remote().id());
        }

        boolean holdsAny() {
            return !held.isEmpty();
        }

        boolean holds(EntityRef entity) {
            return held.contains(entity);
        }

        /** Returns how the entity's delete counts in the day's limit of deletes. */
        LimitShare counted(EntityRef entity) {
            return counted.getOrDefault(entity, LimitShare.ALONE);
        }

        /** Uses up the approvals of those deletes that are recorded by now. */
        void conclude(PushBatch marked) {
            guards.done(deletes.stream()
                    .filter(write -> !(marked.link(Objects.requireNonNull(write.entity())) instanceof SyncLink.Linked))
                    .toList());
        }
    }
}
