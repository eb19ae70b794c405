package dev.devledger.domain.undo;

import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.undo.Undo.LaterEdit;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks if a task can return to its former place. */
final class PlaceCheck {
    private static final String TO_THE_TOP = " With force, the task goes to the top level of that project.";

    private final TaskForest forest;
    private final Set<Entity> doomed;

    /**
     * Created or restored entities are about to be deleted: only entities that are deleted too can be placed in them.
     */
    PlaceCheck(TaskForest forest, Collection<EntityHistory> pasts) {
        this.forest = forest;
        this.doomed = pasts.stream()
                .filter(EntityHistory::goesAway)
                .map(EntityHistory::entity)
                .collect(Collectors.toSet());
    }

    /** Returns what keeps a tree of this many levels of tasks from a place; null if nothing does. */
    @Nullable
    LaterEdit obstacle(TaskId task, Place to, int levels) {
        if (!forest.exists(to.project())) {
            return deleted(
                    Entity.of(to.project()),
                    "This project was deleted later, and the undo would move a task back into it. Restore the"
                            + " project first, or undo its deletion.",
                    true);
        }
        if (isDoomed(Entity.of(to.project()), task)) {
            return new LaterEdit(
                    Entity.of(to.project()),
                    null,
                    null,
                    LaterEdit.PRESENT,
                    null,
                    "The undo would delete this project, but a task that it would restore was moved into it later."
                            + " First restore that task and move it to another project.",
                    true);
        }
        return to.parent() == null ? null : below(task, to, to.parent(), levels);
    }

    private boolean isDoomed(Entity place, TaskId task) {
        return doomed.contains(place) && !doomed.contains(Entity.of(task));
    }

    private @Nullable LaterEdit below(TaskId task, Place to, TaskId parent, int levels) {
        TaskForest.Spot spot = forest.spot(parent);
        if (spot == null || spot.deleted()) {
            return deleted(
                    Entity.of(parent),
                    "This task was deleted later, and the undo would move another task back below it." + TO_THE_TOP,
                    false);
        }
        LaterEdit going = belowWhatGoes(task, parent);
        return going != null ? going : elsewhere(task, to, parent, spot.place(), levels);
    }

    private @Nullable LaterEdit belowWhatGoes(TaskId task, TaskId parent) {
        boolean goes = Stream.concat(Stream.of(parent), forest.ancestors(parent).stream())
                .map(Entity::of)
                .anyMatch(each -> isDoomed(each, task));
        return goes
                ? new LaterEdit(
                        Entity.of(task),
                        "parentId",
                        null,
                        parent.value(),
                        null,
                        "It was moved later, below a task that the undo would delete." + TO_THE_TOP,
                        false)
                : null;
    }

    /** Returns the obstacle if the parent was moved to a place that forbids the move; null if there is none. */
    private @Nullable LaterEdit elsewhere(TaskId task, Place to, TaskId parent, Place now, int levels) {
        if (!now.project().equals(to.project())) {
            return moved(
                    parent,
                    "projectId",
                    to.project().value(),
                    now.project().value(),
                    "This task was moved to another project later, and the undo would move another task back below"
                            + " it." + TO_THE_TOP);
        }
        if (parent.equals(task) || forest.ancestors(parent).contains(task)) {
            return moved(
                    parent,
                    "parentId",
                    null,
                    id(now.parent()),
                    "This task was moved later, below the task that the undo would move back below it." + TO_THE_TOP);
        }
        return forest.destination(to).takes(levels)
                ? null
                : moved(
                        parent,
                        "parentId",
                        null,
                        id(now.parent()),
                        "The undo would move a task back below this one, and that would make more than "
                                + Violations.LEVELS + " levels."
                                + TO_THE_TOP);
    }

    private static LaterEdit deleted(Entity entity, String why, boolean inTheWay) {
        return new LaterEdit(entity, null, LaterEdit.PRESENT, LaterEdit.DELETED, null, why, inTheWay);
    }

    private static LaterEdit moved(
            TaskId parent, String field, @Nullable Object was, @Nullable Object now, String why) {
        return new LaterEdit(Entity.of(parent), field, was, now, null, why, false);
    }

    static @Nullable Object id(@Nullable TaskId task) {
        return task == null ? null : task.value();
    }
}
