package dev.devledger.application.entity;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectId.ProjectKey;
import dev.devledger.domain.shared.NameKey;
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
 * Finds a project for a write, and holds it still until the transaction ends. A write takes these locks before it sends
 * a command: commands hold locks of their own, and the two kinds are always taken in this order.
 */
public interface ProjectLocks {

    record Locked(ProjectId project, boolean deleted) {}

    /** Without a lock. */
    Optional<Locked> find(String idOrKey);

    /** Each of these as {@link #find} finds it, by the names that were asked for; what there is not is left out. */
    default Map<String, Locked> findAll(Collection<String> idsOrKeys) {
        Map<String, Locked> found = new HashMap<>();
        idsOrKeys.forEach(each -> find(each).ifPresent(project -> found.put(each, project)));
        return found;
    }

    /** Others may add tasks meanwhile, but nobody changes the project, or deletes, moves or restores in it. */
    Optional<Locked> share(String idOrKey);

    /** Nobody else changes the project, or adds, deletes, moves or restores in it meanwhile. */
    Optional<Locked> own(String idOrKey);

    /**
     * Owns each of these, in the one order in which all writes take projects, so that two of them never wait for each other.
     * In that order; what there is not is left out.
     */
    default List<Locked> ownAll(Collection<ProjectId> projects) {
        return projects.stream()
                .map(ProjectId::toString)
                .sorted()
                .flatMap(each -> own(each).stream())
                .toList();
    }

    /** Nobody else who asks for this name goes on meanwhile: one of several finds what another has made. */
    void ownName(NameKey name);

    /** A key that nothing has or had. */
    ProjectKey nextKey();

    /**
     * Holds still all that a write of many items has to do with, before its first command. The projects are taken in the one
     * order that all writes keep, so that two of them never wait for each other, whichever order their items are in.
     */
    record ItemLocks(ProjectLocks projects, TaskTree tree) {
        /** What was found, by the keys that were asked for, and as it is under the locks; what does not exist is not in it. */
        public record LockedItems(Map<String, ProjectLocks.Locked> projects, Map<String, TaskTree.Node> tasks) {}

        /** Where these are, without a lock. */
        public LockedItems look(Collection<String> projectKeys, Collection<String> taskKeys) {
            Map<String, ProjectLocks.Locked> found = new LinkedHashMap<>();
            for (String key : projectKeys) {
                projects.find(key).ifPresent(project -> found.put(key, project));
            }
            return new LockedItems(found, taskKeys.isEmpty() ? Map.of() : tree.findAll(taskKeys));
        }

        /** A task may be in another project by the time that its project is held; then that is held as well. */
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
                        .forEach(each -> projects.own(each.toString()));
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
