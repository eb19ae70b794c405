package dev.devledger.bootstrap;

import dev.devledger.adapters.dashboard.frame.PagePorts.ConnectOffers;
import dev.devledger.adapters.postgres.PostgresEvents;
import dev.devledger.adapters.postgres.PostgresQueries;
import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.adapters.postgres.write.PostgresVersionFence;
import dev.devledger.application.claim.ClaimsProjection;
import dev.devledger.application.connection.Connecting;
import dev.devledger.application.history.HistoryProjection;
import dev.devledger.application.history.Moments;
import dev.devledger.application.ledger.Ledger.WriteGate;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.projection.BulkEvents;
import dev.devledger.application.projection.LiveProjections;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.application.projection.OutdatedProjections;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.record.DirtyMarks;
import dev.devledger.application.sync.record.DirtyMarks.NoteMarks;
import dev.devledger.application.sync.record.DirtyMarks.TimeMarks;
import dev.devledger.application.sync.record.SyncProjection;
import dev.devledger.application.task.NotesProjection;
import dev.devledger.bootstrap.Setup.Secrets;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;

/** The base of the ledger: its tables and events, the connected services, and the fence for writes. */
public final class Stores implements AutoCloseable {
    public final Setup setup;
    public final PostgresTables tables;
    public final PostgresEvents events;
    public final PostgresSyncMemory memory;
    public final Secrets secrets;
    public final TickTick ticktick;
    public final ClickUp clickup;
    public final TrackingTime trackingtime;
    public final Connectors connectors;
    public final List<Projection> projections;
    public final PostgresVersionFence fence;
    public final WriteGate gate;
    public final OutdatedProjections rebuilds;
    public final Moments moments;
    public final PostgresQueries queries;
    public final LiveProjections live;
    public final BulkEvents many;
    public final LongWrites longWrites;

    /** @param doors the listeners that report new events to clients */
    Stores(Setup setup, PostgresTables tables, NewEventListener doors) {
        this.setup = setup;
        this.tables = tables;
        Clock clock = setup.clock();
        events = new PostgresEvents(tables);
        memory = new PostgresSyncMemory(tables);
        secrets = new Secrets(setup, memory);
        ticktick = new TickTick(setup, secrets, memory);
        clickup = new ClickUp(setup, secrets, memory, tables);
        trackingtime = new TrackingTime(setup, secrets, memory, tables);
        // The oldest connector comes first. Lists of connectors keep this order.
        connectors = new Connectors(List.of(ticktick.connector, clickup.connector, trackingtime.connector));
        projections = Projections.of(tables, memory);
        fence = tables.fence(projections);
        gate = tables.writeGate(fence);
        rebuilds = new OutdatedProjections(projections, tables.generations, fence, clock);
        // This must come before any write, as it settles which code may write.
        rebuilds.claim();
        moments = tables.moments(clock, rebuilds::requirePast);
        queries = new PostgresQueries(tables, connectors.accounts(), moments, clock);
        live = new LiveProjections(
                projections,
                listeners(doors),
                events.eventLog,
                events.parkedEvents,
                tables.savepoints,
                tables.rowWrites);
        many = new BulkEvents(events.eventBatches, live, tables.tableStatistics);
        longWrites = new LongWrites(clock);
    }

    /** Returns the listeners, of which some mark changes for the sync in the transaction of the change. */
    private List<NewEventListener> listeners(NewEventListener doors) {
        return List.of(
                doors,
                new DirtyMarks(connectors.accounts(), memory.syncWork, setup.alarm(), tables.dependencyGraph),
                new TimeMarks(accounts(each -> each.time().isPresent()), memory.timeWork),
                new NoteMarks(accounts(each -> each.comments().isPresent()), memory.noteWork));
    }

    private List<ConnectedAccount> accounts(Predicate<Connector> which) {
        return connectors.all().stream().filter(which).map(Connector::account).toList();
    }

    /** Returns the services whose accounts are connected in the browser. */
    List<Connecting> connecting() {
        return List.of(clickup.module.connecting, ticktick.module.connecting);
    }

    List<ConnectOffers.Offer> connectOffers() {
        return connecting().stream()
                .map(each -> new ConnectOffers.Offer(
                        each.service().title(), each.service().path("connect"), each.isOffered()))
                .toList();
    }

    @Override
    public void close() {
        trackingtime.close();
        clickup.close();
        ticktick.close();
        tables.tableStatistics.close();
    }

    /** Makes the projections of the read model, for the server and for the jar's commands. */
    static final class Projections {
        private Projections() {}

        static List<Projection> of(PostgresTables tables, PostgresSyncMemory memory) {
            return List.of(
                    tables.projectRows,
                    tables.taskRows,
                    new NotesProjection(tables.notes),
                    new ClaimsProjection(tables.claimRows),
                    tables.personRows,
                    tables.billingRows,
                    tables.timeEntryRows,
                    tables.viewRows,
                    new HistoryProjection(tables.history),
                    new SyncProjection(memory.linkBook, memory.entryLinkBook, memory.conflictBook));
        }
    }
}
