package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ItemRules;
import dev.devledger.adapters.mcp.change.LedgerWrites;
import dev.devledger.adapters.mcp.change.Result;
import dev.devledger.adapters.mcp.change.TaskRefs;
import dev.devledger.adapters.mcp.change.WriteAction;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WriteSchema;
import dev.devledger.adapters.mcp.change.WriteSummary;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WrittenItem;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.application.person.Assignees;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.tree.ItemLocks;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.domain.access.Scope;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

record CreateTasks(
        LedgerWrites writes, Tasks tasks, Assignees people, ProjectNames projects, WrittenItems written, ZoneId zone)
        implements WritingTool {
    private static final Declaration DECLARATION = new Declaration(
            "create_tasks",
            "Create tasks",
            "Create 1-50 tasks: all or none. Search first, so that you do not create a task twice.",
            Toolset.DEFAULT,
            Hints.ADDS,
            Scope.WRITE,
            WriteSchema.input(Schema.closed(
                            "project", Schema.text(500).described("P- key or exact name, for all tasks"),
                            "tasks", Schema.some(TaskFields.NEW.schema().requiring("title"), 50))
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

    private record Wanted(Arguments given, Arguments home, TaskDetails details) {}

    @Override
    public WriteAction<?> read(Arguments arguments) {
        List<Wanted> wanted = arguments.objects("tasks").stream()
                .map(each -> new Wanted(
                        each, each.has("project") ? each : arguments, TaskChange.details(each, people, zone)))
                .toList();
        RowNumbers numbers = new RowNumbers();
        return new WriteAction<>(writing -> create(writing, wanted, numbers), this::report, numbers::named);
    }

    private List<UUID> create(WriteContext writing, List<Wanted> wanted, RowNumbers numbers) {
        numbers.begin();
        Map<String, String> keys = new HashMap<>();
        List<String> parents = new ArrayList<>();
        for (Wanted each : wanted) {
            Arguments home = each.home();
            String named = home.text("project");
            if (named != null) {
                keys.computeIfAbsent(named, name -> projects.named(name.strip(), home.place("project"))
                        .key());
            }
            String parent = each.given().text("parent");
            if (parent != null) {
                parents.add(parent);
            } else if (named == null) {
                throw each.given()
                        .wrong(
                                "project",
                                "is missing, and there is no project for all tasks. Give a P- key, an exact name, or"
                                        + " a parent. Call get_overview to get keys.");
            }
        }
        parents.removeIf(TaskRefs::isRow);
        ItemLocks.LockedItems held = writing.hold(keys.values(), parents);
        TaskRefs refs = writing.refs(wanted.stream().map(Wanted::given).toList());
        NewTasks rows = new NewTasks(tasks, writing.changes(), held, refs, numbers);
        List<UUID> made = new ArrayList<>();
        for (Wanted each : wanted) {
            String name = "tasks[" + made.size() + "]";
            ProjectLocks.Locked home = held.projects().get(keys.get(each.home().text("project", "")));
            TaskId task = ItemRules.of(each.given()::place, name, () -> rows.make(each.given(), home, each.details()));
            made.add(task.value());
        }
        return made;
    }

    private Result report(WriteContext writing, List<UUID> made) {
        List<WrittenItem> items = written.newTasks(made, writing.dryRun());
        return Result.of(
                new WriteSummary("created", "create", WriteSummary.count(made.size(), "task")),
                items,
                WrittenItems.unseen(made.size(), items));
    }
}
