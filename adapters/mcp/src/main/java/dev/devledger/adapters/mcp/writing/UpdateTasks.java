package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.ItemRules;
import dev.devledger.adapters.mcp.change.LedgerWrites;
import dev.devledger.adapters.mcp.change.Result;
import dev.devledger.adapters.mcp.change.TaskOrder;
import dev.devledger.adapters.mcp.change.TaskRefs;
import dev.devledger.adapters.mcp.change.WriteAction;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WriteSchema;
import dev.devledger.adapters.mcp.change.WriteSummary;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.person.Assignees;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.tree.ItemLocks;
import dev.devledger.domain.access.Scope;
import dev.devledger.domain.field.Patch;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

record UpdateTasks(LedgerWrites writes, Tasks tasks, Assignees people, TaskQueries queries, WrittenItems written)
        implements WritingTool {
    private static final Declaration DECLARATION = new Declaration(
            "update_tasks",
            "Update tasks",
            "Change fields of 1-50 tasks: all or none. Other fields stay as they are; clear empties fields. For the"
                    + " status use complete_tasks, for the project move_tasks.",
            Toolset.DEFAULT,
            Hints.OVERWRITES,
            Scope.WRITE,
            WriteSchema.inputOnTasks(Schema.closed(
                            "tasks", Schema.some(TaskFields.EDITED.schema().requiring("key"), 50))
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
        List<TaskChange> wishes = arguments.objects("tasks").stream()
                .map(each -> TaskChange.of(each, people))
                .toList();
        ArgumentReader.once(wishes.stream().map(TaskChange::key).toList(), index -> "tasks[" + index + "].key");
        return new WriteAction<>(
                writing -> edit(writing, wishes),
                (writing, edited) -> Result.of(
                        new WriteSummary("changed", "change", WriteSummary.count(edited.size(), "task")),
                        written.tasks(edited, seen -> writing.allow(seen, false)),
                        null));
    }

    private List<UUID> edit(WriteContext writing, List<TaskChange> wishes) {
        List<String> keys = wishes.stream().map(TaskChange::key).toList();
        ItemLocks.LockedItems held = writing.hold(List.of(), keys);
        writing.requireClaims(keys, held);
        TaskRefs refs = writing.refs(wishes.stream().map(TaskChange::given).toList());
        Map<UUID, TaskView> now = now(wishes, held);
        List<UUID> edited = new ArrayList<>();
        for (TaskChange wish : wishes) {
            UUID id = id(held, wish);
            TaskView known = now.get(id);
            wish.requireKnown(known);
            edited.add(id);
            ItemRules.of(wish::place, wish.key(), () -> send(writing, wish.edit(known, refs), wish.note(), id, known));
        }
        return edited;
    }

    /** What those are like whose new values depend on it. */
    private Map<UUID, TaskView> now(List<TaskChange> wishes, ItemLocks.LockedItems held) {
        List<UUID> asked = wishes.stream()
                .filter(TaskChange::dependsOnNow)
                .map(wish -> id(held, wish))
                .toList();
        return asked.isEmpty()
                ? Map.of()
                : queries.findAll(asked).stream().collect(Collectors.toMap(TaskView::id, Function.identity()));
    }

    /** Nobody may have changed it since it was looked at; else all is done once more. */
    private TaskId send(
            WriteContext writing, Patch<TaskDetails> edit, @Nullable String note, UUID id, @Nullable TaskView now) {
        try {
            TaskId edited = tasks.edit(
                    writing.changes(),
                    id.toString(),
                    edit,
                    now == null ? null : now.version(),
                    along -> writing.along(along, false));
            if (note != null) {
                tasks.addNote(writing.changes(), id.toString(), note, null);
            }
            return edited;
        } catch (Rejection refused) {
            throw now != null && refused.code() == Rejection.Code.STALE ? new Ledger.Overtaken(refused) : refused;
        }
    }

    private static UUID id(ItemLocks.LockedItems held, TaskChange wish) {
        return TaskOrder.node(held, wish.key()).task().value();
    }
}
