package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.FieldLabel.StatusLabel;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.frame.ShownInstant.DueTime;
import dev.devledger.adapters.dashboard.frame.ShownInstant.WorkTime;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.ClaimView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A task with its subtasks.
 *
 * @param priority the priority; null without one
 */
record TaskLine(
        TaskView task,
        @Nullable StatusLabel priority,
        @Nullable DueTime due,
        List<TaskLine> below) {
    /** The order by key, in which T-9 comes before T-10. */
    private static final Comparator<TaskView> BY_KEY =
            Comparator.comparingInt((TaskView task) -> task.key().length()).thenComparing(TaskView::key);

    /**
     * Builds the tree of a part of a long list, in the order of creation. The ancestors of each task are shown too,
     * even if they are on another page or the filter does not select them: otherwise the task would look like a task at
     * the top.
     */
    static List<TaskLine> tree(List<TaskView> page, TaskQueries tasks, Instant now) {
        Map<UUID, TaskView> shown = new LinkedHashMap<>();
        page.forEach(task -> shown.put(task.id(), task));
        Set<UUID> above = above(shown);
        while (!above.isEmpty()) {
            List<TaskView> found = tasks.findAll(above).stream()
                    .filter(task -> task.deletedAt() == null)
                    .toList();
            found.forEach(task -> shown.put(task.id(), task));
            above = found.isEmpty() ? Set.of() : above(shown);
        }
        return tree(shown.values(), now);
    }

    /** Returns the parents of shown tasks that are not yet shown themselves. */
    private static Set<UUID> above(Map<UUID, TaskView> shown) {
        return shown.values().stream()
                .map(TaskView::parentId)
                .filter(parent -> parent != null && !shown.containsKey(parent))
                .collect(Collectors.toSet());
    }

    /** Builds the tree in the order of creation. A task without its parent in the list is at the top. */
    static List<TaskLine> tree(Collection<TaskView> tasks, Instant now) {
        Map<UUID, TaskLine> lines = new LinkedHashMap<>();
        tasks.stream().sorted(BY_KEY).forEach(task -> lines.put(task.id(), of(task, now)));
        List<TaskLine> top = new ArrayList<>();
        lines.values().forEach(line -> {
            UUID parent = line.task().parentId();
            TaskLine above = parent == null ? null : lines.get(parent);
            (above == null ? top : above.below()).add(line);
        });
        return top;
    }

    /** Returns the number of tasks in the trees. */
    static int count(List<TaskLine> trees) {
        return trees.stream().mapToInt(each -> 1 + count(each.below())).sum();
    }

    TaskLine with(List<TaskLine> others) {
        return new TaskLine(task, priority, due, others);
    }

    /** Returns the begin and the end of the claim, in words. */
    String held() {
        ClaimView claim = Objects.requireNonNull(task.claim());
        return "since " + ShownInstant.dateTime(claim.since()) + ", until " + ShownInstant.dateTime(claim.until());
    }

    static TaskLine of(TaskView task, Instant now) {
        return new TaskLine(
                task,
                task.priority() == Priority.NONE ? null : StatusLabel.of(task.priority()),
                task.status() == TaskStatus.OPEN
                        ? DueTime.of(task.schedule().dueDate(), task.schedule().timeZone(), now)
                        : null,
                new ArrayList<>());
    }

    String version() {
        return Long.toString(task.version());
    }

    boolean isOpen() {
        return task.status() == TaskStatus.OPEN;
    }

    String status() {
        return StatusLabel.of(task.status()).word();
    }

    boolean isAbandoned() {
        return task.status() == TaskStatus.ABANDONED;
    }

    /** Returns the label of the ticked box. */
    String tick() {
        return task.title() + (isAbandoned() ? " abandoned" : " done");
    }

    /** Returns who works on the task: the agent with its claim, or else the assignees in one. */
    List<String> who() {
        String holder = holderName();
        return holder != null ? List.of(holder) : task.assignees().isEmpty() ? List.of() : List.of(assignees());
    }

    /** Returns the day on which the task can be begun; null without one. */
    @Nullable
    String starts() {
        DueTime start = DueTime.of(task.schedule().startDate(), task.schedule().timeZone(), Instant.EPOCH);
        return start == null ? null : start.day();
    }

    /** Returns how much of the checklist is done, such as 2/5; null without a checklist. */
    @Nullable
    String steps() {
        List<ChecklistItem> steps = task.details().checklist();
        return steps.isEmpty()
                ? null
                : steps.stream().filter(ChecklistItem::done).count() + "/" + steps.size();
    }

    String assignees() {
        return task.assignees().stream().map(TaskView.Assignee::name).collect(Collectors.joining(", "));
    }

    /** Returns the agent that works on the task; null without a claim. */
    @Nullable
    String holder() {
        ClaimView claim = task.claim();
        return claim == null ? null : claim.agent();
    }

    /** Returns the agent without its session and version, which the whole name has. */
    @Nullable
    String holderName() {
        String holder = holder();
        return holder == null ? null : holder.replaceFirst("(?<=.)[#/].*", "");
    }

    @Nullable
    String estimate() {
        Integer minutes = task.details().estimateMinutes();
        return minutes == null ? null : new WorkTime(60L * minutes).words();
    }

    /** True if the line has facts that are left out where they have no room. */
    boolean hasChips() {
        return priority != null
                || estimate() != null
                || task.details().stage() != null
                || !task.tags().isEmpty();
    }
}
