package dev.devledger.application.sync.pull;

import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.CycleStopped.LogOnce;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.lookup.RemoteLookups.PlanObjects;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.plan.Plan;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.pull.PullSteps.ConflictSteps;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncCommand.LimitShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes over into the ledger what a full cycle has found in the service. Each entity has its own transaction, with its
 * changes in the ledger, its new base, and its conflicts. All of a cycle is one change set.
 */
public final class Pull {
    private static final Logger LOG = LoggerFactory.getLogger(Pull.class);

    /**
     * The failures in a row after which the pull checks that the database answers; otherwise each further item would
     * wait for it.
     */
    private static final int AWAY = 10;

    /** The longest name in a message, including the sign that it was cut. */
    private static final int LONGEST_NAME = 61;

    private final PullLedger ledger;
    private final LogOnce logOnce;
    private final EntityKeys keys;
    private final Instant now;
    private final TouchedEntities known;
    private final PullTally tally = new PullTally();
    private final List<String> left = new ArrayList<>();
    private final Map<String, UnimportedObjects.UnimportedObject> leftOut = new LinkedHashMap<>();
    private int failedInARow;

    public Pull(CycleContext connection, LedgerPorts into, LogOnce logOnce, EntityKeys keys, UUID cycle, Instant now) {
        this.keys = keys;
        this.now = now;
        this.ledger = new PullLedger(
                into,
                connection.connector(),
                connection.ports().links(),
                connection.ports().work(),
                cycle);
        this.logOnce = logOnce;
        this.known = new TouchedEntities(ledger);
    }

    /** Returns the number of entities that were changed in the ledger. */
    public int pulled() {
        return tally.pulled();
    }

    /** Returns the number of raised conflicts. */
    public int conflicts() {
        return tally.conflicts();
    }

    /** False if any item is left to the next cycle. */
    public boolean complete() {
        return tally.complete();
    }

    /** True if everything about that object was taken over, even if other objects are left to the next cycle. */
    public boolean isTaken(String object) {
        return !tally.mayBeOpen(object);
    }

    /**
     * Gives the owner the account's address, before content that names people is pulled. If it is refused, the pull
     * still goes on.
     */
    public void takeOwnAddress() {
        try {
            ledger.takeOwnAddress();
        } catch (Rejection e) {
            LOG.warn("The address of the account's own user is not taken for the owner's: {}", e.detail());
        }
    }

    /** Registers the project or card list of a list that was just found, before the list is linked. */
    public void know(SyncedList scope) {
        known.know(scope.list(), scope.owner());
    }

    /**
     * @param deletes how each delete is recorded for the guards
     * @param waiting the marked entities, which are pushed when they are due
     */
    public void apply(Plan plan, Map<EntityRef, LimitShare> deletes, Set<EntityRef> waiting) {
        known.load(plan.items());
        PullSteps steps = new PullSteps(
                ledger,
                tally,
                new PulledFields(ledger, known, tally, plan.conflicts(), waiting),
                new PulledExistence(ledger, known, tally, deletes),
                new ConflictSteps(ledger, tally, plan.conflicts()));
        plan.items().forEach(item -> counted(item, steps));
        if (!tally.toPush().isEmpty()) {
            ledger.mark(tally.toPush());
        }
    }

    private void counted(Planned item, PullSteps steps) {
        if (item instanceof Planned.Imported(var task) && isBelowUnknown(task)) {
            leaveBelow(item, task);
            return;
        }
        int before = tally.leftOpen();
        one(item, steps);
        if (tally.leftOpen() > before) {
            tally.leftOpenOf(PlanObjects.of(item).toList());
        }
    }

    private boolean isBelowUnknown(RemoteTask task) {
        String parent = task.content().parent();
        return parent != null && known.owner(parent).isEmpty();
    }

    /** Leaves out a task whose parent is not in the ledger, and reports it unless it is finished. */
    private void leaveBelow(Planned item, RemoteTask task) {
        if (leftOut.containsKey(String.valueOf(task.content().parent()))) {
            leaveOut(item, "what it is below is left out", "");
        } else if (!task.content().status().isTerminal()) {
            leaveOut(
                    item,
                    "what it is below in " + ledger.title() + " was finished before Devledger knew it, or cannot be"
                            + " read; reopen that, or move this out of it",
                    "");
        }
    }

    /**
     * Reports an unlinked object as left out. For a linked object {@code line} is kept, and the status reports this
     * line if the next read finds the same.
     */
    private void leaveOut(Planned item, String reason, String line) {
        UnimportedObjects.UnimportedObject out =
                switch (item) {
                    case Planned.Imported(var task) ->
                        new UnimportedObjects.UnimportedObject(
                                task.ref().list(),
                                task.ref().id(),
                                task.content().title(),
                                reason,
                                now,
                                false);
                    case Planned.ListImported(var list) ->
                        new UnimportedObjects.UnimportedObject(list.id(), list.id(), list.name(), reason, now, false);
                    default -> null;
                };
        if (out == null) {
            tally.leaveOpen(line);
        } else {
            leftOut.put(out.id(), out);
        }
    }

    /** Returns the unlinked objects that could not be taken over. */
    public List<UnimportedObjects.UnimportedObject> leftOut() {
        return List.copyOf(leftOut.values());
    }

    /** Applies one item. If it fails, the other items go on, and this one comes first in the next cycle. */
    private void one(Planned item, PullSteps steps) {
        try {
            try {
                if (item instanceof Planned.ListGone end) {
                    end.carried().forEach(each -> one(each, steps));
                }
                steps.apply(item);
            } catch (Rejection e) {
                tally.leaveOpen();
                if (e.code() == Rejection.Code.STALE) {
                    LOG.info("{}", told(item, "was changed in Devledger meanwhile, and is left to the next cycle"));
                } else {
                    leave(item, e.detail(), Level.WARN, null);
                }
                steps.refused(item, e);
            }
            failedInARow = 0;
        } catch (CycleStopped e) {
            throw e;
        } catch (RuntimeException e) {
            tally.leaveOpen();
            leave(item, "unexpected error; the server's log has the reason", Level.ERROR, e);
            if (++failedInARow % AWAY == 0) {
                ledger.requireAnswer();
            }
        }
    }

    private void leave(Planned item, String reason, Level level, @Nullable RuntimeException failure) {
        String line = told(item, "is not pulled: " + reason).replaceAll("\\p{Cntrl}", " ");
        left.add(line);
        leaveOut(item, reason, line);
        LOG.atLevel(logOnce.isNew(line) ? level : Level.DEBUG).setCause(failure).log("{}", line);
    }

    /** Describes the items that are left to the next cycle although nothing is wrong with them. */
    public List<String> open() {
        return tally.left();
    }

    /** Describes the items that were not taken over, with the reasons; null if there are none. */
    @Nullable
    public String left() {
        return left.isEmpty()
                ? null
                : left.getFirst() + (left.size() == 1 ? "" : "; and " + (left.size() - 1) + " more");
    }

    private String told(Planned item, String what) {
        if (item instanceof Planned.Imported(var task)) {
            String title = task.content().title();
            return "\"" + NearestValues.cut(title, LONGEST_NAME) + "\" ("
                    + task.ref().id() + ") " + what;
        }
        EntityRef entity = item.entity();
        try {
            return entity == null ? "something " + what : keys.words(entity, what);
        } catch (RuntimeException nameless) { // if the database is away, which is checked after some failures
            return entity + " " + what;
        }
    }

    /** The results of a pull so far. */
    static final class PullTally {
        private final List<String> left = new ArrayList<>();
        private final List<EntityRef> toPush = new ArrayList<>();
        private int pulled;
        private int conflicts;
        private final Set<String> open = new HashSet<>();
        private int leftOpen;
        private boolean openUnknown;

        /** Counts an entity that was changed in the ledger. */
        void taken() {
            pulled++;
        }

        void raised(int count) {
            conflicts += count;
        }

        /** Counts an item that is left to the next cycle. */
        void leaveOpen() {
            leftOpen++;
        }

        /** Records an item that is left to the next cycle; {@code what} names the item and the reason. */
        void leaveOpen(String what) {
            leaveOpen();
            left.add(what);
        }

        /** Describes the open items that nothing else reports. */
        List<String> left() {
            return left;
        }

        /** Adds an entity that has to be pushed. */
        void push(EntityRef entity) {
            toPush.add(entity);
        }

        int pulled() {
            return pulled;
        }

        int conflicts() {
            return conflicts;
        }

        boolean complete() {
            return leftOpen == 0;
        }

        int leftOpen() {
            return leftOpen;
        }

        /** Records the objects of an open item; an item without objects may be about any object. */
        void leftOpenOf(List<String> objects) {
            open.addAll(objects);
            openUnknown |= objects.isEmpty();
        }

        /** True if an open item may be about that object. */
        boolean mayBeOpen(String object) {
            return openUnknown || open.contains(object);
        }

        List<EntityRef> toPush() {
            return toPush;
        }
    }
}
