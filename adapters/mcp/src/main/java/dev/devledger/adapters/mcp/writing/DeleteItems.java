package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.CheckedLedger;
import dev.devledger.adapters.mcp.change.TaskRefs.TaskOrder;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WriteContext.ItemRules;
import dev.devledger.adapters.mcp.change.WriteResult;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WritingTool.WriteAction;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.change.WrittenItem;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.application.entity.TaskTree.Restored;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Task.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

record DeleteItems(CheckedLedger writes, Projects projects, Tasks tasks, WrittenItems written) implements WritingTool {
    /** The most tasks listed one by one among the tasks that are deleted or restored along with the named items. */
    private static final int SHOWN = 100;

    /** The most tasks that are deleted without a question. */
    private static final int HANDFUL = 10;

    /** The most items that a question names, each with a cut title. */
    private static final int NAMED = 5;

    private static final int LONGEST = 80;

    private static final Declaration DECLARATION = new Declaration(
            "delete_items",
            "Delete or restore",
            "Delete 1-50 tasks or projects, or restore them. The ledger keeps deleted items. The next sync does the"
                    + " same in TickTick.",
            Toolset.DEFAULT,
            new Hints(false, true, true, false),
            Scope.WRITE,
            WriteSchema.inputOnTasks(Schema.closed(
                            "items", Schema.some(Schema.key(), 50),
                            "restore", Schema.flag())
                    .requiring("items")),
            WriteSchema.output());

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public boolean staysInProject() {
        return true;
    }

    @Override
    public WriteAction<?> read(Arguments arguments) {
        List<String> keys = ArgumentReader.keys(arguments, "items");
        boolean restore = arguments.flag("restore");
        return new WriteAction<>(
                writing -> run(writing, keys, restore),
                (writing, affected) -> report(writing, keys, affected, restore));
    }

    /**
     * The named items as they were before the write, and the tasks that were deleted or restored along with them.
     *
     * @param emptied true if a project had tasks that were deleted along with it
     */
    private record Affected(ItemLocks.LockedItems held, List<TaskId> along, boolean emptied) {
        boolean wasDeleted(String key) {
            return key.startsWith("P-")
                    ? Objects.requireNonNull(held.projects().get(key)).deleted()
                    : TaskOrder.node(held, key).deleted();
        }
    }

    private Affected run(WriteContext writing, List<String> keys, boolean restore) {
        List<String> projectKeys = starting(keys, "P-");
        List<String> taskKeys = starting(keys, "T-");
        ItemLocks.LockedItems held = writing.hold(projectKeys, taskKeys);
        if (!restore) {
            writing.requireClaims(taskKeys, held);
        }
        Set<TaskId> along = new LinkedHashSet<>();
        Restored returned = new Restored();
        // A project's tasks and a task's subtasks are deleted along with it, so a named item may be gone before its
        // turn.
        for (String key : projectKeys) {
            ItemRules.of(
                    field -> key,
                    key,
                    () -> restore
                            ? projects.restore(writing.changes(), key, null, returned)
                            : deleteProject(writing, key, along));
        }
        boolean emptied = !along.isEmpty();
        for (String key : TaskOrder.parentsFirst(taskKeys, held)) {
            TaskId task = TaskOrder.node(held, key).task();
            ItemRules.of(
                    field -> key,
                    key,
                    () -> restore
                            ? tasks.restore(writing.changes(), task.toString(), null, returned)
                            : deleteTask(writing, task, along));
        }
        tasks.requireNoCircle(writing.changes(), returned);
        along.addAll(returned.tasks());
        taskKeys.forEach(key -> along.remove(TaskOrder.node(held, key).task()));
        return new Affected(held, List.copyOf(along), emptied);
    }

    private ProjectId deleteProject(WriteContext writing, String key, Set<TaskId> along) {
        return projects.delete(writing.changes(), key, null, gone -> went(writing, gone, along));
    }

    private static void went(WriteContext writing, List<TaskId> gone, Set<TaskId> along) {
        along.addAll(gone);
        writing.along(gone, true);
    }

    private TaskId deleteTask(WriteContext writing, TaskId task, Set<TaskId> along) {
        tasks.delete(writing.changes(), task.toString(), null, gone -> went(writing, gone, along));
        writing.end(task);
        return task;
    }

    private WriteResult report(WriteContext writing, List<String> keys, Affected affected, boolean restore) {
        ItemLocks.LockedItems held = affected.held();
        List<TaskId> along = affected.along();
        List<String> projectKeys = starting(keys, "P-");
        List<String> taskKeys = starting(keys, "T-");
        List<WrittenItem> items = new ArrayList<>();
        items.addAll(written.projects(projectKeys.stream()
                .map(key -> Objects.requireNonNull(held.projects().get(key))
                        .project()
                        .value())
                .toList()));
        List<UUID> named = taskKeys.stream()
                .map(key -> TaskOrder.node(held, key).task().value())
                .toList();
        items.addAll(written.tasks(named, seen -> restore ? Map.of() : writing.allow(seen, true)));
        List<UUID> shown = along.stream().limit(SHOWN).map(TaskId::value).toList();
        List<WrittenItem> below = written.tasks(shown);
        if (!restore) {
            requireConsent(writing, items, below, affected);
        }
        below.forEach(each -> items.add(each.along()));
        String what = keys.size() == 1 ? keys.getFirst() : WriteSummary.count(keys.size(), "item");
        String with = along.isEmpty() ? "" : " together with " + WriteSummary.count(along.size(), "task");
        String more = along.size() > SHOWN ? (along.size() - SHOWN) + " more tasks are not listed." : null;
        return WriteResult.of(
                restore
                        ? new WriteSummary("restored", "restore", what + with)
                        : new WriteSummary("deleted", "delete", what + with),
                items,
                more);
    }

    /** Asks before a project with tasks, or more tasks than a handful, would go. What is deleted already is left out. */
    private static void requireConsent(
            WriteContext writing, List<WrittenItem> named, List<WrittenItem> below, Affected affected) {
        List<TaskId> along = affected.along();
        List<WrittenItem> going =
                named.stream().filter(each -> !affected.wasDeleted(each.key())).toList();
        long tasks = along.size()
                + going.stream().filter(each -> each.key().startsWith("T-")).count();
        if (tasks <= HANDFUL && !affected.emptied()) {
            return;
        }
        int all = going.size() + along.size();
        List<String> shown = Stream.concat(going.stream(), below.stream())
                .limit(NAMED)
                .map(each -> each.key() + " " + Quoted.cut(Quoted.line(each.name()), LONGEST))
                .toList();
        writing.requireConsent(
                "This deletes %s: %s%s. You can restore them."
                        .formatted(
                                WriteSummary.count(all, "item"),
                                String.join(", ", shown),
                                all > shown.size() ? " and " + (all - shown.size()) + " more" : ""),
                along.stream().map(TaskId::toString).sorted().toList());
    }

    private static List<String> starting(List<String> keys, String prefix) {
        return keys.stream().filter(key -> key.startsWith(prefix)).toList();
    }
}
