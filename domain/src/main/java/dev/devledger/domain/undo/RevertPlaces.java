package dev.devledger.domain.undo;

import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.undo.EntityHistory.Author;
import dev.devledger.domain.undo.EntityHistory.FieldHistory;
import dev.devledger.domain.undo.Undo.LaterEdit;
import dev.devledger.domain.undo.Undo.UndoPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Restores and moves tasks. A task may have no room before another has moved away, so a step that does not fit is tried
 * again as long as other steps fit. If none fits any more, the step is reported, and the task is put elsewhere.
 */
final class RevertPlaces {
    private final Restores restores;
    private final Moves moves;

    RevertPlaces(UndoPlan draft, TaskForest forest, Collection<EntityHistory> pasts) {
        pasts.stream()
                .filter(past -> past.goesAway() && past.entity().kind() == Entity.Kind.TASK)
                .forEach(past -> forest.markForDeletion(past.entity().task()));
        PlaceCheck room = new PlaceCheck(forest, pasts);
        FormerPlaces former = new FormerPlaces(forest, pasts);
        this.moves = new Moves(draft, forest, room, former);
        this.restores = new Restores(draft, forest, room, former, pasts);
    }

    void all() {
        restores.projects();
        moves.report();
        do {
            while (restores.whatFits() || moves.whatFits()) {}
        } while (restores.nextElsewhere() || moves.nextElsewhere());
    }

    /** Restores deleted entities: projects before their tasks, and tasks before their subtasks. */
    static final class Restores {
        private final UndoPlan draft;
        private final TaskForest forest;
        private final PlaceCheck room;
        private final FormerPlaces former;
        private final List<Entity> projects = new ArrayList<>();
        private final Map<TaskId, EntityHistory> tasks = new LinkedHashMap<>();
        private final Deque<TaskId> open;

        Restores(
                UndoPlan draft,
                TaskForest forest,
                PlaceCheck room,
                FormerPlaces former,
                Collection<EntityHistory> pasts) {
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

        /** Restores all tasks that fit in their former place; true if it restored any. */
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
                restore(task, home, top(moved)); // the undo moves it away from that project anyway
                return true;
            }
            return false;
        }

        /** Restores the next task that can be put elsewhere; false if there is none. Other tasks may have room then. */
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

        /** {@code shelter} is a place with room, as the rules of a restore require one. */
        private void restore(TaskId task, Place home, Place shelter) {
            draft.add(new TaskCommand.Restore(
                    task, forest.destination(shelter), 1, draft.version(Entity.of(task)), draft.at()));
            forest.restore(task, home);
        }
    }

    /** Moves tasks back to their former places, each with its present subtasks. */
    static final class Moves {
        private final UndoPlan draft;
        private final TaskForest forest;
        private final PlaceCheck room;
        private final FormerPlaces former;
        private final Deque<TaskId> open;

        Moves(UndoPlan draft, TaskForest forest, PlaceCheck room, FormerPlaces former) {
            this.draft = draft;
            this.forest = forest;
            this.room = room;
            this.former = former;
            this.open = new ArrayDeque<>(former.tasks());
        }

        void report() {
            former.moved().forEach(past -> report(draft, past, Objects.requireNonNull(past.trace(Fields.PLACE))));
        }

        /** Moves all tasks that fit; true if it moved any. Deleted tasks wait. */
        boolean whatFits() {
            return open.removeIf(this::fits);
        }

        private boolean fits(TaskId task) {
            Place to = Objects.requireNonNull(former.of(task));
            if (!forest.exists(task)) {
                return false;
            }
            if (!isAt(task, to)) {
                if (room.obstacle(task, to, forest.levels(task)) != null) {
                    return false;
                }
                move(task, to);
            }
            return true;
        }

        /** Moves the next task as near to its former place as it can be; false if there is none. */
        boolean nextElsewhere() {
            if (open.isEmpty()) {
                return false;
            }
            TaskId task = open.removeFirst();
            if (forest.exists(task)) {
                elsewhere(task);
            }
            return true;
        }

        private boolean isAt(TaskId task, Place place) {
            return Objects.requireNonNull(forest.spot(task)).place().equals(place);
        }

        private void elsewhere(TaskId task) {
            Place to = Objects.requireNonNull(former.of(task));
            LaterEdit obstacle = room.obstacle(task, to, forest.levels(task));
            if (obstacle == null) {
                return;
            }
            if (former.goesAway(task)) {
                putWhereItWasDeleted(task, to);
                return;
            }
            draft.add(obstacle);
            Place top = new Place(to.project(), null);
            if (!obstacle.inTheWay() && !isAt(task, top)) {
                move(task, top);
            }
        }

        /** Moves a task that is about to be deleted again. It needs no room, but may not form a circle. */
        private void putWhereItWasDeleted(TaskId task, Place to) {
            boolean circle = to.parent() != null
                    && (to.parent().equals(task)
                            || forest.ancestors(to.parent()).contains(task));
            if (!circle) {
                follow(task, to);
                forest.move(task, to).forEach(this::followed);
            }
        }

        private void move(TaskId task, Place to) {
            draft.add(new TaskCommand.Move(
                    task, forest.destination(to), forest.levels(task), draft.version(Entity.of(task)), draft.at()));
            forest.move(task, to).forEach(this::followed);
        }

        private void followed(TaskId task) {
            follow(task, Objects.requireNonNull(forest.spot(task)).place());
        }

        private void follow(TaskId task, Place to) {
            draft.add(new TaskCommand.MoveWithParent(task, to, draft.version(Entity.of(task)), draft.at()));
        }

        /** Reports a later move. Callers see a place as two fields: the project and the parent. */
        static void report(UndoPlan draft, EntityHistory past, FieldHistory trace) {
            if (!trace.changedSince()) {
                return;
            }
            Place was = (Place) Objects.requireNonNull(trace.after());
            Place now = (Place) Objects.requireNonNull(trace.now());
            if (!was.project().equals(now.project())) {
                Object from = was.project().value();
                draft.add(moved(past, "projectId", from, now.project().value(), trace.since()));
            }
            if (!Objects.equals(was.parent(), now.parent())) {
                draft.add(moved(
                        past, "parentId", PlaceCheck.id(was.parent()), PlaceCheck.id(now.parent()), trace.since()));
            }
        }

        private static LaterEdit moved(
                EntityHistory past, String field, @Nullable Object was, @Nullable Object now, @Nullable Author by) {
            return new LaterEdit(past.entity(), field, was, now, by, "It was moved later.", false);
        }
    }

    /** The former places of moved tasks that stay or come back. */
    static final class FormerPlaces {
        private final TaskForest forest;
        private final Map<TaskId, EntityHistory> moved = new LinkedHashMap<>();

        FormerPlaces(TaskForest forest, Collection<EntityHistory> pasts) {
            this.forest = forest;
            for (EntityHistory past : pasts) {
                FieldHistory trace = past.trace(Fields.PLACE);
                boolean stays = !past.isNew() && (past.exists() || past.comesBack());
                if (stays && trace != null && trace.differs()) {
                    moved.put(past.entity().task(), past);
                }
            }
        }

        Collection<EntityHistory> moved() {
            return moved.values();
        }

        /** Returns null if the task has not been moved. */
        @Nullable
        Place of(TaskId task) {
            EntityHistory past = moved.get(task);
            FieldHistory trace = past == null ? null : past.trace(Fields.PLACE);
            return trace == null ? null : (Place) Objects.requireNonNull(trace.before());
        }

        /** True if the task is about to be deleted at its former place. */
        boolean goesAway(TaskId task) {
            return Objects.requireNonNull(moved.get(task)).goesAway();
        }

        /** Returns the moved tasks, those with the fewest ancestors in their former places first. */
        List<TaskId> tasks() {
            return moved.keySet().stream()
                    .sorted(Comparator.comparingInt(this::depth))
                    .toList();
        }

        private int depth(TaskId task) {
            int depth = 0;
            for (TaskId above = parent(task); above != null && depth < 100; above = parent(above)) {
                depth++;
            }
            return depth;
        }

        private @Nullable TaskId parent(TaskId task) {
            Place former = of(task);
            if (former != null) {
                return former.parent();
            }
            TaskForest.Spot spot = forest.spot(task);
            return spot == null ? null : spot.place().parent();
        }
    }
}
