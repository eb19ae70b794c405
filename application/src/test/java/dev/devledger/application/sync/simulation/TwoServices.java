package dev.devledger.application.sync.simulation;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncRunner;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectorMode;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.cycle.SyncMeters;
import dev.devledger.application.sync.cycle.SyncPorts;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.memory.Closures;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.CycleView;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Lease;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.MemoryBook;
import dev.devledger.application.sync.memory.MemoryClosures;
import dev.devledger.application.sync.memory.MemoryConflicts;
import dev.devledger.application.sync.memory.MemoryConnector;
import dev.devledger.application.sync.memory.MemoryDoubts;
import dev.devledger.application.sync.memory.MemoryHolds;
import dev.devledger.application.sync.memory.MemoryLedger;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryTree;
import dev.devledger.application.sync.memory.MemoryViews;
import dev.devledger.application.sync.memory.MemoryWork;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.Phone;
import dev.devledger.application.sync.memory.SteppingClock;
import dev.devledger.application.sync.memory.SuspectedAbsences;
import dev.devledger.application.sync.record.DirtyMarks;
import dev.devledger.application.sync.record.SyncProjection;
import dev.devledger.application.task.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.SyncLinkId;
import dev.devledger.domain.sync.merge.ConflictPolicies;
import dev.devledger.domain.sync.merge.ConflictPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** One ledger and two services, whose objects have the same ids, and of each what the sync keeps of it. */
public final class TwoServices {
    private static final Provenance OWNER = new Provenance("owner", "rest", null, null, "request", "request", null);

    public final SteppingClock clock = new SteppingClock();
    private final Steps steps = new Steps();
    public final Service one;
    public final Service two;
    private final Map<String, Service> services;
    public final MemoryConflicts conflicts = new MemoryConflicts();
    final MemoryLedger ledger;
    final MemoryTree tree;
    final MemoryViews views;
    final Projects projects;
    final Tasks tasks;
    public final Connectors connectors;
    public final Conflicts decisions;
    public final Approvals approvals;

    public TwoServices(ConflictPolicy policy) {
        this(policy, Nature.TICKTICK, Nature.TICKTICK);
    }

    public TwoServices(ConflictPolicy policy, Nature first, Nature second) {
        one = new Service("one", policy, first);
        two = new Service("two", policy, second);
        services = Map.of("one", one, "two", two);
        connectors = new Connectors(List.of(one.connector, two.connector));
        SyncPorts ports = new SyncPorts(
                each(LinkBook.class, service -> service.book),
                conflicts,
                each(SuspectedAbsences.class, service -> service.doubts),
                each(PendingWork.class, service -> service.work),
                each(Cycles.class, service -> service),
                each(Lease.class, service -> service.lease),
                each(ConnectorStates.class, service -> service.states),
                each(PendingApprovals.class, service -> service.holds),
                SyncMeters.NONE,
                each(Closures.class, service -> service.closures));
        ledger = new MemoryLedger(clock, steps, new SyncProjection(ports.links(), conflicts));
        tree = new MemoryTree(ledger);
        views = new MemoryViews(ledger, tree);
        projects = new Projects(tree.locks(), tree, World.RESERVED);
        tasks = new Tasks(tree.locks(), tree);
        LedgerPorts all = new LedgerPorts(ledger, projects, tasks, views.projects(), views.tasks());
        services.values().forEach(each -> each.runner = new SyncRunner(each.connector, all, ports, clock));
        ledger.listen(new DirtyMarks(connectors.accounts(), ports.work(), () -> {}));
        decisions = new Conflicts(connectors, conflicts, ports.links(), ports.work(), all);
        approvals = new Approvals(connectors, ports.holds(), ports.links(), views.projects(), views.tasks(), () -> {});
    }

    /** The port of that service which the first argument of a call is about. */
    private <T> T each(Class<T> port, Function<Service, ? super T> of) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    String connector = arguments[0] instanceof SyncLinkId link
                            ? link.connector()
                            : ((ConnectedAccount) arguments[0]).connector();
                    try {
                        return method.invoke(of.apply(services.get(connector)), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    public void people(Consumer<ChangeSet> work) {
        ledger.write(
                OWNER,
                changes -> {
                    work.accept(changes);
                    return changes.id();
                },
                id -> id);
    }

    /** The events' actors, oldest first. */
    public List<String> actors() {
        return ledger.events().stream()
                .map(each -> each.by().actor())
                .distinct()
                .toList();
    }

    public int events() {
        return ledger.size();
    }

    public List<UUID> projects() {
        return tree.projects().stream().map(ProjectId::value).toList();
    }

    public void delete(UUID project) {
        people(changes -> projects.delete(changes, project.toString(), null));
    }

    List<Service> all() {
        return List.of(one, two);
    }

    List<ProjectView> allProjects() {
        return tree.projects().stream()
                .map(id -> views.project(id.value()).orElseThrow())
                .toList();
    }

    List<ProjectView> liveProjects() {
        return allProjects().stream().filter(each -> each.deletedAt() == null).toList();
    }

    List<TaskView> allTasks() {
        return tree.tasks().stream()
                .map(id -> views.task(id.value()).orElseThrow())
                .toList();
    }

    List<TaskView> liveTasks() {
        return allTasks().stream().filter(each -> each.deletedAt() == null).toList();
    }

    private List<EntityRef> tasksOf(UUID project) {
        return tree.tasksIn(new ProjectId(project)).stream()
                .map(task -> EntityRef.task(task.value()))
                .toList();
    }

    /** A full cycle of each, until what both have seen is proven. */
    public void settle() {
        for (int round = 0; round < 3; round++) {
            one.full();
            two.full();
            clock.forward(World.SETTLE);
        }
    }

    /** What the sync keeps of one service; it runs one cycle at a time. */
    public final class Service implements Cycles {
        public final MemoryRemote remote;
        public final Phone phone;
        public final MemoryHolds holds = new MemoryHolds(clock);
        public final MemoryConnector connector;
        public final MemoryWork work = new MemoryWork(steps, TwoServices.this::tasksOf);
        final MemoryBook book = new MemoryBook();
        private final MemoryDoubts doubts = new MemoryDoubts(steps);
        private final MemoryClosures closures = new MemoryClosures(steps);
        private final OneHolder lease = new OneHolder();
        private final OneState states = new OneState();
        final List<Cycle> cycles = new ArrayList<>();
        private Map<String, Read> reads = Map.of();
        private SyncRunner runner;

        Service(String name, ConflictPolicy policy, Nature nature) {
            remote = new MemoryRemote(clock, steps, nature);
            phone = new Phone(remote, clock);
            SyncSettings settings = new SyncSettings(
                    World.LIST, true, World.SETTLE, Duration.ZERO, ConflictPolicies.all(policy), ZoneOffset.UTC);
            connector = new MemoryConnector(
                    new ConnectedAccount(name, "main", ConnectorMode.SANDBOX, RemoteRef::id), settings, remote, remote);
        }

        public Sync.Report full() {
            return runner.run();
        }

        SyncLink link(EntityRef entity) {
            return book.find(connector.account().link(entity)).orElseGet(() -> new SyncLink.None(null));
        }

        public Sync sync() {
            return runner;
        }

        /** As if another node ran its cycles. */
        public void holdLease() {
            lease.acquire(connector.account(), Duration.ofHours(1));
        }

        public void due() {
            runner.runDue();
        }

        public List<String> titles() {
            return remote.live().stream()
                    .map(card -> card.content.title())
                    .sorted()
                    .toList();
        }

        @Override
        public void save(ConnectedAccount account, Cycle cycle) {
            cycles.add(cycle);
        }

        @Override
        public void save(ConnectedAccount account, Cycle cycle, Map<String, Read> now) {
            cycles.add(cycle);
            reads = Map.copyOf(now);
        }

        @Override
        public Map<String, Read> reads(ConnectedAccount account) {
            return reads;
        }

        @Override
        public Optional<Instant> lastFullAt(ConnectedAccount account) {
            return cycles.stream()
                    .filter(cycle -> cycle.kind().equals("full"))
                    .map(Cycle::startedAt)
                    .max(Instant::compareTo);
        }

        @Override
        public Optional<Cycle> last(ConnectedAccount account) {
            return cycles.isEmpty() ? Optional.empty() : Optional.of(cycles.getLast());
        }

        @Override
        public Page<CycleView> list(List<ConnectedAccount> accounts, PageRequest page) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int forget(Instant before) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class OneState implements ConnectorStates {
        private ConnectorState state = ConnectorState.IDLE;

        @Override
        public ConnectorState get(ConnectedAccount account) {
            return state;
        }

        @Override
        public void set(ConnectedAccount account, ConnectorState now) {
            state = now;
        }
    }

    private final class OneHolder implements Lease {
        private Instant until = Instant.EPOCH;
        private long fences;

        @Override
        public Optional<Held> acquire(ConnectedAccount account, Duration length) {
            if (until.isAfter(clock.instant())) {
                return Optional.empty();
            }
            until = clock.instant().plus(length);
            return Optional.of(new Held(++fences));
        }

        @Override
        public boolean renew(ConnectedAccount account, Held held, Duration length) {
            return held.fence() == fences;
        }

        @Override
        public void release(ConnectedAccount account, Held held) {
            until = Instant.EPOCH;
        }
    }
}
