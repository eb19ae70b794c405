package dev.devledger.application.sync.local;

import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.Wanted;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entity that may have to be pushed.
 *
 * @param level 0 for a list, 1 for a card, 2 for what is directly below it
 * @param above what it is below in the ledger, null at the top
 */
public record PushCandidate(
        PendingWork.Item item,
        Wanted wanted,
        int level,
        @Nullable EntityRef above) {
    /** {@code tasks} are those that are marked: its level counts as far as its parents are among them. */
    static PushCandidate of(PendingWork.Item item, Wanted wanted, Map<UUID, TaskView> tasks) {
        TaskView task = tasks.get(item.entity().id());
        return new PushCandidate(item, wanted, level(item.entity().kind(), task, tasks), above(task));
    }

    private static int level(EntityRef.Kind kind, @Nullable TaskView of, Map<UUID, TaskView> tasks) {
        int level = kind == EntityRef.Kind.LIST ? 0 : kind == EntityRef.Kind.PROJECT ? 1 : 2;
        for (TaskView task = of; task != null && task.parentId() != null; task = tasks.get(task.parentId())) {
            level++;
        }
        return level;
    }

    private static @Nullable EntityRef above(@Nullable TaskView task) {
        if (task == null) {
            return null;
        }
        return task.parentId() == null ? EntityRef.project(task.projectId()) : EntityRef.task(task.parentId());
    }

    boolean gone() {
        return wanted.leaves();
    }
}
