package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.CheckedLedger;
import dev.devledger.adapters.mcp.change.TaskRefs.TaskOrder;
import dev.devledger.adapters.mcp.change.WriteContext.ItemRules;
import dev.devledger.adapters.mcp.change.WriteResult;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WritingTool.WriteAction;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.writing.ClaimTasks.NextTasks;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.claim.Claims.NextClaims.ClaimFilter;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

record CompleteTasks(CheckedLedger writes, Tasks tasks, NextTasks next, WrittenItems written) implements WritingTool {
    private static final String CLAIM_NEXT = "claim_next";
    private static final Logger LOG = LoggerFactory.getLogger(CompleteTasks.class);

    private static final Declaration DECLARATION = new Declaration(
            "complete_tasks",
            "Complete, abandon, reopen",
            "Set 1-50 tasks to completed, abandoned or open.",
            Toolset.DEFAULT,
            Hints.SETS,
            Scope.WRITE,
            WriteSchema.inputOnTasks(Schema.closed(
                            "tasks",
                            Schema.some(Schema.taskKey(), 50),
                            "status",
                            Schema.oneOf("open", "completed", "abandoned").orElse("completed"),
                            "note",
                            WriteSchema.note(),
                            CLAIM_NEXT,
                            Schema.number(1, 50).described("Then claim so many of the project's next ready tasks"))
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

    /** Reads {@code true} for the number of next tasks as one, and {@code false} as none: callers often send a flag. */
    @Override
    public ObjectNode declared(ObjectNode arguments) {
        return switch (arguments.path(CLAIM_NEXT).asString("")) { // some clients send it as text
            case "true" -> arguments.deepCopy().put(CLAIM_NEXT, 1);
            case "false" -> arguments.deepCopy().without(CLAIM_NEXT);
            default -> arguments;
        };
    }

    /**
     * Claims the next tasks after the write: a task becomes ready only once the write is stored, and the write stays if
     * no claim is possible.
     */
    @Override
    public ToolAnswer call(ToolCall call) {
        ToolAnswer done = WritingTool.super.call(call);
        int count = call.arguments().number(CLAIM_NEXT, 0);
        return count == 0 || done.structured().has("dryRun") ? done : next(call, done, count);
    }

    private ToolAnswer next(ToolCall call, ToolAnswer done, int count) {
        String project = done.structured().at("/results/0/projectKey").asString("");
        ClaimFilter wanted = new ClaimFilter(project.isEmpty() ? null : project, Set.of());
        try {
            ToolAnswer claimed = writes.then(
                    call,
                    CLAIM_NEXT,
                    new WriteAction<>(
                            writing -> next.claim(writing, count, wanted, NextTasks.MINUTES),
                            (writing, tasks) -> next.report(writing, tasks, wanted)));
            return NextTasks.behind(done, claimed);
        } catch (RuntimeException failure) {
            LOG.warn("No next task could be claimed", failure);
            return NextTasks.failed(done);
        }
    }

    @Override
    public WriteAction<?> read(Arguments arguments) {
        List<String> keys = ArgumentReader.keys(arguments, "tasks");
        TaskStatus given = ArgumentReader.word(TaskStatus.class, arguments, "status");
        TaskStatus to = given == null ? TaskStatus.COMPLETED : given;
        boolean ends = to != TaskStatus.OPEN;
        if (!ends && arguments.has(CLAIM_NEXT)) {
            throw arguments.wrong(CLAIM_NEXT, "goes on from what is done, and status is open. Call claim_tasks.");
        }
        String reason = arguments.text(WriteSchema.REASON);
        String note = arguments.text("note");
        return new WriteAction<>(
                writing -> {
                    ItemLocks.LockedItems held = writing.hold(List.of(), keys);
                    writing.requireClaims(keys, held);
                    List<UUID> changed = new ArrayList<>();
                    for (String key : keys) {
                        TaskId task = TaskOrder.node(held, key).task();
                        changed.add(task.value());
                        ItemRules.of(CompleteTasks::argument, key, () -> {
                            tasks.changeStatus(writing.changes(), task.toString(), to, reason, null);
                            if (note != null) {
                                tasks.addNote(writing.changes(), task.toString(), note, null);
                            }
                            if (ends) {
                                writing.end(task);
                            }
                            return task;
                        });
                    }
                    return changed;
                },
                (writing, changed) -> WriteResult.of(
                        deed(to, changed.size()), written.tasks(changed, seen -> writing.allow(seen, ends)), null));
    }

    /** Returns the argument for a field: the field {@code text} of a note is the argument {@code note}. */
    private static String argument(String field) {
        return field.equals("text") ? "note" : field;
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
