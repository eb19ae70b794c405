package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Due;
import dev.devledger.adapters.dashboard.frame.StatusWord;
import dev.devledger.application.query.ClaimView;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A task with those below it.
 *
 * @param priority null where it has none
 */
record TaskLine(
        TaskView task,
        @Nullable StatusWord priority,
        @Nullable Due due,
        List<TaskLine> below) {

    /** Those whose parent is not among them stand at the top. */
    static List<TaskLine> tree(List<TaskView> tasks, Instant now) {
        Map<UUID, TaskLine> lines = new LinkedHashMap<>();
        tasks.forEach(task -> lines.put(task.id(), of(task, now)));
        List<TaskLine> top = new ArrayList<>();
        lines.values().forEach(line -> {
            UUID parent = line.task().parentId();
            TaskLine above = parent == null ? null : lines.get(parent);
            (above == null ? top : above.below()).add(line);
        });
        return top;
    }

    static TaskLine of(TaskView task, Instant now) {
        return new TaskLine(
                task,
                task.priority() == Priority.NONE ? null : StatusWord.of(task.priority()),
                task.status() == TaskStatus.OPEN ? Due.of(task.dueDate(), task.timeZone(), now) : null,
                new ArrayList<>());
    }

    boolean isOpen() {
        return task.status() == TaskStatus.OPEN;
    }

    String status() {
        return StatusWord.of(task.status()).word();
    }

    String assignees() {
        return task.assignees().stream().map(TaskView.Assignee::name).collect(Collectors.joining(", "));
    }

    /** Who works on it; null where nobody does. */
    @Nullable
    String holder() {
        ClaimView claim = task.claim();
        return claim == null ? null : claim.agent();
    }
}
