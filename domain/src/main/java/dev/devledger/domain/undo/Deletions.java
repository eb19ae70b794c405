package dev.devledger.domain.undo;

import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.undo.RevertPlaces.Moves;
import dev.devledger.domain.undo.Undo.LaterEdit;
import dev.devledger.domain.undo.Undo.UndoPlan;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the entities that the undone change created, and deletes again those that it restored, with everything in
 * them.
 */
final class Deletions {
    private final UndoPlan draft;
    private final TaskForest forest;
    private final Set<ProjectId> projects = new LinkedHashSet<>();
    private final Map<TaskId, EntityHistory> tasks = new LinkedHashMap<>();

    Deletions(UndoPlan draft, TaskForest forest) {
        this.draft = draft;
        this.forest = forest;
    }

    void all(Collection<EntityHistory> pasts) {
        for (EntityHistory past : pasts) {
            if (past.goesAway() && exists(past.entity())) {
                collect(past);
                report(draft, past);
            }
        }
        Set<TaskId> along = new LinkedHashSet<>(forest.in(projects));
        along.addAll(forest.below(tasks.keySet()));
        along.removeAll(tasks.keySet());
        along.forEach(this::reportAlong);
        projects.forEach(
                each -> draft.add(new ProjectCommand.Delete(each, draft.version(Entity.of(each)), draft.at())));
        forest.parentsFirst(
                        Stream.concat(tasks.keySet().stream(), along.stream()).toList())
                .forEach(each -> draft.add(
                        new TaskCommand.Delete(each, with(each), draft.version(Entity.of(each)), draft.at())));
    }

    private boolean exists(Entity entity) {
        return entity.kind() == Entity.Kind.PROJECT || forest.exists(entity.task());
    }

    private void collect(EntityHistory past) {
        if (past.entity().kind() == Entity.Kind.PROJECT) {
            projects.add(past.entity().project());
        } else {
            tasks.put(past.entity().task(), past);
        }
    }

    /**
     * Reports later changes by others to the entity, which its deletion would lose. Fields that are reverted were
     * checked before.
     */
    static void report(UndoPlan draft, EntityHistory past) {
        past.traces().forEach((field, trace) -> {
            boolean lookedAt = field.equals(Fields.EXISTENCE)
                    || field.equals(Fields.STATUS_REASON)
                    || (!past.isNew() && trace.differs());
            if (lookedAt) {
                return;
            }
            if (field.equals(Fields.PLACE)) {
                Moves.report(draft, past, trace);
            } else if (trace.changedSince()) {
                draft.add(new LaterEdit(
                        past.entity(),
                        Fields.name(field),
                        trace.after(),
                        trace.now(),
                        trace.since(),
                        "It was changed later, and the undo would delete it.",
                        false));
            }
        });
    }

    private void reportAlong(TaskId task) {
        draft.add(new LaterEdit(
                Entity.of(task),
                null,
                null,
                LaterEdit.PRESENT,
                null,
                "It was added later, and the undo would delete it together with its project or parent task.",
                false));
    }

    /**
     * The stream of the project or task whose deletion deletes the task too, as in a deletion by hand; null if the task
     * itself is deleted.
     */
    private @Nullable String with(TaskId task) {
        EntityHistory past = tasks.get(task);
        if (past != null && !past.isNew()) {
            return past.deletedWith();
        }
        ProjectId project = Objects.requireNonNull(forest.spot(task)).place().project();
        if (projects.contains(project)) {
            return project.address();
        }
        return forest.ancestors(task).stream()
                .filter(tasks::containsKey)
                .reduce((nearer, farther) -> farther)
                .map(TaskId::address)
                .orElse(null);
    }
}
