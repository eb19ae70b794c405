package dev.devledger.domain.undo;

import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.TaskId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where tasks were that were moved, of those that stay or come back. */
final class FormerPlaces {
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

    /** Null where it has not been moved. */
    @Nullable
    Place of(TaskId task) {
        EntityHistory past = moved.get(task);
        FieldHistory trace = past == null ? null : past.trace(Fields.PLACE);
        return trace == null ? null : (Place) Objects.requireNonNull(trace.before());
    }

    /** Whether it is about to be deleted where it was. */
    boolean goesAway(TaskId task) {
        return Objects.requireNonNull(moved.get(task)).goesAway();
    }

    /** Those first that were the nearest to the top. */
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
