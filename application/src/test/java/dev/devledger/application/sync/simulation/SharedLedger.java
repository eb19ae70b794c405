package dev.devledger.application.sync.simulation;

import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.People;
import dev.devledger.application.project.Projects;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.conflict.EntryResolution;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.MemoryConflicts;
import dev.devledger.application.sync.memory.MemoryEntryLinkBook;
import dev.devledger.application.sync.memory.MemoryLedger;
import dev.devledger.application.sync.memory.MemoryPeople;
import dev.devledger.application.sync.memory.MemoryTime;
import dev.devledger.application.sync.memory.MemoryTimeWork;
import dev.devledger.application.sync.memory.MemoryTree;
import dev.devledger.application.sync.memory.MemoryViews;
import dev.devledger.application.sync.memory.NoteLinks;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.PendingWork.SyncAlarm;
import dev.devledger.application.sync.memory.SkewedClock;
import dev.devledger.application.sync.memory.SteppingClock;
import dev.devledger.application.sync.record.DirtyMarks;
import dev.devledger.application.sync.record.SyncProjection;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.application.task.DependencyGraph.DependencyCycles;
import dev.devledger.application.task.DependencyGraph.DependencyRefs;
import dev.devledger.application.task.DependencyGraph.TaskDependencies;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntries.OverlapPolicy;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** One ledger in one process, and the stores of each service that is in step with it. */
final class SharedLedger {
    final SteppingClock clock = new SteppingClock();
    final SkewedClock wall = new SkewedClock(clock);
    final Steps steps = new Steps();
    final MemoryConflicts conflicts = new MemoryConflicts();
    private final Map<String, World> worlds = new LinkedHashMap<>();
    private final LinkBook books = each(LinkBook.class, world -> world.book);
    private final PendingWork work = each(PendingWork.class, world -> world.work);
    final MemoryTimeWork timeWork = new MemoryTimeWork();
    final MemoryEntryLinkBook entries = new MemoryEntryLinkBook();
    final MemoryLedger ledger = new MemoryLedger(wall, steps, new SyncProjection(books, entries, conflicts));
    final MemoryTree tree = new MemoryTree(ledger);
    final MemoryViews views = new MemoryViews(ledger, tree);
    final Projects projects = new Projects(tree.locks(), tree, World.RESERVED, PlacementRules.NONE);
    final Tasks tasks = new Tasks(tree.locks(), tree, new DependencyCycles(DependencyGraph.NONE));
    final TaskDependencies dependencies = new TaskDependencies(tree, new DependencyRefs(tree), tree.graph());
    final MemoryTime time = new MemoryTime(ledger);
    final LedgerPorts ports = new LedgerPorts(
            ledger,
            projects,
            tasks,
            dependencies,
            new People(new MemoryPeople(ledger)),
            new BillingItems(new NoBilling()),
            new TimeEntries(time, OverlapPolicy.WARN),
            views.projects(),
            views.tasks());

    void joins(World world) {
        worlds.put(world.account.connector(), world);
    }

    List<World> worlds() {
        return List.copyOf(worlds.values());
    }

    Connectors connectors() {
        return new Connectors(
                worlds.values().stream().<Connector>map(each -> each.connector).toList());
    }

    NewEventListener marks(SyncAlarm alarm) {
        return new DirtyMarks(connectors().accounts(), work, alarm, tree.graph());
    }

    Conflicts decisions() {
        return new Conflicts(
                connectors(),
                conflicts,
                books,
                work,
                new EntryResolution(entries, timeWork, ports.time()),
                ports,
                keys());
    }

    Approvals approvals() {
        PendingApprovals holds = each(PendingApprovals.class, world -> world.holds);
        return new Approvals(connectors(), holds, books, keys(), () -> {});
    }

    private EntityKeys keys() {
        return new EntityKeys(views.projects(), views.tasks());
    }

    /** The port of that service which the first argument of a call is about. */
    private <T> T each(Class<T> port, Function<World, ? super T> of) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (arguments == null) {
                        return each(NoteLinks.class, world -> world.book.notes()); // all that has no account to be of
                    }
                    String connector = arguments[0] instanceof SyncLinkId link
                            ? link.connector()
                            : ((ConnectedAccount) arguments[0]).connector();
                    try {
                        return method.invoke(of.apply(Objects.requireNonNull(worlds.get(connector))), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
