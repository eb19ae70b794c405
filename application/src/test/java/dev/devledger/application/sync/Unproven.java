package dev.devledger.application.sync;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.sync.Invariants.Broken;
import dev.devledger.application.sync.MemoryRemote.Call;
import dev.devledger.application.sync.MemoryRemote.Fault;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.SyncEvent;
import dev.devledger.domain.sync.SyncLink;
import dev.devledger.domain.task.TaskEvent;
import java.util.HashSet;
import java.util.Set;

/** A read of which a part has failed proves no absence: nothing is missed, and nothing deleted (sync design, I12). */
final class Unproven {
    private final World world;
    private final Set<EntityRef> missedBefore = new HashSet<>();
    private int lists;
    private boolean failed;
    private int events;

    Unproven(World world) {
        this.world = world;
    }

    /** A full cycle begins: it reads the lists of the account, what is in them, and the lists again. */
    void begin() {
        lists = 0;
        failed = false;
        events = world.ledger.size();
        missedBefore.clear();
        missedBefore.addAll(world.doubts.all(world.account).keySet());
    }

    private Set<EntityRef> missed() {
        Set<EntityRef> missed = new HashSet<>(world.doubts.all(world.account).keySet());
        missed.removeIf(each -> !(world.link(each) instanceof SyncLink.Linked));
        return missed;
    }

    void called(Call call, Fault fault) {
        if (call == Call.LISTS) {
            lists++;
        } else if (lists == 1
                && (call == Call.OPEN_TASKS || call == Call.FINISHED_TASKS)
                && (fault == Fault.LOST_REQUEST || fault == Fault.LOST_ANSWER)) {
            failed = true;
        }
    }

    void end() {
        if (!failed) {
            return;
        }
        Set<EntityRef> missed = missed();
        missed.removeAll(missedBefore);
        if (!missed.isEmpty()) {
            throw new Broken("I12", "a read that has failed misses " + missed);
        }
        for (LedgerEvent event : world.ledger.eventsFrom(events)) {
            boolean deleted = event.payload() instanceof TaskEvent.Deleted
                    || event.payload() instanceof ProjectEvent.Deleted
                    || event.payload() instanceof SyncEvent.RemoteGone;
            if (deleted && event.by().actor().equals("ticktick")) {
                throw new Broken("I12", "a read that has failed is the reason for " + event.payload());
            }
        }
    }
}
