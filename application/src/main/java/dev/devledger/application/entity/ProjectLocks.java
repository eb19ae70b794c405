package dev.devledger.application.entity;

import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.shared.NormalizedName;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds a project for a write, and locks it until the transaction ends. A write takes these locks before it sends a
 * command: commands hold locks of their own, and the two kinds are always taken in this order.
 */
public interface ProjectLocks {

    record Locked(ProjectId project, boolean deleted) {}

    /** Finds a project without a lock. */
    Optional<Locked> find(String idOrKey);

    /** Finds each project as {@link #find} does, by the given id or key; missing ones are left out. */
    default Map<String, Locked> findAll(Collection<String> idsOrKeys) {
        Map<String, Locked> found = new HashMap<>();
        idsOrKeys.forEach(each -> find(each).ifPresent(project -> found.put(each, project)));
        return found;
    }

    /**
     * Locks the project in shared mode: other writes may add tasks meanwhile, but none changes the project, or deletes,
     * moves or restores in it.
     */
    Optional<Locked> lockShared(String idOrKey);

    /**
     * Locks the project exclusively: no other write changes it, or adds, deletes, moves or restores in it meanwhile.
     */
    Optional<Locked> lockExclusively(String idOrKey);

    /**
     * Locks each project exclusively, in the one order that all writes use, so that two writes never wait for each
     * other. Returns the projects in that order; missing ones are left out.
     */
    default List<Locked> ownAll(Collection<ProjectId> projects) {
        return projects.stream()
                .map(ProjectId::toString)
                .sorted()
                .flatMap(each -> lockExclusively(each).stream())
                .toList();
    }

    /** Locks a name: a write that waits for it then sees the project that the earlier holder created. */
    void ownName(NormalizedName name);

    /** Returns a key that was never used. */
    ProjectKey nextKey();

    /**
     * Locks all that a write of many items concerns, before its first command. The projects are locked in the one order
     * that all writes use, so that two writes never wait for each other, whatever the order of their items.
     */
    record ItemLocks(ProjectLocks projects, TaskTree tree) {
        /** The items found under the locks, by the given keys; missing ones are left out. */
        public record LockedItems(Map<String, ProjectLocks.Locked> projects, Map<String, TaskTree.Node> tasks) {}

        /** Finds the items without a lock. */
        public LockedItems look(Collection<String> projectKeys, Collection<String> taskKeys) {
            Map<String, ProjectLocks.Locked> found = new LinkedHashMap<>();
            for (String key : projectKeys) {
                projects.find(key).ifPresent(project -> found.put(key, project));
            }
            return new LockedItems(found, taskKeys.isEmpty() ? Map.of() : tree.findAll(taskKeys));
        }

        /**
         * Locks the items' projects. A task may be in another project by the time its project is locked; then the other
         * project is locked too.
         */
        public LockedItems own(Collection<String> projectKeys, Collection<String> taskKeys) {
            Set<ProjectId> owned = new HashSet<>();
            while (true) {
                LockedItems held = look(projectKeys, taskKeys);
                Set<ProjectId> needed = homes(held);
                if (owned.containsAll(needed)) {
                    return held;
                }
                needed.stream()
                        .filter(each -> !owned.contains(each))
                        .sorted(Comparator.comparing(ProjectId::toString))
                        .forEach(each -> projects.lockExclusively(each.toString()));
                owned.addAll(needed);
            }
        }

        private static Set<ProjectId> homes(LockedItems held) {
            Set<ProjectId> homes =
                    held.tasks().values().stream().map(TaskTree.Node::project).collect(Collectors.toSet());
            held.projects().values().forEach(each -> homes.add(each.project()));
            return homes;
        }
    }
}
