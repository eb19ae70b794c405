package dev.devledger.application.entity;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskId.TaskKey;
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

/** Where tasks are, for the writes that need to know. The caller holds the project's lock, so the answers stay true. */
public interface TaskTree {

    /** {@code ancestors} are the tasks above it, nearest first. */
    record Node(TaskId task, ProjectId project, @Nullable TaskId parent, boolean deleted, List<TaskId> ancestors) {}

    /**
     * @param level counts from 1, the topmost of what was asked for
     * @param parent what it is below in the ledger, null at the top of its project
     */
    record Below(TaskId task, int level, @Nullable TaskId parent) {}

    Optional<Node> find(String idOrKey);

    /** Which task it is, for who need not know where it is; less than {@link #find} to ask for. */
    default Optional<TaskId> identify(String idOrKey) {
        return find(idOrKey).map(Node::task);
    }

    /** The same of those of these keys that there are. */
    default Set<TaskId> identifyAll(Collection<String> keys) {
        return keys.stream().flatMap(key -> identify(key).stream()).collect(Collectors.toSet());
    }

    /** Those of these keys and ids that there are, by what was asked for, in upper case. */
    default Map<String, Node> findAll(Collection<String> keys) {
        Map<String, Node> found = new LinkedHashMap<>();
        keys.forEach(key -> find(key).ifPresent(node -> found.put(key.toUpperCase(Locale.ROOT), node)));
        return found;
    }

    /** The task itself and all below it that are not deleted, parents first. */
    List<Below> subtree(TaskId root);

    /** All tasks of the project that are not deleted, parents first. */
    List<Below> ofProject(ProjectId project);

    /** What was deleted together with the entity of that stream, parents first. */
    List<Below> deletedWith(String stream);

    /** A key that nothing has or had. */
    TaskKey nextKey();

    /** What a change set has brought back so far: the read model does not know of it before the change set's end. */
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
