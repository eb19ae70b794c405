package dev.devledger.application.sync.memory;

import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.BlockingProject;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The read model, built from the ledger's states at each read. */
public final class MemoryViews {
    private static final Instant SOME_TIME = Instant.EPOCH;

    private final MemoryLedger ledger;
    private final MemoryTree tree;

    private final Set<UUID> hidden = new HashSet<>();
    private int statements;

    public MemoryViews(MemoryLedger ledger, MemoryTree tree) {
        this.ledger = ledger;
        this.tree = tree;
    }

    /** Returns the number of reads, of one entity or many. */
    public int statements() {
        return statements;
    }

    /** Hides the entity, as if its row could not be built. */
    public void hide(EntityRef entity) {
        hidden.add(entity.id());
    }

    public void showAll() {
        hidden.clear();
    }

    public ProjectQueries projects() {
        return new ProjectQueries() {
            @Override
            public ProjectQueries asOf(LedgerMoment moment) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<ProjectView> find(String idOrKey) {
                statements++;
                return project(UUID.fromString(idOrKey));
            }

            @Override
            public List<ProjectView> findAll(Collection<UUID> ids) {
                statements++;
                return ids.stream().flatMap(id -> project(id).stream()).toList();
            }

            @Override
            public Page<ProjectView> list(ProjectFilter filter, PageRequest page) {
                statements++;
                return new Page<>(
                        tree.projects().stream()
                                .flatMap(id -> project(id.value()).stream())
                                .filter(each -> each.deletedAt() == null
                                        && filter.get(ProjectFilter.TEXTS).stream()
                                                .allMatch(each.name()::contains))
                                .toList(),
                        null);
            }

            @Override
            public Map<ProjectStatus, Integer> counts() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Map<ProjectStatus, Integer> counts(ProjectFilter filter) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int finishedSince(Instant since) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<ProjectState> standings() {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<ProjectState> standings(ProjectFilter filter) {
                throw new UnsupportedOperationException();
            }
        };
    }

    public TaskQueries tasks() {
        return new TaskQueries() {
            @Override
            public List<BlockingProject> heldBack(TaskFilter filter) {
                throw new UnsupportedOperationException("the sync does not ask what is ready");
            }

            @Override
            public TaskQueries asOf(LedgerMoment moment) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<TaskView> find(String idOrKey) {
                statements++;
                return task(UUID.fromString(idOrKey));
            }

            @Override
            public List<TaskView> findAll(Collection<UUID> ids) {
                statements++;
                return ids.stream().flatMap(id -> task(id).stream()).toList();
            }

            @Override
            public Map<UUID, ServiceFields> fields(Collection<UUID> ids) {
                statements++;
                return ids.stream()
                        .filter(id -> ledger.state(new TaskId(id).address()) instanceof Task.Present)
                        .collect(Collectors.toMap(
                                id -> id, id -> ((Task.Present) ledger.state(new TaskId(id).address())).fields()));
            }

            @Override
            public List<TaskView> findAllByKey(Collection<String> keys) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int count(TaskFilter filter) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int remaining(TaskFilter filter, String cursor) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Page<TaskView> list(TaskFilter filter, PageRequest page) {
                // Nobody is assigned to anything in these.
                if (!filter.has(TaskFilter.ASSIGNEE)) {
                    throw new UnsupportedOperationException();
                }
                return new Page<>(List.of(), null);
            }
        };
    }

    public Optional<ProjectView> project(UUID id) {
        Object state = ledger.state(new ProjectId(id).address());
        Project.Present project = state instanceof Project.Deleted gone ? gone.last() : (Project.Present) state;
        if (project == null || hidden.contains(id)) {
            return Optional.empty();
        }
        ProjectDetails details = project.details();
        return Optional.of(new ProjectView(
                id,
                "P-" + tree.key(id),
                details,
                project.status(),
                project.statusReason(),
                SOME_TIME,
                details.placements(),
                null,
                null,
                new ProjectView.TaskCounts(tree.openIn(new ProjectId(id)), 0, 0),
                SOME_TIME,
                SOME_TIME,
                null,
                null,
                state instanceof Project.Deleted ? ledger.changedAt(new ProjectId(id).address()) : null,
                project.version(),
                List.of(),
                0));
    }

    public Optional<TaskView> task(UUID id) {
        Object state = ledger.state(new TaskId(id).address());
        Task.Present task = state instanceof Task.Deleted gone ? gone.last() : (Task.Present) state;
        if (task == null) {
            return Optional.empty();
        }
        TaskDetails details = task.details();
        TaskId parent = task.place().parent();
        return Optional.of(new TaskView(
                id,
                "T-" + tree.key(id),
                task.place().project().value(),
                "P-" + tree.key(task.place().project().value()),
                parent == null ? null : parent.value(),
                details,
                task.status(),
                List.of(),
                new TaskView.RelatedTaskKeys(tree.blockedBy(new TaskId(id)), List.of(), List.of(), null, List.of()),
                task.fields().byConnector(),
                SOME_TIME,
                SOME_TIME,
                null,
                state instanceof Task.Deleted ? ledger.changedAt(new TaskId(id).address()) : null,
                task.version(),
                List.of(),
                null,
                false,
                0));
    }
}
