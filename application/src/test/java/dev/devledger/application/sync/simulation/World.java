package dev.devledger.application.sync.simulation;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.Sync.HintIntake;
import dev.devledger.application.sync.SyncRunner;
import dev.devledger.application.sync.SyncRunner.SyncRunners;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector.RemoteComments;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.cycle.CycleContext.SyncPorts;
import dev.devledger.application.sync.cycle.SyncMeters;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.local.DesiredState;
import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.local.LinkedTaskTranslator;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorState;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.MemoryBook;
import dev.devledger.application.sync.memory.MemoryClosures;
import dev.devledger.application.sync.memory.MemoryConflicts;
import dev.devledger.application.sync.memory.MemoryConnector;
import dev.devledger.application.sync.memory.MemoryCycles;
import dev.devledger.application.sync.memory.MemoryFeedCursors;
import dev.devledger.application.sync.memory.MemoryLease;
import dev.devledger.application.sync.memory.MemoryLedger;
import dev.devledger.application.sync.memory.MemoryLeftObjects;
import dev.devledger.application.sync.memory.MemoryNoteWork;
import dev.devledger.application.sync.memory.MemoryPendingApprovals;
import dev.devledger.application.sync.memory.MemoryPendingHints;
import dev.devledger.application.sync.memory.MemoryPendingWork;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryStates;
import dev.devledger.application.sync.memory.MemorySuspectedAbsences;
import dev.devledger.application.sync.memory.MemoryTime;
import dev.devledger.application.sync.memory.MemoryTimeWork;
import dev.devledger.application.sync.memory.MemoryTree;
import dev.devledger.application.sync.memory.MemoryViews;
import dev.devledger.application.sync.memory.MemoryWebhooks;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.Overlay;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.Phone;
import dev.devledger.application.sync.memory.Quirk;
import dev.devledger.application.sync.memory.SkewedClock;
import dev.devledger.application.sync.memory.SteppingClock;
import dev.devledger.application.sync.record.DirtyMarks.NoteMarks;
import dev.devledger.application.task.DependencyGraph.TaskDependencies;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Placement.PlacementsEdit;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.existence.ExistenceDecision;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A ledger, a task service, and the sync between them, all in memory and on one clock. */
public final class World {
    public static final Duration SETTLE = Duration.ofSeconds(60);
    public static final ReservedTags RESERVED = new ReservedTags(MemoryConnector.WORDS.reservedTags());
    public static final String LIST = "Dev Projects";
    private static final Provenance OWNER = new Provenance("owner", "rest", null, null, "request", "request", null);

    /** How one is made. */
    public record Kind(
            boolean subtasks,
            ConflictPolicy policy,
            Duration pollInterval,
            ConnectorMode mode,
            Sabotage bug,
            Nature nature) {
        public Kind(boolean subtasks, ConflictPolicy policy, Duration pollInterval, ConnectorMode mode, Sabotage bug) {
            this(subtasks, policy, pollInterval, mode, bug, Nature.TICKTICK);
        }
    }

    final SharedLedger shared;
    public final SteppingClock clock;
    /** As the ledger's own machine tells the time. */
    public final SkewedClock wall;

    public final Steps steps;
    public final MemoryRemote remote;
    public final MemoryBook book = new MemoryBook();
    public final MemoryConflicts conflicts;
    public final MemorySuspectedAbsences doubts;
    final MemoryClosures closures;
    public final MemoryLeftObjects left;
    final MemoryFeedCursors feeds;
    public final MemoryPendingApprovals holds;
    public final MemoryLedger ledger;
    public final MemoryTree tree;
    public final MemoryViews views;
    public final MemoryPendingWork work;
    public final MemoryPendingHints hints;
    public final MemoryNoteWork notes = new MemoryNoteWork(book);
    public final MemoryTimeWork timeWork;
    private @Nullable MemoryWebhooks webhooks;
    public final List<Cycles.Cycle> cycles = new ArrayList<>();
    public final ConnectedAccount account;
    public final MemoryConnector connector;
    public final MemoryLease lease;
    private final Map<UUID, String> names = new LinkedHashMap<>();
    private final Map<UUID, UUID> projectOf = new LinkedHashMap<>();
    public final SyncSettings settings;
    public final Phone phone;
    /** How often each answer of the existence table was given. */
    final Map<ExistenceDecision, Long> decided = new HashMap<>();

    private final SyncMeters meters = new SyncMeters() {
        @Override
        public void answered(RemoteAnswer<?> answer) {}

        @Override
        public void over(Cycles.Cycle cycle) {}

        @Override
        public void decided(ExistenceDecision decided) {
            World.this.decided.merge(decided, 1L, Long::sum);
        }
    };
    private final MemoryStates states;
    final MemoryCycles records;
    public final Projects projects;
    public final Tasks tasks;
    private int ids;
    public int rings;
    public SyncRunner runner;
    private SyncRunner standby;
    private final Sabotage bug;
    private final DesiredState side;
    private @Nullable RemoteTimeEntries time;

    public World() {
        this(true);
    }

    public World(boolean subtasks) {
        this(new Kind(subtasks, ConflictPolicy.REMOTE, Duration.ZERO, ConnectorMode.SANDBOX, Sabotage.NONE));
    }

    public World(ConflictPolicy policy) {
        this(new Kind(true, policy, Duration.ZERO, ConnectorMode.SANDBOX, Sabotage.NONE));
    }

    /** One that looks for changes by itself. */
    public World(Duration pollInterval) {
        this(new Kind(true, ConflictPolicy.REMOTE, pollInterval, ConnectorMode.SANDBOX, Sabotage.NONE));
    }

    /** One of an account that is somebody's own, which looks for changes by itself. */
    public static World live(Duration pollInterval) {
        return new World(new Kind(true, ConflictPolicy.REMOTE, pollInterval, ConnectorMode.LIVE, Sabotage.NONE));
    }

    /** One with a service of that nature. */
    public World(Nature nature) {
        this(new Kind(true, ConflictPolicy.REMOTE, Duration.ZERO, ConnectorMode.SANDBOX, Sabotage.NONE, nature));
    }

    /** One with a service of that nature, of an account that is somebody's own. */
    public static World live(Nature nature) {
        return new World(
                new Kind(true, ConflictPolicy.REMOTE, Duration.ZERO, ConnectorMode.LIVE, Sabotage.NONE, nature));
    }

    public static World off() {
        return new World(new Kind(true, ConflictPolicy.REMOTE, Duration.ZERO, ConnectorMode.OFF, Sabotage.NONE));
    }

    public World(Kind kind) {
        this("ticktick", kind, new SharedLedger());
    }

    /** One of several services, of that name. */
    World(String name, Kind kind, SharedLedger shared) {
        this.shared = shared;
        clock = shared.clock;
        wall = shared.wall;
        steps = shared.steps;
        conflicts = shared.conflicts;
        timeWork = shared.timeWork;
        doubts = new MemorySuspectedAbsences(steps);
        closures = new MemoryClosures(steps);
        left = new MemoryLeftObjects(steps);
        feeds = new MemoryFeedCursors(steps);
        hints = new MemoryPendingHints(steps);
        holds = new MemoryPendingApprovals(wall);
        ledger = shared.ledger;
        tree = shared.tree;
        views = shared.views;
        projects = shared.projects;
        tasks = shared.tasks;
        work = new MemoryPendingWork(steps, this::tasksOf);
        lease = new MemoryLease(clock, steps);
        states = new MemoryStates(steps);
        records = new MemoryCycles(steps, cycles);
        remote = new MemoryRemote(clock, steps, kind.nature());
        phone = new Phone(remote, clock);
        account = new ConnectedAccount(name, "main", kind.mode(), RemoteRef::id);
        settings = new SyncSettings(
                LIST,
                kind.subtasks(),
                SETTLE,
                kind.pollInterval(),
                ConflictPolicies.all(kind.policy()),
                ZoneOffset.UTC);
        bug = kind.bug();
        connector = connector(account, remote);
        side = new DesiredState(connector);
        remote.sentBy(wall);
        shared.joins(this);
        NewEventListener marks = shared.marks(() -> rings++);
        NewEventListener planted = bug == Sabotage.PUSH_IN_HANDLER ? Saboteur.handler(this, marks) : marks;
        ledger.listen(remote.nature().has(Quirk.COMMENTS) ? noted(planted) : planted);
        runner = newRunner(account);
        standby = newRunner(account);
    }

    public SyncRunner newRunner(ConnectedAccount of) {
        Saboteur.Outside outside = Saboteur.plant(bug, this, new Saboteur.Outside(remote, syncPorts()));
        return new SyncRunner(
                withTime(connector(of, outside.tasks())),
                Saboteur.plant(bug, this, shared.ports),
                outside.ports(),
                wall);
    }

    /** What is noted is to be said as well. */
    private NewEventListener noted(NewEventListener marks) {
        NoteMarks noted = new NoteMarks(List.of(account), notes);
        ledger.onStored(book.notes()::stored);
        return new NewEventListener() {
            @Override
            public void stored(List<LedgerEvent> events) {
                marks.stored(events);
                noted.stored(events);
            }

            @Override
            public void committed() {
                marks.committed();
            }
        };
    }

    private MemoryConnector connector(ConnectedAccount of, RemoteTasks tasks) {
        Optional<RemoteComments> comments = Optional.of(Saboteur.plant(bug, remote.comments()))
                .filter(any -> remote.nature().has(Quirk.COMMENTS));
        return new MemoryConnector(of, settings, tasks, remote, this::linked, comments);
    }

    /** The service has time entries as well from now on. */
    void hasTime(RemoteTimeEntries entries) {
        time = entries;
        runner = newRunner(account);
        standby = newRunner(account);
    }

    private Connector withTime(Connector real) {
        return time == null ? real : Overlay.over(Connector.class, real, new WithTime(time));
    }

    private ContentTranslator linked(ContentTranslator words) {
        return remote.nature().holds(Field.BLOCKED_BY) ? new LinkedTaskTranslator(words, book, tree, account) : words;
    }

    public TaskDependencies dependencies() {
        return shared.dependencies;
    }

    /** One of the same ledger and the same account, by another connector. */
    public SyncRunner newRunner(Connector of) {
        return new SyncRunner(of, shared.ports, syncPorts(), wall);
    }

    public SyncRunners runners() {
        return new SyncRunners(
                new Connectors(List.of(connector)),
                each -> runner,
                work,
                syncPorts().cycles(),
                wall);
    }

    /** The process has died, with all that it knew of any service. */
    private void startAgain() {
        shared.worlds().forEach(World::begins);
    }

    private void begins() {
        runner = newRunner(account);
        Set<UUID> stored = new HashSet<>();
        tree.projects().forEach(id -> stored.add(id.value()));
        tree.tasks().forEach(id -> stored.add(id.value()));
        work.rolledBack(entity -> entity.holdsCards() || stored.contains(entity.id()));
    }

    /** The next cycle is another node's, which knows what is stored, and nothing else of the one before. */
    public void nextNode() {
        SyncRunner other = standby;
        standby = runner;
        runner = other;
    }

    /** What the ledger wants of it there; null for a card list, which it has no row of. */
    @Nullable
    public DesiredObject wanted(EntityRef entity) {
        if (entity.holdsCards()) {
            return null;
        }
        return switch (entity.kind()) {
            case PROJECT -> side.card(projectView(entity));
            case LIST -> side.list(projectView(EntityRef.project(entity.id())));
            case ENTRY -> null;
            case TASK -> {
                TaskView task = taskView(entity);
                yield side.task(task, projectView(EntityRef.project(task.projectId())));
            }
        };
    }

    /** What a card or a task holds here, deleted or not. */
    public CanonicalContent content(EntityRef entity) {
        if (entity.kind() != EntityRef.Kind.TASK) {
            return side.restored(projectView(entity)).content();
        }
        TaskView task = taskView(entity);
        return side.restored(task, projectView(EntityRef.project(task.projectId())))
                .content();
    }

    private SyncPorts syncPorts() {
        return new SyncPorts(
                book,
                conflicts,
                doubts,
                work,
                records,
                lease,
                states,
                holds,
                meters,
                closures,
                feeds,
                hints,
                notes,
                shared.entries,
                timeWork,
                left);
    }

    /** The time of the ledger. */
    public MemoryTime time() {
        return shared.time;
    }

    public ConnectorState state() {
        return states.get(account);
    }

    /** How often the connector's state was written. */
    public int stateWrites() {
        return states.writes();
    }

    /** From now on the service says by itself that something has changed, more or less. */
    public void tells(MemoryWebhooks some) {
        webhooks = some;
    }

    /** What it says of what was done there since. */
    public void deliver() {
        if (webhooks != null) {
            HintIntake intake = new HintIntake(hints, () -> rings++);
            webhooks.deliveries(remote).forEach(hint -> intake.take(account, hint));
        }
    }

    // What people do.

    public void send(Addressed command) {
        ledger.write(
                OWNER,
                changes -> {
                    changes.send(command);
                    return command;
                },
                sent -> sent);
    }

    /** The card list, there and linked while it was empty. */
    public String cardList() {
        String list = remote.addList(LIST).id();
        full();
        remote.calls();
        return list;
    }

    /** So many projects, each with its card. */
    public List<EntityRef> cards(int count) {
        cardList();
        List<EntityRef> projects = IntStream.range(0, count)
                .mapToObj(each -> project("Project " + each))
                .toList();
        untilQuiet();
        full();
        return projects;
    }

    public EntityRef project(String name) {
        return project(name, ProjectStatus.ACTIVE, Placement.CARD, "");
    }

    public EntityRef project(String name, ProjectStatus status, Placement placement, String description) {
        UUID id = new UUID(1, ++ids);
        names.put(id, name);
        ProjectDetails details = new ProjectDetails(
                name, description, Priority.NONE, new TreeSet<>(), "", Schedule.none(ZoneOffset.UTC), placement);
        send(new ProjectCommand.Create(
                new ProjectId(id), new ProjectKey(ids), details, status, null, RESERVED, clock.instant()));
        return EntityRef.project(id);
    }

    public EntityRef task(EntityRef project, String title) {
        return task(project, null, title);
    }

    public EntityRef task(EntityRef project, EntityRef parent, String title) {
        UUID id = new UUID(2, ++ids);
        names.put(id, title);
        projectOf.put(id, project.id());
        TaskDetails details = titled(title);
        send(new TaskCommand.Create(
                new TaskId(id), new TaskKey(ids), destination(project, parent), details, clock.instant()));
        return EntityRef.task(id);
    }

    static TaskDetails titled(String title) {
        return new TaskDetails(title, "", Priority.NONE, new TreeSet<>(), Schedule.none(ZoneOffset.UTC), List.of());
    }

    private static Destination destination(EntityRef project, EntityRef parent) {
        ProjectId home = new ProjectId(project.id());
        return new Destination(
                home,
                false,
                parent == null ? null : new Destination.Parent(new TaskId(parent.id()), home, false, List.of()));
    }

    public void move(EntityRef task, EntityRef project, EntityRef parent) {
        people(changes -> tasks.move(
                changes,
                task.id().toString(),
                project.id().toString(),
                parent == null ? null : parent.id().toString(),
                null));
    }

    public void edit(EntityRef project, ProjectEdit edit) {
        send(new ProjectCommand.Edit(new ProjectId(project.id()), edit, RESERVED, null, clock.instant()));
    }

    public void rename(EntityRef entity, String name) {
        names.put(entity.id(), name);
        if (entity.kind() == EntityRef.Kind.PROJECT) {
            edit(entity, new ProjectEdit(Patch.of(ProjectDetails.NAME, name)));
        } else {
            Patch<TaskDetails> edit = Patch.of(TaskDetails.TITLE, name);
            send(new TaskCommand.Edit(new TaskId(entity.id()), edit, null, clock.instant()));
        }
    }

    public void describe(EntityRef project, String text) {
        edit(project, described(text));
    }

    public static ProjectEdit described(String text) {
        return new ProjectEdit(Patch.of(ProjectDetails.DESCRIPTION, text));
    }

    public void prioritise(EntityRef project, Priority priority) {
        edit(project, new ProjectEdit(Patch.of(ProjectDetails.PRIORITY, priority)));
    }

    public void place(EntityRef project, Placement placement) {
        edit(project, new ProjectEdit(Patch.of(ProjectDetails.PLACEMENT, placement)));
    }

    /** In this service alone. */
    public void placeHere(EntityRef project, Placement placement) {
        SortedMap<String, SetTo<Placement>> said = new TreeMap<>();
        said.put(account.connector(), new SetTo<>(placement));
        edit(project, new ProjectEdit(Patch.none(), new PlacementsEdit(said, new TreeMap<>())));
    }

    public void status(EntityRef project, ProjectStatus to) {
        send(new ProjectCommand.ChangeStatus(new ProjectId(project.id()), to, null, null, clock.instant()));
    }

    public void status(EntityRef task, TaskStatus to) {
        send(new TaskCommand.ChangeStatus(new TaskId(task.id()), to, null, null, clock.instant()));
    }

    /** With all that is in it. */
    public void delete(EntityRef entity) {
        String id = entity.id().toString();
        people(changes -> {
            if (entity.kind() == EntityRef.Kind.PROJECT) {
                projects.delete(changes, id, null);
            } else {
                tasks.delete(changes, id, null);
            }
        });
    }

    /** With what was deleted with it. */
    public void restore(EntityRef entity) {
        String id = entity.id().toString();
        people(changes -> {
            if (entity.kind() == EntityRef.Kind.PROJECT) {
                projects.restore(changes, id, null);
            } else {
                tasks.restore(changes, id, null);
            }
        });
    }

    /** As a request of the owner. */
    public void people(Consumer<ChangeSet> work) {
        ledger.write(
                OWNER,
                changes -> {
                    work.accept(changes);
                    return changes.id();
                },
                id -> id);
    }

    public Conflicts decisions() {
        return shared.decisions();
    }

    public Approvals approvals() {
        return shared.approvals();
    }

    /** A person's decision. */
    public void resolve(ConflictBook.Entry conflict, Choice choice, Object value) {
        people(changes -> decisions().resolve(changes, conflict.id().value(), choice, value));
    }

    /** A person's word that it must not be done. */
    public void refuse(PendingApprovals.PendingPlan held) {
        people(changes -> approvals().refuse(changes, held.id()));
    }

    public List<EntityRef> tasksIn(EntityRef project) {
        return tasksOf(project.id());
    }

    private List<EntityRef> tasksOf(UUID project) {
        return tree.tasksIn(new ProjectId(project)).stream()
                .map(task -> EntityRef.task(task.value()))
                .toList();
    }

    // What the sync does.

    /** One cycle over what is due now. */
    public void cycle() {
        if (steps.died(() -> runner.runDue())) {
            startAgain();
        }
    }

    /** Cycle after cycle, whenever the sync wants the next, until nothing is marked or it has waited for long enough. */
    public void untilQuiet() {
        Instant end = clock.instant().plus(Duration.ofMinutes(30));
        while (work.pending(account) > 0 && clock.instant().isBefore(end)) {
            Instant[] next = {clock.instant()};
            if (steps.died(() -> next[0] = runner.runDue())) {
                startAgain();
            }
            clock.forward(Duration.ofMillis(1));
            clock.forwardTo(next[0]);
        }
    }

    /** A cycle that reads every list, and what it did. */
    public Sync.Report full() {
        lease.waitForTheDead();
        return runner.run();
    }

    /** The same, when what an earlier read has seen is proven by another. */
    public Sync.Report fullAfterSettle() {
        clock.forward(SETTLE);
        return full();
    }

    /** What is on its way comes to pass there. */
    public void delayedLand() {
        clock.forward(MemoryRemote.LAG);
        remote.passTime();
    }

    /** What is marked, and no look at the lists, in a process that may die in it. */
    public void narrowOrDie() {
        lease.waitForTheDead();
        cycle();
    }

    /** As {@link #full}, in a process that may die in it. */
    public void fullOrDie() {
        lease.waitForTheDead();
        if (steps.died(() -> runner.run())) {
            startAgain();
        }
    }

    /** Whether what is there of it cannot be taken over, and the status says why, and what to do. */
    boolean isNotTakenOver(EntityRef entity) {
        String told = cycles.isEmpty() ? null : cycles.getLast().error();
        return told != null
                && told.contains(new EntityKeys(views.projects(), views.tasks()).words(entity, "is not pulled"));
    }

    public SyncLink link(EntityRef entity) {
        return book.find(account.link(entity)).orElseGet(() -> new SyncLink.None(null));
    }

    /** Whether its sync has stored that, and nobody else. */
    public boolean isBySync(LedgerEvent event) {
        return event.by().actor().equals(account.connector());
    }

    /** Not what is said of another service. */
    public boolean concerns(LedgerEvent event) {
        SyncLinkId link =
                switch (event.payload()) {
                    case SyncEvent e -> e.link();
                    case ConflictEvent e -> e.link();
                    default -> null;
                };
        return link == null || link.connector().equals(account.connector());
    }

    // What there is to see.

    /** Every live card: its title, what it is below, and what else is to be seen of it. */
    public List<String> cards() {
        return remote.live().stream()
                .map(card -> titleOf(card.content.parent()) + card.content.title() + look(card.content))
                .sorted()
                .toList();
    }

    /** What the ledger wants to be there, a line for each list, card and task. */
    public List<String> here() {
        return new Picture(this).here();
    }

    /** What is there, in the same lines. */
    public List<String> there() {
        return new Picture(this).there();
    }

    public ProjectView projectView(EntityRef project) {
        return views.project(project.id()).orElseThrow();
    }

    public TaskView taskView(EntityRef task) {
        return views.task(task.id()).orElseThrow();
    }

    /** The live project of that name. */
    public EntityRef projectCalled(String name) {
        return only(
                name,
                tree.projects().stream()
                        .map(id -> EntityRef.project(id.value()))
                        .filter(each -> projectView(each).deletedAt() == null
                                && projectView(each).name().equals(name))
                        .toList());
    }

    /** The live task of that title. */
    public EntityRef taskCalled(String title) {
        return only(
                title,
                tree.tasks().stream()
                        .map(id -> EntityRef.task(id.value()))
                        .filter(each -> taskView(each).deletedAt() == null
                                && taskView(each).title().equals(title))
                        .toList());
    }

    private static EntityRef only(String name, List<EntityRef> found) {
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " in the ledger are called " + name);
        }
        return found.getFirst();
    }

    private String titleOf(String id) {
        return id == null
                ? ""
                : remote.live().stream()
                        .filter(card -> card.id.equals(id))
                        .map(card -> titleOf(card.content.parent()) + card.content.title() + "/")
                        .findFirst()
                        .orElse("?/");
    }

    static String look(CanonicalContent content) {
        return (content.description().isEmpty() ? "" : " (" + content.description() + ")")
                + (content.tags().isEmpty() ? "" : " " + content.tags())
                + (content.dueDate() == null ? "" : " " + content.dueDate())
                + (content.checklist().isEmpty() ? "" : " " + checks(content))
                + (content.priority() == Priority.NONE ? "" : " !" + content.priority())
                + (content.status() == RemoteStatus.OPEN ? "" : " " + content.status());
    }

    private static String checks(CanonicalContent content) {
        return content.checklist().stream()
                .map(item -> (item.done() ? "x" : "-") + item.title())
                .toList()
                .toString();
    }

    /** All that must not depend on crashes. */
    String endState() {
        StringBuilder end = new StringBuilder();
        end.append(remote.allLists().size()).append(" lists ").append(cards()).append('\n');
        names.forEach((id, name) -> {
            EntityRef entity = projectOf.containsKey(id) ? EntityRef.task(id) : EntityRef.project(id);
            end.append(name).append(": ").append(link(entity).getClass().getSimpleName());
            if (link(entity) instanceof SyncLink.Linked linked) {
                end.append(linked.base().title()).append(linked.sent()).append(linked.refusal());
            }
            end.append(work.marked(entity) ? " marked\n" : "\n");
        });
        return end.toString();
    }
}
