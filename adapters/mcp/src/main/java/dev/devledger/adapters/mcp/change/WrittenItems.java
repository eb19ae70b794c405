package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.application.claim.Claims.MissedChange;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the items that a write has touched, after the read model has them. */
public record WrittenItems(TaskQueries tasks, ProjectQueries projects, TimeEntryQueries entries) {
    public WrittenItems(ToolPorts ports) {
        this(ports.taskQueries(), ports.projectQueries(), ports.timeEntryQueries());
    }

    /** Returns tasks in the order of the ids. A task whose row could not be built is left out. */
    public List<WrittenItem> tasks(Collection<UUID> ids) {
        return tasks(ids, any -> Map.of());
    }

    /** @param check receives the tasks before they are shown, and returns the missed changes to show with each task */
    public List<WrittenItem> tasks(
            Collection<UUID> ids, Function<Collection<TaskView>, Map<UUID, List<MissedChange>>> check) {
        Map<UUID, TaskView> found = taskViews(ids);
        Map<UUID, List<MissedChange>> missed = check.apply(found.values());
        return told(ids, found, WrittenItem::of, missed);
    }

    private static List<WrittenItem> told(
            Collection<UUID> ids,
            Map<UUID, TaskView> found,
            Function<TaskView, WrittenItem> item,
            Map<UUID, List<MissedChange>> missed) {
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(task -> item.apply(task).missing(missed.getOrDefault(task.id(), List.of())))
                .toList();
    }

    /**
     * Returns new tasks like {@link #tasks}. A task of a dry run has no key yet, and is called {@code new-1}, {@code
     * new-2}, and so on.
     */
    public List<WrittenItem> newTasks(List<UUID> ids, boolean tried) {
        Map<UUID, TaskView> found = taskViews(ids);
        List<WrittenItem> items = new ArrayList<>();
        for (UUID id : ids) {
            TaskView task = found.get(id);
            if (task != null) {
                items.add(WrittenItem.made(task, tried ? "new-" + (items.size() + 1) : task.key()));
            }
        }
        return items;
    }

    /**
     * Returns tasks that were claimed or released.
     *
     * @param missed the changes of other writers to show with each task
     */
    public List<WrittenItem> claims(Collection<UUID> ids, Map<UUID, List<MissedChange>> missed) {
        return told(ids, taskViews(ids), WrittenItem::claimed, missed);
    }

    public List<WrittenItem> projects(Collection<UUID> ids) {
        Map<UUID, ProjectView> found = ids.isEmpty() ? Map.of() : by(projects.findAll(ids), ProjectView::id);
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(WrittenItem::of)
                .toList();
    }

    /** Returns a new project, named like the tasks of {@link #newTasks}. */
    public List<WrittenItem> newProjects(UUID id, boolean tried) {
        return projects
                .find(id.toString())
                .map(project -> WrittenItem.of(project, tried ? "new-1" : project.key()))
                .stream()
                .toList();
    }

    /**
     * Returns entries in the order of the ids. A new entry of a dry run has no key yet, and is called {@code new-1},
     * {@code new-2}, and so on.
     */
    public List<WrittenItem> entries(Collection<UUID> ids, Set<UUID> made, boolean tried) {
        Map<UUID, TimeEntryView> found = ids.isEmpty() ? Map.of() : by(entries.findAll(ids), TimeEntryView::id);
        Map<String, String> names = new HashMap<>();
        ids.stream()
                .filter(id -> tried && made.contains(id))
                .map(found::get)
                .filter(Objects::nonNull)
                .forEach(entry -> names.put(entry.key(), "new-" + (names.size() + 1)));
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(entry -> WrittenItem.of(entry, names))
                .toList();
    }

    /**
     * Returns a hint about new items that cannot be shown: the key of an item is in its row, which could not be built.
     */
    static @Nullable public String unseen(int made, List<WrittenItem> shown) {
        return made == shown.size()
                ? null
                : (made - shown.size())
                        + " of the new items cannot be shown yet. They are stored: do not create them again."
                        + " get_history with change_set lists them.";
    }

    private Map<UUID, TaskView> taskViews(Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : by(tasks.findAll(ids), TaskView::id);
    }

    private static <T> Map<UUID, T> by(List<T> views, Function<T, UUID> id) {
        return views.stream().collect(Collectors.toMap(id, Function.identity()));
    }
}
