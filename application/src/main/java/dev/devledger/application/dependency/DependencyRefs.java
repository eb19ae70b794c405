package dev.devledger.application.dependency;

import dev.devledger.application.tree.TaskTree;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which other tasks a caller means, by their ids or keys. */
public record DependencyRefs(TaskTree tree) {
    /** All that are none are told, each by its place, such as {@code blockedBy[2]}. */
    public SortedSet<TaskId> all(String field, List<String> idsOrKeys) {
        new Violations().dependencies(field, idsOrKeys).rejectIfAny();
        Violations wrong = new Violations();
        SortedSet<TaskId> found = new TreeSet<>();
        for (int i = 0; i < idsOrKeys.size(); i++) {
            String place = field + "[" + i + "]";
            String idOrKey = idsOrKeys.get(i);
            tree.find(idOrKey.strip())
                    .filter(each -> allowed(each, idOrKey, place, wrong))
                    .ifPresentOrElse(each -> found.add(each.task()), () -> unknown(idOrKey, place, wrong));
        }
        wrong.rejectIfAny();
        return found;
    }

    public TaskId one(String field, String idOrKey) {
        Violations wrong = new Violations();
        Optional<TaskTree.Node> found = tree.find(idOrKey.strip()).filter(each -> allowed(each, idOrKey, field, wrong));
        if (found.isEmpty()) {
            unknown(idOrKey, field, wrong);
        }
        wrong.rejectIfAny();
        return found.orElseThrow().task();
    }

    private static boolean allowed(TaskTree.Node task, String idOrKey, String place, Violations wrong) {
        if (task.deleted()) {
            wrong.add(place, "is " + idOrKey + ", which is deleted; restore it first, or leave it out");
        }
        return !task.deleted();
    }

    private static void unknown(String idOrKey, String place, Violations wrong) {
        if (wrong.found().stream().noneMatch(each -> each.field().equals(place))) {
            wrong.add(place, "is " + idOrKey + ", and there is no such task; the id or the key of a task is expected");
        }
    }
}
