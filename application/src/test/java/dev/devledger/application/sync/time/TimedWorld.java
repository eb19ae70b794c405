package dev.devledger.application.sync.time;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.memory.Overlay;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.record.DirtyMarks;
import dev.devledger.application.sync.record.DirtyMarks.TimeMarks;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A world whose service has time, and what people do with it. */
final class TimedWorld {
    final World world;
    final MemoryRemoteTime remote = new MemoryRemoteTime();

    TimedWorld(World world) {
        this.world = world;
        TimeMarks entries = new TimeMarks(List.of(world.account), world.timeWork);
        DirtyMarks marks = new DirtyMarks(List.of(world.account), world.work, () -> {}, DependencyGraph.NONE);
        world.time();
        world.ledger.listen(new NewEventListener() {
            @Override
            public void stored(List<LedgerEvent> events) {
                marks.stored(events);
                entries.stored(events);
            }

            @Override
            public void committed() {
                marks.committed();
            }
        });
        world.runner =
                world.newRunner(Overlay.over(Connector.class, world.connector, new TimePassTest.HasTime(remote)));
        world.remote.addList(World.LIST);
    }

    void synced() {
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
    }

    /** From then on the next look is a wide one. */
    void aWeekLater() {
        world.clock.forward(remote.reach().every().plusSeconds(1));
    }

    String worked(int daysAgo, String note, String... tags) {
        Instant start = world.clock.instant().minus(Duration.ofDays(daysAgo));
        return remote.put(new RemoteEntryContent(
                null,
                null,
                start,
                start.plusSeconds(600),
                ZoneOffset.UTC,
                note,
                new TreeSet<>(Set.of(tags)),
                false,
                false));
    }

    List<TimeEntryDetails> here() {
        return world.time().all();
    }

    TimeEntryId only() {
        return world.time().rows().iterator().next().seen().entry();
    }

    void edit(TimeEntryId entry, Patch<TimeEntryDetails> edit) {
        world.send(new TimeEntryCommand.Edit(entry, edit, false, null, world.clock.instant()));
    }

    void delete(TimeEntryId entry) {
        world.send(new TimeEntryCommand.Delete(entry, null, world.clock.instant()));
    }

    List<PendingApprovals.PendingPlan> held() {
        return world.holds.list(world.account);
    }

    String status() {
        return String.valueOf(world.runner.status().message());
    }
}
