package dev.devledger.application.tree;

import dev.devledger.domain.project.ProjectId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds still all that a write of many items has to do with, before its first command. The projects are taken in the one
 * order that all writes keep, so that two of them never wait for each other, whichever order their items are in.
 */
public record ItemLocks(ProjectLocks projects, TaskTree tree) {
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
