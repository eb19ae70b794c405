package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.ItemRules;
import dev.devledger.adapters.mcp.change.LedgerWrites;
import dev.devledger.adapters.mcp.change.Result;
import dev.devledger.adapters.mcp.change.TaskOrder;
import dev.devledger.adapters.mcp.change.WriteAction;
import dev.devledger.adapters.mcp.change.WriteSchema;
import dev.devledger.adapters.mcp.change.WriteSummary;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.tree.ItemLocks;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

record CompleteTasks(LedgerWrites writes, Tasks tasks, WrittenItems written) implements WritingTool {
    private static final Declaration DECLARATION = new Declaration(
            "complete_tasks",
            "Complete, abandon, reopen",
            "Set 1-50 tasks to completed, abandoned or open. A task that has the status already stays as it is.",
            Toolset.DEFAULT,
            Hints.SETS,
            WriteSchema.input(Schema.closed(
                            "tasks",
                            Schema.some(Schema.taskKey(), 50),
                            "status",
                            Schema.oneOf("open", "completed", "abandoned").orElse("completed"),
                            "note",
                            WriteSchema.note())
                    .requiring("tasks")),
            WriteSchema.output());

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public WriteAction<?> read(Arguments arguments) {
        List<String> keys = ArgumentReader.keys(arguments, "tasks");
        TaskStatus given = ArgumentReader.word(TaskStatus.class, arguments, "status");
        TaskStatus to = given == null ? TaskStatus.COMPLETED : given;
        String reason = arguments.text(WriteSchema.REASON);
        String note = arguments.text("note");
        return new WriteAction<>(
                writing -> {
                    ItemLocks.LockedItems held = writing.hold(List.of(), keys);
                    List<UUID> changed = new ArrayList<>();
                    for (String key : keys) {
                        TaskId task = TaskOrder.node(held, key).task();
                        changed.add(task.value());
                        ItemRules.of(arguments::place, key, () -> {
                            tasks.changeStatus(writing.changes(), task.toString(), to, reason, null);
                            if (note != null) {
                                tasks.addNote(writing.changes(), task.toString(), note, null);
                            }
                            return task;
                        });
                    }
                    return changed;
                },
                (writing, changed) -> Result.of(deed(to, changed.size()), written.tasks(changed), null));
    }

    private static WriteSummary deed(TaskStatus to, int number) {
        String what = WriteSummary.count(number, "task");
        return switch (to) {
            case OPEN -> new WriteSummary("reopened", "reopen", what);
            case COMPLETED -> new WriteSummary("completed", "complete", what);
            case ABANDONED -> new WriteSummary("abandoned", "abandon", what);
        };
    }
}
