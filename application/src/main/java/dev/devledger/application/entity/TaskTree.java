package dev.devledger.application.entity;

import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the places of tasks for writes. The caller holds the project's lock, so the answers stay true. */
public interface TaskTree {

    /** A task's place; {@code ancestors} are the task's parent, its parent and so on. */
    record Node(TaskId task, ProjectId project, @Nullable TaskId parent, boolean deleted, List<TaskId> ancestors) {}

    /**
     * @param level the level, 1 for the topmost requested task
     * @param parent the parent in the ledger, null at the top of its project
     */
    record Descendant(TaskId task, int level, @Nullable TaskId parent) {}

    Optional<Node> find(String idOrKey);

    /** Returns the task's id without its place; cheaper than {@link #find}. */
    default Optional<TaskId> identify(String idOrKey) {
        return find(idOrKey).map(Node::task);
    }

    /** Returns the ids of the existing tasks of these keys. */
    default Set<TaskId> identifyAll(Collection<String> keys) {
        return keys.stream().flatMap(key -> identify(key).stream()).collect(Collectors.toSet());
    }

    /** Finds the existing tasks of these keys and ids; the result is by the given texts in upper case. */
    default Map<String, Node> findAll(Collection<String> keys) {
        Map<String, Node> found = new LinkedHashMap<>();
        keys.forEach(key -> find(key).ifPresent(node -> found.put(key.toUpperCase(Locale.ROOT), node)));
        return found;
    }

    /** Returns the task itself and all its subtasks that are not deleted, parents first. */
    List<Descendant> subtree(TaskId root);

    /** Returns all tasks of the project that are not deleted, parents first. */
    List<Descendant> ofProject(ProjectId project);

    /** Returns the tasks that were deleted together with the entity of that stream, parents first. */
    List<Descendant> deletedWith(String stream);

    /** Returns a key that was never used. */
    TaskKey nextKey();

    /**
     * The entities that a change set has restored so far: the read model shows them only at the end of the change set.
     */
    final class Restored {
        private final Set<ProjectId> projects = new HashSet<>();
        private final Set<TaskId> tasks = new LinkedHashSet<>();

        public void add(ProjectId project) {
            projects.add(project);
        }

        public void add(TaskId task) {
            tasks.add(task);
        }

        public boolean has(ProjectId project) {
            return projects.contains(project);
        }

        public boolean has(TaskId task) {
            return tasks.contains(task);
        }

        public Set<TaskId> tasks() {
            return Collections.unmodifiableSet(tasks);
        }
    }
}
