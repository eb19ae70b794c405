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
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.task.Task.TaskId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

record MoveTasks(CheckedLedger writes, Tasks tasks, ProjectNames projects, WrittenItems written)
        implements WritingTool {
    private static final Declaration DECLARATION = new Declaration(
            "move_tasks",
            "Move tasks",
            "Move 1-50 tasks to another project or below a parent task.",
            Toolset.DEFAULT,
            Hints.SETS,
            Scope.WRITE,
            WriteSchema.inputOnTasks(Schema.closed(
                            "tasks", Schema.some(Schema.taskKey(), 50),
                            "project", WriteSchema.project(),
                            "parent", Schema.taskKey(),
                            "top_level", Schema.flag().described("Move them out of their parent task"))
                    .requiring("tasks")),
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
        List<String> keys = ArgumentReader.keys(arguments, "tasks");
        String project = arguments.text("project");
        String parent = arguments.text("parent");
        boolean top = arguments.flag("top_level");
        if (project == null && parent == null && !top) {
            throw arguments.wrong("project", "is missing, and so are parent and top_level. Give one of the three.");
        }
        if (parent != null && top) {
            throw arguments.wrong(
                    "top_level",
                    "moves tasks out of their parent, and parent moves them below one." + " Give only one of the two.");
        }
        return new WriteAction<>(
                writing -> move(writing, arguments, keys),
                (writing, moved) -> WriteResult.of(
                        new WriteSummary(
                                "moved", "move", WriteSummary.count(keys.size(), "task") + " " + moved.where()),
                        written.tasks(moved.tasks(), seen -> writing.allow(seen, false)),
                        null));
    }

    private record Moved(List<UUID> tasks, String where) {}

    private Moved move(WriteContext writing, Arguments arguments, List<String> keys) {
        String named = arguments.text("project");
        String parent = arguments.text("parent");
        String project = named == null
                ? null
                : projects.named(named.strip(), arguments.place("project")).key();
        List<String> all = new ArrayList<>(keys);
        if (parent != null && !keys.contains(parent)) {
            all.add(parent);
        }
        ItemLocks.LockedItems held = writing.hold(project == null ? List.of() : List.of(project), all);
        writing.requireClaims(keys, held);
        boolean apart = arguments.flag("top_level");
        Set<TaskId> moved = new HashSet<>();
        for (String key : TaskOrder.parentsFirst(keys, held)) {
            TaskTree.Node task = TaskOrder.node(held, key);
            if (!apart && task.ancestors().stream().anyMatch(moved::contains)) {
                requirePresent(key, task); // the task moves with its ancestor
                continue;
            }
            ItemRules.of(
                    field -> arguments.place(field) + " of " + key,
                    key,
                    () -> tasks.move(
                            writing.changes(),
                            task.task().toString(),
                            project,
                            parent,
                            null,
                            along -> writing.along(along, false)));
            moved.add(task.task());
        }
        return new Moved(
                keys.stream()
                        .map(key -> TaskOrder.node(held, key).task().value())
                        .toList(),
                parent != null ? "below " + parent : project != null ? "to " + project : "to the top level");
    }

    private static void requirePresent(String key, TaskTree.Node task) {
        if (task.deleted()) {
            throw new ToolFailure(
                    ToolProblem.CONFLICT_STATE, key + " is deleted. Restore it with delete_items restore=true first.");
        }
    }
}
