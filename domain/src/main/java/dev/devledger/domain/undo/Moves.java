package dev.devledger.domain.undo;

import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings tasks back to where they were, each with what is below it now. */
final class Moves {
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

    /** Whether any did; what is still deleted waits. */
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

    /** Puts the next one where it can be; false where none is left. */
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

    /** What is about to be deleted needs no room, but no circle either. */
    private void putWhereItWasDeleted(TaskId task, Place to) {
        boolean circle = to.parent() != null
                && (to.parent().equals(task) || forest.ancestors(to.parent()).contains(task));
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
        draft.add(new TaskCommand.Follow(task, to, draft.version(Entity.of(task)), draft.at()));
    }

    /** A place is two fields for callers. */
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
            draft.add(moved(past, "parentId", PlaceCheck.id(was.parent()), PlaceCheck.id(now.parent()), trace.since()));
        }
    }

    private static LaterEdit moved(
            EntityHistory past, String field, @Nullable Object was, @Nullable Object now, @Nullable Author by) {
        return new LaterEdit(past.entity(), field, was, now, by, "It was moved later.", false);
    }
}
