package dev.devledger.application.sync.memory;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list of which a read has failed proves no absence: nothing in it counts as missing, and nothing is deleted
 * (docs/sync-design.md, section 9, I12).
 */
public final class Unproven {
    private final World world;
    private final Set<EntityRef> missedBefore = new HashSet<>();
    private int lists;
    /** True if finished tasks could not be read, so that no list counts as read. */
    private boolean failed;

    private final Set<String> failedLists = new HashSet<>();
    /** The list of each entity's object when the cycle began: the cycle may have moved some of the objects. */
    private final Map<EntityRef, String> listBefore = new HashMap<>();

    private int events;

    public Unproven(World world) {
        this.world = world;
    }

    /** Begins a full cycle: it reads the account's lists, their contents, and the lists again. */
    public void begin() {
        lists = 0;
        failed = false;
        failedLists.clear();
        events = world.ledger.size();
        missedBefore.clear();
        missedBefore.addAll(missing());
        listBefore.clear();
        for (LinkBook.Entry entry : world.book.all()) {
            RemoteRef object = entry.link().object();
            if (object != null) {
                listBefore.put(entry.entity(), object.list());
            }
        }
    }

    private Set<EntityRef> missed() {
        Set<EntityRef> missed = new HashSet<>(missing());
        missed.removeIf(each -> !(world.link(each) instanceof SyncLink.Linked) || !isUnknown(each));
        return missed;
    }

    private List<EntityRef> missing() {
        return world.doubts.all(world.account).entrySet().stream()
                .filter(each -> each.getValue().isMissed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isUnknown(EntityRef entity) {
        return failed || failedLists.contains(listBefore.get(entity));
    }

    public void called(Call call, Fault fault) {
        if (call == Call.LISTS) {
            lists++;
        } else if (lists == 1 && (fault == Fault.LOST_REQUEST || fault == Fault.LOST_ANSWER)) {
            failed |= call == Call.FINISHED_TASKS;
            if (call == Call.OPEN_TASKS) {
                failedLists.add(world.remote.opened());
            }
        } else if (lists > 2 && fault == Fault.NONE && call == Call.OPEN_TASKS) {
            failedLists.remove(world.remote.opened()); // what was asked for meanwhile has begun another read
        }
    }

    public void end() {
        Set<EntityRef> missed = missed();
        missed.removeAll(missedBefore);
        if (!missed.isEmpty()) {
            throw new Broken("I12", "a read that has failed misses " + missed);
        }
        for (LedgerEvent event : world.ledger.eventsFrom(events)) {
            if (event.payload() instanceof SyncEvent.RemoteGone gone
                    && isUnknown(gone.link().entity())
                    && world.isBySync(event)) {
                throw new Broken("I12", "a read that has failed is the reason for " + event.payload());
            }
        }
    }
}
