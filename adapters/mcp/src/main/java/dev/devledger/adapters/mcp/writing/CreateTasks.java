package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.ItemRules;
import dev.devledger.adapters.mcp.change.LedgerWrites;
import dev.devledger.adapters.mcp.change.Result;
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
import dev.devledger.application.task.Tasks;
import dev.devledger.application.tree.ItemLocks;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record CreateTasks(LedgerWrites writes, Tasks tasks, ProjectNames projects, WrittenItems written, ZoneId zone)
        implements WritingTool {
    private static final Declaration DECLARATION = new Declaration(
            "create_tasks",
            "Create tasks",
            "Create 1-50 tasks: all or none. Search first, so that you do not create a task twice.",
            Toolset.DEFAULT,
            Hints.ADDS,
            WriteSchema.input(Schema.closed(
                            "project", Schema.text(500).described("P- key or exact name, for all tasks"),
                            "tasks", Schema.some(task(), 50))
                    .requiring("tasks")),
            WriteSchema.output());

    private static Schema task() {
        return Schema.closed(
                        "title", Schema.name(500),
                        "project", Schema.text(500),
                        "parent", Schema.taskKey(),
                        "description", WriteSchema.markdown(),
                        "due_date", Schema.text(40).described(WriteSchema.INSTANT),
                        "start_date", Schema.text(40),
                        "priority", WriteSchema.priority(),
                        "tags", WriteSchema.tags(),
                        "checklist", Schema.list(Schema.text(500), 200))
                .requiring("title");
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    private record Wanted(Arguments given, int number, TaskDetails details) {
        String name() {
            return "tasks[" + number + "]";
        }
    }

    @Override
    public WriteAction<?> read(Arguments arguments) {
        List<Wanted> wanted = new ArrayList<>();
        for (Arguments each : arguments.objects("tasks")) {
            wanted.add(new Wanted(each, wanted.size(), details(each)));
        }
        return new WriteAction<>(writing -> create(writing, arguments, wanted), this::report);
    }

    private TaskDetails details(Arguments task) {
        Priority priority = ArgumentReader.word(Priority.class, task, "priority");
        return new TaskDetails(
                task.required("title"),
                task.text("description", ""),
                priority == null ? Priority.NONE : priority,
                ArgumentReader.tags(task, "tags"),
                new Schedule(ArgumentReader.when(task, "start_date"), ArgumentReader.when(task, "due_date"), zone),
                task.texts("checklist").stream()
                        .map(title -> new ChecklistItem(UUID.randomUUID(), title, false))
                        .toList());
    }

    private List<UUID> create(WriteContext writing, Arguments arguments, List<Wanted> wanted) {
        Map<String, String> keys = new HashMap<>();
        List<String> parents = new ArrayList<>();
        for (Wanted each : wanted) {
            Arguments from = each.given().has("project") ? each.given() : arguments;
            String named = from.text("project");
            if (named != null) {
                keys.computeIfAbsent(named, name -> projects.named(name.strip(), from.place("project"))
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
        ItemLocks.LockedItems held = writing.hold(keys.values(), parents);
        List<UUID> made = new ArrayList<>();
        for (Wanted each : wanted) {
            String named = each.given().text("project", arguments.text("project", ""));
            ProjectLocks.Locked home = held.projects().get(keys.get(named));
            made.add(ItemRules.of(each.given()::place, each.name(), () -> create(writing, held, home, each))
                    .value());
        }
        return made;
    }

    /** Without a project of its own it is in that of its parent. */
    private TaskId create(
            WriteContext writing, ItemLocks.LockedItems held, ProjectLocks.@Nullable Locked home, Wanted wanted) {
        String parent = wanted.given().text("parent");
        if (home != null) {
            return tasks.create(writing.changes(), home, parent, wanted.details());
        }
        TaskTree.Node above = Objects.requireNonNull(held.tasks().get(parent));
        return tasks.create(writing.changes(), above.project().toString(), parent, wanted.details(), null);
    }

    private Result report(WriteContext writing, List<UUID> made) {
        List<WrittenItem> items = written.newTasks(made, writing.dryRun());
        return Result.of(
                new WriteSummary("created", "create", WriteSummary.count(made.size(), "task")),
                items,
                WrittenItems.unseen(made.size(), items));
    }
}
