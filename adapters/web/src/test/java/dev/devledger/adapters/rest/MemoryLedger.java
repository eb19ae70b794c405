package dev.devledger.adapters.rest;

import dev.devledger.application.claim.Claims.NextClaims;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.history.ChangeMoments;
import dev.devledger.application.history.ChangeSets;
import dev.devledger.application.history.HistoryCounts;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.Moments.SettledHead;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Layout.ListLayout;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.NoteQueries.NoteDifference;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.BlockingProject;
import dev.devledger.application.task.TaskQueries.ClaimView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.NormalizedName;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Claim;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.ClaimCommand;
import dev.devledger.domain.task.ClaimDecider;
import dev.devledger.domain.task.Dependencies.WaitingTask;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real rules over maps: as much of the ports as the tests of this package ask for. */
public final class MemoryLedger implements Ledger, IdempotencyStore {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    /** As with TickTick and ClickUp. */
    static final PlacementRules PLACING = new PlacementRules(
            "ticktick",
            new TreeMap<>(Map.of(
                    "clickup",
                    new PlacementRules.Service(
                            new TreeSet<>(Set.of(Placement.LIST, Placement.NONE)), Placement.LIST))));

    private final Map<UUID, Project> projects = new LinkedHashMap<>();
    private final Map<UUID, Task> tasks = new LinkedHashMap<>();
    private final Map<UUID, Claim> claims = new HashMap<>();
    final MemoryPeople people = new MemoryPeople();
    final MemoryBilling billing = new MemoryBilling();
    private final Map<UUID, String> keys = new HashMap<>();
    private final Map<UUID, Map<UUID, NoteView>> notes = new LinkedHashMap<>();
    private final Map<String, IdempotencyKey> claimed = new HashMap<>();
    private final Map<String, SavedAnswer> saved = new HashMap<>();

    final List<Provenance> writers = new ArrayList<>();
    volatile @Nullable public RuntimeException failure;
    volatile @Nullable ProjectFilter lastProjects;
    volatile @Nullable TaskFilter lastTasks;
    volatile NextClaims.@Nullable ClaimFilter lastWanted;
    volatile List<BlockingProject> heldBack = List.of();
    volatile @Nullable public HistoryFilter lastHistory;
    volatile @Nullable public PageRequest lastPage;
    public volatile List<HistoryView> listed = List.of();
    public volatile Map<UUID, String> names = Map.of();
    public volatile List<HistoryCounts.Count> counted = List.of();
    public volatile List<ChangeMoments.ChangeMoment> marked = List.of();
    public volatile List<HistoryView> statuses = List.of();
    public volatile Consumer<Consumer<HistoryView>> exported = each -> {};
    public volatile List<TimeEntryQueries.Named> timed = List.of();

    @Override
    public <T, A> Written<A> write(Write<T, A> write) {
        if (write.rehearsal()) {
            throw new UnsupportedOperationException("only a tool only tries");
        }
        Once<A> once = write.once();
        Optional<SavedAnswer> first = once == null ? Optional.empty() : claim(once.key());
        if (first.isPresent()) {
            return new Written<>(
                    once.read().apply(first.get().answer()), first.get().changeSet(), true);
        }
        try {
            Written<A> written = written(write);
            if (once != null) {
                save(once.key(), new SavedAnswer(once.kept().apply(written.answer()), written.changeSet()));
            }
            return written;
        } catch (RuntimeException refused) {
            if (once != null) {
                claimed.remove(once.key().scope() + once.key().key());
            }
            throw refused;
        }
    }

    private <T, A> Written<A> written(Write<T, A> write) {
        RuntimeException broken = failure;
        if (broken != null) {
            throw broken;
        }
        Changes changes = new Changes(write.by());
        A answered = write.answer().apply(write.work().apply(changes));
        writers.add(write.by());
        return new Written<>(answered, changes.id, false);
    }

    @Override
    public Optional<SavedAnswer> claim(IdempotencyKey key) {
        IdempotencyKey other = claimed.putIfAbsent(key.scope() + key.key(), key);
        if (other != null && !other.requestHash().equals(key.requestHash())) {
            throw Rejection.of(Rejection.Code.IDEMPOTENCY_MISMATCH, "The key belongs to another request.");
        }
        return Optional.ofNullable(saved.get(key.scope() + key.key()));
    }

    @Override
    public void save(IdempotencyKey key, SavedAnswer answer) {
        saved.put(key.scope() + key.key(), answer);
    }

    /** As the real one: only a rejection says that nothing was done, and so frees the key. */
    @Override
    public SavedAnswer once(IdempotencyKey key, Supplier<SavedAnswer> work) {
        boolean known = claimed.containsKey(key.scope() + key.key());
        Optional<SavedAnswer> first = claim(key);
        if (first.isPresent()) {
            return first.get();
        }
        if (known) {
            throw Rejection.of(Rejection.Code.CONFLICT_STATE, "Nobody knows whether it was done.");
        }
        try {
            SavedAnswer answer = work.get();
            save(key, answer);
            return answer;
        } catch (Rejection nothingWasDone) {
            claimed.remove(key.scope() + key.key());
            throw nothingWasDone;
        }
    }

    @Override
    public int forgetOld() {
        return 0;
    }

    private final class Changes implements ChangeSet {
        private final UUID id = UUID.randomUUID();
        private final Provenance by;

        Changes(Provenance by) {
            this.by = by;
        }

        @Override
        public String requestId() {
            return by.requestId();
        }

        @Override
        public UUID id() {
            return id;
        }

        @Override
        public Instant at() {
            return NOW;
        }

        @Override
        public void send(Addressed command) {
            switch (command) {
                case ProjectCommand project -> send(project);
                case TaskCommand task -> send(task);
                case ClaimCommand claim -> send(claim);
                case PersonCommand person -> people.send(person);
                case BillingCommand item -> billing.send(item);
                default -> throw new IllegalArgumentException();
            }
        }

        private void send(ProjectCommand command) {
            ProjectDecider decider = new ProjectDecider();
            UUID project = command.project().value();
            Project state = projects.getOrDefault(project, decider.initial());
            for (ProjectEvent event : decider.decide(command, state)) {
                state = decider.evolve(state, event);
                if (event instanceof ProjectEvent.Created created) {
                    keys.put(project, created.key().toString());
                }
                if (event instanceof ProjectEvent.NoteAdded note) {
                    add(project, note.note(), note.text());
                }
            }
            projects.put(project, state);
        }

        private void send(TaskCommand command) {
            TaskDecider decider = new TaskDecider();
            UUID task = command.task().value();
            Task state = tasks.getOrDefault(task, decider.initial());
            for (TaskEvent event : decider.decide(command, state)) {
                state = decider.evolve(state, event);
                if (event instanceof TaskEvent.Created created) {
                    keys.put(task, created.key().toString());
                }
                if (event instanceof TaskEvent.NoteAdded note) {
                    add(task, note.note(), note.text());
                }
            }
            tasks.put(task, state);
        }

        private void send(ClaimCommand command) {
            ClaimDecider decider = new ClaimDecider();
            UUID task = command.task().value();
            Claim state = claims.getOrDefault(task, decider.initial());
            for (ClaimEvent event : decider.decide(command, state)) {
                state = decider.evolve(state, event);
            }
            claims.put(task, state);
        }

        private void add(UUID entity, UUID note, String text) {
            notes.computeIfAbsent(entity, of -> new LinkedHashMap<>())
                    .put(note, new NoteView(note, text, NOW, by.actor(), by.agent(), by.channel(), null, null));
        }
    }

    private Optional<UUID> id(String idOrKey, Map<UUID, ?> of) {
        return of.keySet().stream()
                .filter(id -> id.toString().equals(idOrKey)
                        || keys.getOrDefault(id, "").equalsIgnoreCase(idOrKey))
                .findFirst();
    }

    final class Locks implements ProjectLocks {
        @Override
        public Optional<Locked> find(String idOrKey) {
            return id(idOrKey, projects)
                    .map(id -> new Locked(new ProjectId(id), projects.get(id) instanceof Project.Deleted));
        }

        @Override
        public Optional<Locked> lockShared(String idOrKey) {
            return find(idOrKey);
        }

        @Override
        public Optional<Locked> lockExclusively(String idOrKey) {
            return find(idOrKey);
        }

        @Override
        public void ownName(NormalizedName name) {
            // there is nobody else
        }

        @Override
        public ProjectKey nextKey() {
            return new ProjectKey(keys.size() + 1L);
        }
    }

    /** Knows no subtasks: what is below a task is somebody else's test. */
    final class Graph implements DependencyGraph {
        @Override
        public Map<TaskId, WaitingTask> reachedFrom(Collection<TaskId> from) {
            Map<TaskId, WaitingTask> all = new HashMap<>();
            tasks.forEach((id, state) -> {
                if (state instanceof Task.Present task) {
                    all.put(
                            new TaskId(id),
                            new WaitingTask(
                                    new TaskId(id),
                                    new TaskKey(Long.parseLong(keys.get(id).substring(2))),
                                    task.place().parent(),
                                    task.details().dependencies().blockedBy()));
                }
            });
            return all;
        }

        @Override
        public List<TaskId> relatedTo(TaskId task) {
            return saying(details -> details.dependencies().related().contains(task));
        }

        @Override
        public List<TaskId> waitingFor(Collection<TaskId> waitedFor) {
            return saying(
                    details -> !Collections.disjoint(details.dependencies().blockedBy(), waitedFor));
        }

        private List<TaskId> saying(Predicate<TaskDetails> of) {
            return tasks.entrySet().stream()
                    .filter(each -> of.test(last(each.getValue()).details()))
                    .map(each -> new TaskId(each.getKey()))
                    .toList();
        }

        List<String> keys(Collection<TaskId> others) {
            return others.stream()
                    .filter(each -> tasks.get(each.value()) instanceof Task.Present)
                    .map(each -> keys.get(each.value()))
                    .sorted()
                    .distinct()
                    .toList();
        }
    }

    final class Tree implements TaskTree {
        @Override
        public Optional<Node> find(String idOrKey) {
            return id(idOrKey, tasks).map(id -> {
                Task.Present task = last(tasks.get(id));
                boolean deleted = tasks.get(id) instanceof Task.Deleted;
                return new Node(
                        new TaskId(id), task.place().project(), task.place().parent(), deleted, List.of());
            });
        }

        @Override
        public List<Descendant> subtree(TaskId root) {
            return tasks.get(root.value()) instanceof Task.Deleted ? List.of() : List.of(new Descendant(root, 1, null));
        }

        @Override
        public List<Descendant> ofProject(ProjectId project) {
            return tasks.entrySet().stream()
                    .filter(each -> each.getValue() instanceof Task.Present present
                            && present.place().project().equals(project))
                    .map(each -> new Descendant(new TaskId(each.getKey()), 1, null))
                    .toList();
        }

        @Override
        public List<Descendant> deletedWith(String stream) {
            return List.of();
        }

        @Override
        public TaskKey nextKey() {
            return new TaskKey(keys.size() + 1L);
        }
    }

    final class NoteReads implements NoteQueries {
        @Override
        public Page<NoteView> of(UUID entity, PageRequest page) {
            return new Page<>(List.copyOf(notes.getOrDefault(entity, Map.of()).values()), null);
        }

        @Override
        public Page<NoteView> ofProject(UUID project, long asOf, PageRequest page) {
            return of(project, page);
        }

        @Override
        public Page<NoteView> ofTask(UUID task, long asOf, PageRequest page) {
            return of(task, page);
        }

        @Override
        public Map<UUID, NoteDifference> between(Collection<UUID> tasks, long from, long to) {
            return Map.of();
        }

        @Override
        public Map<UUID, List<NoteView>> newest(Collection<UUID> entities, int most) {
            Map<UUID, List<NoteView>> newest = new HashMap<>();
            entities.stream()
                    .filter(notes::containsKey)
                    .forEach(each -> newest.put(
                            each, List.copyOf(notes.get(each).values()).reversed()));
            return newest;
        }

        @Override
        public Map<UUID, List<NoteView>> newestOfTasks(Collection<UUID> tasks, int most, long asOf) {
            return newest(tasks, most);
        }

        @Override
        public Optional<NoteView> find(UUID entity, UUID note) {
            return Optional.ofNullable(notes.getOrDefault(entity, Map.of()).get(note));
        }
    }

    public final class ProjectReads implements ProjectQueries {
        private static final ProjectFilter ALL = ProjectFilter.ALL;

        @Override
        public ProjectQueries asOf(LedgerMoment moment) {
            return this;
        }

        @Override
        public Optional<ProjectView> find(String idOrKey) {
            return id(idOrKey, projects).map(this::view);
        }

        @Override
        public List<ProjectView> findAll(Collection<UUID> ids) {
            return ids.stream().map(this::view).toList();
        }

        @Override
        public Page<ProjectView> list(ProjectFilter filter, PageRequest page) {
            lastProjects = filter;
            lastPage = page;
            return new Page<>(wanted(filter).toList(), null);
        }

        @Override
        public Map<ProjectStatus, Integer> counts() {
            return counts(ALL);
        }

        @Override
        public Map<ProjectStatus, Integer> counts(ProjectFilter filter) {
            return wanted(filter)
                    .collect(Collectors.groupingBy(ProjectView::status, Collectors.summingInt(project -> 1)));
        }

        /** In the order in which they were made, whatever order is asked for. */
        private Stream<ProjectView> wanted(ProjectFilter filter) {
            if (filter.has(ProjectFilter.NEEDING)) {
                throw new UnsupportedOperationException("who needs somebody is known where there are days");
            }
            return projects.keySet().stream()
                    .map(this::view)
                    .filter(each -> (each.deletedAt() != null) == filter.get(ProjectFilter.DELETED))
                    .filter(each -> !filter.has(ProjectFilter.ONLY)
                            || filter.find(ProjectFilter.ONLY).equals(each.id()))
                    .filter(each -> filter.get(ProjectFilter.STATUS).isEmpty()
                            || filter.get(ProjectFilter.STATUS).contains(each.status()))
                    .filter(each -> filter.get(ProjectFilter.PRIORITY).isEmpty()
                            || filter.get(ProjectFilter.PRIORITY).contains(each.priority()))
                    .filter(each -> filter.get(ProjectFilter.TAGS).stream()
                            .allMatch(tag -> each.tags().stream().anyMatch(tag::equalsIgnoreCase)))
                    .filter(each -> !filter.has(ProjectFilter.UPDATED_SINCE)
                            || !each.updatedAt().isBefore(filter.find(ProjectFilter.UPDATED_SINCE)))
                    .filter(each -> filter.get(ProjectFilter.TEXTS).stream().allMatch(text -> has(text, each)));
        }

        private static boolean has(String text, ProjectView project) {
            return Stream.of(project.name(), project.details().description())
                    .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
        }

        @Override
        public int finishedSince(Instant since) {
            return 5;
        }

        @Override
        public List<ProjectState> standings() {
            return standings(ALL);
        }

        @Override
        public List<ProjectState> standings(ProjectFilter filter) {
            return wanted(filter)
                    .map(each -> new ProjectState(each.id(), each.key(), each.name(), each.status()))
                    .toList();
        }

        private Map<String, Placement> placements(ProjectDetails details) {
            Map<String, Placement> placements = new LinkedHashMap<>();
            placements.put("ticktick", details.placement());
            placements.put("clickup", new ListLayout().standsAs("clickup", details.placement(), details.placements()));
            return placements;
        }

        private ProjectView view(UUID id) {
            Project state = projects.get(id);
            Project.Present now = state instanceof Project.Deleted gone ? gone.last() : (Project.Present) state;
            ProjectDetails details = now.details();
            return new ProjectView(
                    id,
                    keys.get(id),
                    details,
                    now.status(),
                    now.statusReason(),
                    NOW,
                    placements(details),
                    billing.billed(details.billing().customer()),
                    billing.billed(details.billing().service()),
                    new ProjectView.TaskCounts(0, 0, 0),
                    NOW,
                    NOW,
                    null,
                    null,
                    state instanceof Project.Deleted ? NOW : null,
                    now.version(),
                    List.of(),
                    0);
        }
    }

    /** Open ones that nobody has, in the order in which they were made. */
    List<TaskId> ready(NextClaims.ClaimFilter wanted, int count, Set<TaskId> tried) {
        lastWanted = wanted;
        TaskReads reads = new TaskReads();
        return tasks.keySet().stream()
                .map(reads::view)
                .filter(task -> task.status() == TaskStatus.OPEN && task.claim() == null)
                .map(task -> new TaskId(task.id()))
                .filter(task -> !tried.contains(task))
                .limit(count)
                .toList();
    }

    public final class TaskReads implements TaskQueries {
        @Override
        public TaskQueries asOf(LedgerMoment moment) {
            return this;
        }

        @Override
        public Optional<TaskView> find(String idOrKey) {
            return id(idOrKey, tasks).map(this::view);
        }

        @Override
        public List<TaskView> findAll(Collection<UUID> ids) {
            return ids.stream().map(this::view).toList();
        }

        @Override
        public Map<UUID, ServiceFields> fields(Collection<UUID> ids) {
            return Map.of();
        }

        @Override
        public List<TaskView> findAllByKey(Collection<String> keys) {
            return keys.stream().flatMap(key -> find(key).stream()).toList();
        }

        @Override
        public int count(TaskFilter filter) {
            return 0;
        }

        @Override
        public int remaining(TaskFilter filter, String cursor) {
            return 0;
        }

        @Override
        public List<BlockingProject> heldBack(TaskFilter filter) {
            return heldBack;
        }

        @Override
        public Page<TaskView> list(TaskFilter filter, PageRequest page) {
            lastTasks = filter;
            lastPage = page;
            return new Page<>(findAll(tasks.keySet()), null);
        }

        private @Nullable ClaimView claim(UUID task) {
            return claims.get(task) instanceof Claim.ActiveClaim taken && NOW.isBefore(taken.until())
                    ? new ClaimView(
                            taken.agent(), "owner", taken.since(), taken.until(), taken.number(), taken.handOver())
                    : null;
        }

        private TaskView view(UUID id) {
            Graph graph = new Graph();
            Task.Present now = last(tasks.get(id));
            TaskDetails details = now.details();
            UUID project = now.place().project().value();
            TaskId parent = now.place().parent();
            return new TaskView(
                    id,
                    keys.get(id),
                    project,
                    keys.get(project),
                    parent == null ? null : parent.value(),
                    details,
                    now.status(),
                    people.assignees(details.assignees()),
                    new TaskView.RelatedTaskKeys(
                            graph.keys(details.dependencies().blockedBy()),
                            graph.keys(graph.saying(
                                    other -> other.dependencies().blockedBy().contains(new TaskId(id)))),
                            graph.keys(Stream.concat(
                                            details.dependencies().related().stream(),
                                            graph.relatedTo(new TaskId(id)).stream())
                                    .toList()),
                            details.dependencies().discoveredFrom() == null
                                    ? null
                                    : keys.get(details.dependencies()
                                            .discoveredFrom()
                                            .value()),
                            List.of()),
                    now.fields().byConnector(),
                    NOW,
                    NOW,
                    now.status() == TaskStatus.COMPLETED ? NOW : null,
                    tasks.get(id) instanceof Task.Deleted ? NOW : null,
                    now.version(),
                    List.of(),
                    claim(id),
                    false,
                    0);
        }
    }

    final class SetReads implements ChangeSets {
        @Override
        public Page<ChangeSetMatch> list(HistoryFilter filter, PageRequest page) {
            lastHistory = filter;
            lastPage = page;
            Map<UUID, List<Long>> sets = new LinkedHashMap<>();
            listed.forEach(each -> sets.computeIfAbsent(each.changeSet(), id -> new ArrayList<>())
                    .add(each.position()));
            return new Page<>(
                    sets.entrySet().stream()
                            .map(each -> set(each.getKey(), each.getValue()))
                            .toList(),
                    null);
        }

        private ChangeSetMatch set(UUID id, List<Long> positions) {
            List<String> types = listed.stream()
                    .filter(each -> each.changeSet().equals(id))
                    .map(each -> each.entity().type())
                    .distinct()
                    .toList();
            return new ChangeSetMatch(
                    id,
                    positions.getLast(),
                    positions.size(),
                    types.size() == 1 ? types.getFirst() : null,
                    listed.stream()
                            .filter(each -> each.changeSet().equals(id))
                            .collect(Collectors.groupingBy(HistoryView::event, Collectors.counting())),
                    positions.subList(0, Math.min(SHOWN, positions.size())));
        }
    }

    final class HistoryReads implements HistoryQueries {
        @Override
        public Page<HistoryView> list(HistoryFilter filter, PageRequest page) {
            lastHistory = filter;
            lastPage = page;
            RuntimeException broken = failure;
            if (broken != null) {
                throw broken;
            }
            return new Page<>(listed, null);
        }

        @Override
        public void export(HistoryFilter filter, Consumer<HistoryView> each) {
            lastHistory = filter;
            exported.accept(each);
        }

        @Override
        public Map<UUID, List<HistoryView>> byOthers(Collection<UUID> tasks, String agent, UUID except, int most) {
            return Map.of();
        }

        @Override
        public List<HistoryView> statusesOf(UUID project) {
            return statuses;
        }

        @Override
        public Page<HistoryView> follow(HistoryFilter filter, PageRequest after) {
            return follow(filter, after, 0);
        }

        @Override
        public Page<HistoryView> follow(HistoryFilter filter, PageRequest after, long settled) {
            lastHistory = filter;
            lastPage = after;
            return new Page<>(List.of(), end(settled));
        }

        @Override
        public List<HistoryView> at(HistoryFilter filter, Collection<Long> positions) {
            return listed.stream()
                    .filter(each -> positions.contains(each.position()))
                    .toList();
        }

        @Override
        public String end(long position) {
            return "after " + position;
        }
    }

    /** Of a ledger in which there is a lot. */
    static final class Heads implements SettledHead {
        @Override
        public Head now() {
            return new Head(1_000_000, Instant.MAX, 1_000_000);
        }

        @Override
        public boolean end(Instant time) {
            return true;
        }

        @Override
        public long positionAt(Instant time) {
            return 0;
        }
    }

    private static Task.Present last(Task task) {
        return task instanceof Task.Deleted gone ? gone.last() : (Task.Present) task;
    }
}
