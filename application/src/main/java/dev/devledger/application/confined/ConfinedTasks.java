package dev.devledger.application.confined;

import dev.devledger.application.claim.Claims.ClaimQueries;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimOverview;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimedTask;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.BlockingProject;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Dependencies.WaitingTask;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of the project. The keys of tasks that they depend on are shown only if these tasks are in the project too.
 */
public record ConfinedTasks(TaskQueries all, ProjectQueries projects) implements TaskQueries {
    @Override
    public Optional<TaskView> find(String idOrKey) {
        return shown(all.find(idOrKey).stream().toList()).stream().findFirst();
    }

    @Override
    public List<TaskView> findAll(Collection<UUID> ids) {
        return shown(all.findAll(ids));
    }

    @Override
    public Map<UUID, ServiceFields> fields(Collection<UUID> tasks) {
        return Confinement.current().isNone()
                ? all.fields(tasks)
                : all.fields(findAll(tasks).stream().map(TaskView::id).toList());
    }

    @Override
    public List<TaskView> findAllByKey(Collection<String> keys) {
        return shown(all.findAllByKey(keys));
    }

    @Override
    public Page<TaskView> list(TaskFilter filter, PageRequest page) {
        return own(filter)
                .map(wanted -> all.list(wanted, page))
                .map(found -> new Page<>(shown(found.items()), found.nextCursor()))
                .orElseGet(() -> new Page<>(List.of(), null));
    }

    @Override
    public int count(TaskFilter filter) {
        return own(filter).map(all::count).orElse(0);
    }

    @Override
    public int remaining(TaskFilter filter, String cursor) {
        return own(filter).map(wanted -> all.remaining(wanted, cursor)).orElse(0);
    }

    @Override
    public List<BlockingProject> heldBack(TaskFilter filter) {
        return own(filter).map(all::heldBack).orElse(List.of());
    }

    @Override
    public TaskQueries asOf(LedgerMoment moment) {
        return new ConfinedTasks(all.asOf(moment), projects);
    }

    /** Limits the filter to the project; empty if it asks for another project, or for one that does not exist. */
    private Optional<TaskFilter> own(TaskFilter filter) {
        UUID own = Confinement.currentProject();
        if (own == null) {
            return Optional.of(filter);
        }
        String asked = filter.find(TaskFilter.PROJECT);
        return asked == null || projects.find(asked).isPresent()
                ? Optional.of(filter.with(TaskFilter.PROJECT, own.toString()))
                : Optional.empty();
    }

    private List<TaskView> shown(List<TaskView> found) {
        if (Confinement.current().isNone()) {
            return found;
        }
        List<TaskView> own =
                found.stream().filter(task -> Confinement.has(task.projectId())).toList();
        Set<String> others = own.stream().flatMap(ConfinedTasks::others).collect(Collectors.toSet());
        if (others.isEmpty()) {
            return own;
        }
        Set<String> told = all.findAllByKey(others).stream()
                .filter(task -> Confinement.has(task.projectId()))
                .map(TaskView::key)
                .collect(Collectors.toSet());
        return own.stream().map(task -> task.dependingOn(told)).toList();
    }

    private static Stream<String> others(TaskView task) {
        return Stream.of(
                        task.others().blockedBy(),
                        task.others().blocks(),
                        task.others().related(),
                        discoveredFrom(task))
                .flatMap(Collection::stream);
    }

    private static List<String> discoveredFrom(TaskView task) {
        String origin = task.others().discoveredFrom();
        return origin == null ? List.of() : List.of(origin);
    }

    /**
     * The tree of the project: a task of another project is not found. The subtasks of a found task are in the same
     * project.
     */
    public record ConfinedTree(TaskTree all) implements TaskTree {
        @Override
        public Optional<Node> find(String idOrKey) {
            return all.find(idOrKey).filter(ConfinedTree::isOwn);
        }

        @Override
        public Optional<TaskId> identify(String idOrKey) {
            return Confinement.current().isNone()
                    ? all.identify(idOrKey)
                    : find(idOrKey).map(Node::task);
        }

        @Override
        public Set<TaskId> identifyAll(Collection<String> keys) {
            return Confinement.current().isNone()
                    ? all.identifyAll(keys)
                    : findAll(keys).values().stream().map(Node::task).collect(Collectors.toSet());
        }

        @Override
        public Map<String, Node> findAll(Collection<String> keys) {
            Map<String, Node> found = all.findAll(keys);
            return Confinement.current().isNone()
                    ? found
                    : found.entrySet().stream()
                            .filter(each -> isOwn(each.getValue()))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        private static boolean isOwn(Node node) {
            return Confinement.has(node.project().value());
        }

        @Override
        public List<Descendant> subtree(TaskId root) {
            return all.subtree(root);
        }

        @Override
        public List<Descendant> ofProject(ProjectId project) {
            return all.ofProject(project);
        }

        @Override
        public List<Descendant> deletedWith(String stream) {
            return all.deletedWith(stream);
        }

        @Override
        public TaskKey nextKey() {
            return all.nextKey();
        }
    }

    /**
     * The dependencies of the project. A reference from a task in another project is not found, so it cannot be
     * changed. Circles are looked for in all projects, but a refusal does not name a circle that leads through other
     * projects.
     *
     * @param tree confined to the project too
     */
    public record ConfinedGraph(DependencyGraph all, TaskTree tree) implements DependencyGraph {
        @Override
        public Map<TaskId, WaitingTask> reachedFrom(Collection<TaskId> tasks) {
            return all.reachedFrom(tasks);
        }

        @Override
        public Set<TaskId> unseenBlockers(TaskId task) {
            if (Confinement.current().isNone()) {
                return Set.of();
            }
            WaitingTask waiting = all.reachedFrom(List.of(task)).get(task);
            return waiting == null ? Set.of() : unseen(waiting.blockedBy());
        }

        @Override
        public Set<TaskId> related(TaskId task) {
            return all.related(task);
        }

        @Override
        public Set<TaskId> unseenRelated(TaskId task) {
            return Confinement.current().isNone() ? Set.of() : unseen(all.related(task));
        }

        private Set<TaskId> unseen(Set<TaskId> tasks) {
            return tasks.stream().filter(each -> !isOwn(each)).collect(Collectors.toSet());
        }

        @Override
        public List<TaskId> relatedTo(TaskId task) {
            return own(all.relatedTo(task));
        }

        @Override
        public List<TaskId> waitingFor(Collection<TaskId> tasks) {
            return own(all.waitingFor(tasks));
        }

        private List<TaskId> own(List<TaskId> found) {
            return Confinement.current().isNone()
                    ? found
                    : found.stream().filter(this::isOwn).toList();
        }

        private boolean isOwn(TaskId task) {
            return tree.find(task.toString()).isPresent();
        }
    }

    /** @param tasks confined to the project too */
    public record ConfinedClaims(ClaimQueries all, TaskQueries tasks) implements ClaimQueries {
        @Override
        public Page<ClaimedTask> live(@Nullable UUID project, PageRequest page) {
            return isForeign(project) ? new Page<>(List.of(), null) : all.live(own(project), page);
        }

        @Override
        public List<ClaimedTask> of(Collection<UUID> asked, Instant at) {
            return Confinement.current().isNone()
                    ? all.of(asked, at)
                    : all.of(tasks.findAll(asked).stream().map(TaskView::id).toList(), at);
        }

        @Override
        public ClaimOverview overview(@Nullable UUID project, int most) {
            return isForeign(project) ? new ClaimOverview(0, List.of(), List.of()) : all.overview(own(project), most);
        }

        private static boolean isForeign(@Nullable UUID project) {
            return project != null && !Confinement.has(project);
        }

        private static @Nullable UUID own(@Nullable UUID project) {
            return project == null ? Confinement.currentProject() : project;
        }
    }
}
