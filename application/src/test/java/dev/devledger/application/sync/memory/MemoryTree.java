package dev.devledger.application.sync.memory;

import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.shared.NormalizedName;
import dev.devledger.domain.task.Dependencies.WaitingTask;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The places of tasks and projects in the ledger, as far as they are stored. Siblings are in the order of their keys.
 */
public final class MemoryTree implements TaskTree {
    private final MemoryLedger ledger;
    private final Map<TaskId, Long> taskKeys = new LinkedHashMap<>();
    private final Map<ProjectId, Set<TaskId>> byProject = new HashMap<>();
    private final Map<TaskId, @Nullable String> deletedWith = new LinkedHashMap<>();
    private final Map<ProjectId, Long> projectKeys = new LinkedHashMap<>();
    private int read;
    private int statements;
    private long keys = 1_000;

    public MemoryTree(MemoryLedger ledger) {
        this.ledger = ledger;
    }

    /** Returns the number of reads of places by writes. */
    public int statements() {
        return statements;
    }

    /** Applies the events that were stored since the last call. */
    private void readOn() {
        for (LedgerEvent event : ledger.eventsFrom(read)) {
            read++;
            switch (event.payload()) {
                case TaskEvent.Created e -> {
                    taskKeys.put(e.task(), e.key().number());
                    in(e.place().project()).add(e.task());
                }
                case TaskEvent.Moved e -> {
                    in(e.place().from().project()).remove(e.task());
                    in(e.place().to().project()).add(e.task());
                }
                case TaskEvent.Deleted e -> deletedWith.put(e.task(), e.with());
                case ProjectEvent.Created e ->
                    projectKeys.put(e.project(), e.key().number());
                default -> {}
            }
        }
    }

    /** Returns every project that ever existed, oldest key first. */
    public List<ProjectId> projects() {
        readOn();
        return sorted(projectKeys);
    }

    /** Returns every task that ever existed, oldest key first. */
    public List<TaskId> tasks() {
        readOn();
        return sorted(taskKeys);
    }

    private Set<TaskId> in(ProjectId project) {
        return byProject.computeIfAbsent(project, any -> new LinkedHashSet<>());
    }

    /** Returns every task that is or was deleted in the project, oldest key first. */
    public List<TaskId> tasksIn(ProjectId project) {
        readOn();
        return in(project).stream().sorted(Comparator.comparing(taskKeys::get)).toList();
    }

    /** Returns the number of the project's open tasks. */
    int openIn(ProjectId project) {
        readOn();
        return (int) in(project).stream()
                .filter(id -> !deleted(id))
                .filter(id -> Objects.requireNonNull(present(id)).status() == TaskStatus.OPEN)
                .count();
    }

    private static <T> List<T> sorted(Map<T, Long> byKey) {
        return byKey.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    public long key(UUID id) {
        readOn();
        Long task = taskKeys.get(new TaskId(id));
        Long project = projectKeys.get(new ProjectId(id));
        return task != null ? task : project != null ? project : 0;
    }

    private Task.@Nullable Present present(TaskId id) {
        Object state = ledger.state(id.address());
        return state instanceof Task.Deleted(var last) ? last : (Task.Present) state;
    }

    private boolean deleted(TaskId id) {
        return ledger.state(id.address()) instanceof Task.Deleted;
    }

    private @Nullable TaskId parent(TaskId id) {
        return Objects.requireNonNull(present(id)).place().parent();
    }

    @Override
    public Optional<Node> find(String idOrKey) {
        statements++;
        TaskId id = id(idOrKey);
        Task.Present task = present(id);
        if (task == null) {
            return Optional.empty();
        }
        List<TaskId> ancestors = new ArrayList<>();
        for (TaskId above = task.place().parent(); above != null; above = parent(above)) {
            ancestors.add(above);
        }
        return Optional.of(
                new Node(id, task.place().project(), task.place().parent(), deleted(id), List.copyOf(ancestors)));
    }

    private TaskId id(String idOrKey) {
        readOn();
        return idOrKey.startsWith("T-")
                ? taskKeys.entrySet().stream()
                        .filter(each -> idOrKey.equals("T-" + each.getValue()))
                        .findFirst()
                        .orElseThrow()
                        .getKey()
                : new TaskId(UUID.fromString(idOrKey));
    }

    /** Returns the keys of the task's blockers. */
    List<String> blockedBy(TaskId id) {
        return blockers(id).stream().map(each -> "T-" + key(each.value())).toList();
    }

    private List<TaskId> blockers(TaskId id) {
        return named(id).stream().filter(each -> !deleted(each)).toList();
    }

    private Collection<TaskId> named(TaskId id) {
        return Objects.requireNonNull(present(id)).details().dependencies().blockedBy();
    }

    /** Returns the dependencies between the tasks. */
    public DependencyGraph graph() {
        return new DependencyGraph() {
            @Override
            public Map<TaskId, WaitingTask> reachedFrom(Collection<TaskId> some) {
                Map<TaskId, WaitingTask> all = new HashMap<>();
                tasks().stream()
                        .filter(each -> !deleted(each))
                        .forEach(each -> all.put(
                                each,
                                new WaitingTask(
                                        each,
                                        new TaskKey(key(each.value())),
                                        parent(each),
                                        Set.copyOf(blockers(each)))));
                return all;
            }

            @Override
            public List<TaskId> relatedTo(TaskId task) {
                return List.of();
            }

            @Override
            public List<TaskId> waitingFor(Collection<TaskId> tasks) {
                return tasks().stream() // also of one that is just being restored
                        .filter(each -> !deleted(each) && named(each).stream().anyMatch(tasks::contains))
                        .toList();
            }
        };
    }

    @Override
    public List<Descendant> subtree(TaskId root) {
        statements++;
        return deleted(root) ? List.of() : below(List.of(root), id -> !deleted(id));
    }

    @Override
    public List<Descendant> ofProject(ProjectId project) {
        Predicate<TaskId> alive = id -> !deleted(id)
                && project.equals(Objects.requireNonNull(present(id)).place().project());
        return below(roots(alive), id -> !deleted(id));
    }

    @Override
    public List<Descendant> deletedWith(String stream) {
        statements++;
        Predicate<TaskId> gone = id -> deleted(id) && stream.equals(deletedWith.get(id));
        readOn();
        return below(roots(gone), gone);
    }

    /** Returns the tasks whose parent is not one of them. */
    private List<TaskId> roots(Predicate<TaskId> among) {
        return tasks().stream()
                .filter(among)
                .filter(id -> {
                    TaskId parent = parent(id);
                    return parent == null || !among.test(parent);
                })
                .toList();
    }

    private List<Descendant> below(List<TaskId> roots, Predicate<TaskId> wanted) {
        List<Descendant> all = new ArrayList<>();
        List<TaskId> level = roots;
        for (int number = 1; !level.isEmpty(); number++) {
            for (TaskId each : level) {
                all.add(new Descendant(each, number, parent(each)));
            }
            List<TaskId> above = level;
            level = tasks().stream()
                    .filter(wanted)
                    .filter(id -> {
                        TaskId parent = parent(id);
                        return parent != null && above.contains(parent);
                    })
                    .sorted(Comparator.comparingLong(id -> key(id.value())))
                    .toList();
        }
        return List.copyOf(all);
    }

    @Override
    public TaskKey nextKey() {
        return new TaskKey(++keys);
    }

    /** Returns the locks of projects; there is only one thread, so nothing has to be locked. */
    public ProjectLocks locks() {
        return new ProjectLocks() {
            @Override
            public Optional<Locked> find(String idOrKey) {
                ProjectId id = new ProjectId(UUID.fromString(idOrKey));
                Object state = ledger.state(id.address());
                return state == null ? Optional.empty() : Optional.of(new Locked(id, state instanceof Project.Deleted));
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
                return new ProjectKey(++keys);
            }
        };
    }
}
