package dev.devledger.domain.undo;

import dev.devledger.domain.project.ProjectCommand;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Brings back what was deleted: projects before their tasks, and tasks before those below them. */
final class Restores {
    private final UndoPlan draft;
    private final TaskForest forest;
    private final PlaceCheck room;
    private final FormerPlaces former;
    private final List<Entity> projects = new ArrayList<>();
    private final Map<TaskId, EntityHistory> tasks = new LinkedHashMap<>();
    private final Deque<TaskId> open;

    Restores(UndoPlan draft, TaskForest forest, PlaceCheck room, FormerPlaces former, Collection<EntityHistory> pasts) {
        this.draft = draft;
        this.forest = forest;
        this.room = room;
        this.former = former;
        for (EntityHistory past : pasts) {
            if (past.comesBack() && past.entity().kind() == Entity.Kind.PROJECT) {
                projects.add(past.entity());
            } else if (past.comesBack()) {
                tasks.put(past.entity().task(), past);
            }
        }
        open = new ArrayDeque<>(forest.parentsFirst(tasks.keySet()));
    }

    void projects() {
        projects.forEach(this::project);
    }

    private void project(Entity entity) {
        draft.add(new ProjectCommand.Restore(entity.project(), draft.version(entity), draft.at()));
        forest.restore(entity.project());
    }

    /** Whether any did. */
    boolean whatFits() {
        return open.removeIf(this::fits);
    }

    private boolean fits(TaskId task) {
        Place home = home(task);
        Place moved = former.of(task);
        if (room.obstacle(task, home, 1) == null) {
            restore(task, home, home);
            return true;
        }
        if (moved != null && forest.exists(moved.project())) {
            restore(task, home, top(moved)); // it is moved from there anyway
            return true;
        }
        return false;
    }

    /** Puts the next one that can be somewhere there; false where none is left. Others may have room then. */
    boolean nextElsewhere() {
        while (!open.isEmpty()) {
            if (elsewhere(open.removeFirst())) {
                return true;
            }
        }
        return false;
    }

    private boolean elsewhere(TaskId task) {
        Place home = home(task);
        LaterEdit obstacle = Objects.requireNonNull(room.obstacle(task, home, 1));
        boolean forAMoment = Objects.requireNonNull(tasks.get(task)).goesAway();
        if (!forAMoment) {
            draft.add(obstacle);
        }
        if (!obstacle.inTheWay()) {
            restore(task, home, top(home));
            if (!forAMoment) {
                draft.add(new TaskCommand.Move(task, forest.destination(top(home)), 1, null, draft.at()));
                forest.move(task, top(home));
            }
        }
        return !obstacle.inTheWay();
    }

    private Place home(TaskId task) {
        return Objects.requireNonNull(forest.spot(task)).place();
    }

    private static Place top(Place place) {
        return new Place(place.project(), null);
    }

    /** {@code shelter} is a place that takes it, for the rule that there must be one. */
    private void restore(TaskId task, Place home, Place shelter) {
        draft.add(new TaskCommand.Restore(
                task, forest.destination(shelter), 1, draft.version(Entity.of(task)), draft.at()));
        forest.restore(task, home);
    }
}
