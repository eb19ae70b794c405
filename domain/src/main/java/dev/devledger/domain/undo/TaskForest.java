package dev.devledger.domain.undo;

import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The places of the tasks that an undo concerns, after each of its steps. Knows all ancestors of the tasks that it was
 * loaded for, and all tasks below them that are not deleted. Unknown tasks count as deleted.
 */
public final class TaskForest {

    /** A task's place. Spots come in the order of the keys. */
    public record Spot(TaskId task, Place place, boolean deleted) {}

    /** The most ancestors that are visited, so that a circle, which the rules forbid, does not loop for ever. */
    private static final int DEEPEST = 100;

    private final Map<ProjectId, Boolean> projects = new HashMap<>();
    private final Map<TaskId, Spot> tasks = new LinkedHashMap<>();
    private final Subtasks subtasks = new Subtasks();
    private final Set<TaskId> doomed = new HashSet<>();

    /** {@code deleted} is true for each deleted project. */
    public TaskForest(Map<ProjectId, Boolean> deleted, Collection<Spot> spots) {
        projects.putAll(deleted);
        spots.forEach(this::put);
    }

    private void put(Spot spot) {
        Spot former = tasks.put(spot.task(), spot);
        TaskId from = former == null ? null : former.place().parent();
        subtasks.move(spot.task(), from, spot.place().parent());
    }

    @Nullable
    Spot spot(TaskId task) {
        return tasks.get(task);
    }

    boolean exists(TaskId task) {
        Spot spot = tasks.get(task);
        return spot != null && !spot.deleted();
    }

    boolean exists(ProjectId project) {
        return Boolean.FALSE.equals(projects.get(project));
    }

    /** Returns the task's ancestors, nearest first. */
    List<TaskId> ancestors(TaskId task) {
        List<TaskId> above = new ArrayList<>();
        Spot spot = tasks.get(task);
        while (spot != null && spot.place().parent() != null && above.size() < DEEPEST) {
            above.add(spot.place().parent());
            spot = tasks.get(spot.place().parent());
        }
        return above;
    }

    /**
     * Marks a task that is about to be deleted in its present place: moves do not take it along, and it takes no room.
     */
    void markForDeletion(TaskId task) {
        doomed.add(task);
    }

    /** Returns the roots' subtasks at any depth that are neither deleted nor about to be, parents first. */
    List<TaskId> below(Collection<TaskId> roots) {
        return subtasks.below(roots, task -> exists(task) && !doomed.contains(task));
    }

    /** Returns the levels of the task with all its subtasks: 1 for a task alone. */
    int levels(TaskId task) {
        int own = ancestors(task).size();
        return below(List.of(task)).stream()
                .mapToInt(each -> ancestors(each).size() - own + 1)
                .max()
                .orElse(1);
    }

    /** Returns the projects' tasks that are not deleted, parents first. */
    List<TaskId> in(Set<ProjectId> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        return parentsFirst(tasks.values().stream()
                .filter(spot -> !spot.deleted() && all.contains(spot.place().project()))
                .map(Spot::task)
                .toList());
    }

    List<TaskId> parentsFirst(Collection<TaskId> some) {
        Map<TaskId, Integer> levels = HashMap.newHashMap(some.size());
        some.forEach(task -> levels.put(task, ancestors(task).size()));
        return some.stream().sorted(Comparator.comparing(levels::get)).toList();
    }

    Destination destination(Place place) {
        Spot spot = place.parent() == null ? null : tasks.get(place.parent());
        Destination.Parent parent = spot == null
                ? null
                : new Destination.Parent(spot.task(), spot.place().project(), spot.deleted(), ancestors(spot.task()));
        return new Destination(place.project(), !exists(place.project()), parent);
    }

    void restore(ProjectId project) {
        projects.put(project, false);
    }

    void restore(TaskId task, Place where) {
        put(new Spot(task, where, false));
    }

    /** Moves a task with everything below it; returns the tasks that thereby come into another project. */
    List<TaskId> move(TaskId task, Place to) {
        Spot was = tasks.get(task);
        boolean sameProject = was != null && was.place().project().equals(to.project());
        put(new Spot(task, to, false));
        if (sameProject) {
            return List.of();
        }
        List<TaskId> along = below(List.of(task));
        along.forEach(each ->
                put(new Spot(each, new Place(to.project(), ancestors(each).getFirst()), false)));
        return along;
    }

    /** The direct subtasks of each task. */
    static final class Subtasks {
        private final Map<TaskId, Set<TaskId>> byParent = new HashMap<>();

        /** Moves a task between parents; a null parent is the top of a project. */
        void move(TaskId task, @Nullable TaskId from, @Nullable TaskId to) {
            if (from != null) {
                of(from).remove(task);
            }
            if (to != null) {
                of(to).add(task);
            }
        }

        private Set<TaskId> of(TaskId parent) {
            return byParent.computeIfAbsent(parent, none -> new LinkedHashSet<>());
        }

        /** Returns matching tasks, parents first; does not look below a task that does not match. */
        List<TaskId> below(Collection<TaskId> roots, Predicate<TaskId> wanted) {
            Set<TaskId> found = new LinkedHashSet<>();
            Deque<TaskId> open = new ArrayDeque<>(roots);
            while (!open.isEmpty()) {
                for (TaskId child : byParent.getOrDefault(open.removeFirst(), Set.of())) {
                    if (wanted.test(child) && found.add(child)) {
                        open.addLast(child);
                    }
                }
            }
            return List.copyOf(found);
        }
    }
}
