package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.CheckedLedger;
import dev.devledger.adapters.mcp.change.TaskRefs;
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
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.writing.UpdateTasks.TaskChange;
import dev.devledger.adapters.mcp.writing.UpdateTasks.TaskInput;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.directory.Assignees;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.task.Tasks.NewTask;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

record CreateTasks(
        CheckedLedger writes, Tasks tasks, Assignees people, ProjectNames projects, WrittenItems written, ZoneId zone)
        implements WritingTool {
    private static final Declaration DECLARATION = new Declaration(
            "create_tasks",
            "Create tasks",
            "Create 1-50 tasks: all or none. Search first.",
            Toolset.DEFAULT,
            Hints.ADDS,
            Scope.WRITE,
            WriteSchema.input(Schema.closed(
                            "project", Schema.text(500).described("P- key or exact name, for all tasks"),
                            "tasks", Schema.some(TaskInput.NEW.schema().requiring("title"), 50))
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

    private record NewTaskInput(Arguments given, Arguments home, TaskDetails details) {}

    @Override
    public WriteAction<?> read(Arguments arguments) {
        List<NewTaskInput> wanted = arguments.objects("tasks").stream()
                .map(each -> new NewTaskInput(
                        each, each.has("project") ? each : arguments, TaskChange.details(each, people, zone)))
                .toList();
        boolean named = arguments.has("project")
                && wanted.stream().noneMatch(each -> each.given().has("project"));
        RowNumbers numbers = new RowNumbers();
        return new WriteAction<>(
                writing -> create(writing, wanted, numbers),
                (writing, made) -> report(writing, made, named),
                numbers::named);
    }

    private List<UUID> create(WriteContext writing, List<NewTaskInput> wanted, RowNumbers numbers) {
        numbers.begin();
        Map<String, String> keys = new HashMap<>();
        List<String> parents = new ArrayList<>();
        for (NewTaskInput each : wanted) {
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
        TaskRefs refs = writing.refs(wanted.stream().map(NewTaskInput::given).toList());
        NewTasks rows = new NewTasks(tasks, writing.changes(), held, refs, numbers);
        List<UUID> made = new ArrayList<>();
        for (NewTaskInput each : wanted) {
            String name = "tasks[" + made.size() + "]";
            ProjectLocks.Locked home = held.projects().get(keys.get(each.home().text("project", "")));
            TaskId task = ItemRules.of(each.given()::place, name, () -> rows.make(each.given(), home, each.details()));
            made.add(task.value());
        }
        return made;
    }

    /** @param named true if the call named one project for all tasks, so that the items leave it out */
    private WriteResult report(WriteContext writing, List<UUID> made, boolean named) {
        List<WrittenItem> items = written.newTasks(made, writing.dryRun());
        if (named) {
            items.forEach(each -> each.json().remove("projectKey"));
        }
        return WriteResult.of(
                new WriteSummary("created", "create", WriteSummary.count(made.size(), "task")),
                items,
                WrittenItems.unseen(made.size(), items));
    }

    /** Creates the tasks of one call in their order, so that each task can refer to the tasks before it. */
    static final class NewTasks {
        private static final String PARENT = "parent";

        private record Made(ProjectLocks.Locked home, Destination.Parent asParent) {}

        private final Tasks tasks;
        private final ChangeSet changes;
        private final ItemLocks.LockedItems held;
        private final TaskRefs refs;
        private final RowNumbers numbers;
        private final List<Made> made = new ArrayList<>();

        /**
         * @param held the locked existing parents
         * @param numbers receives each new task
         */
        NewTasks(Tasks tasks, ChangeSet changes, ItemLocks.LockedItems held, TaskRefs refs, RowNumbers numbers) {
            this.tasks = tasks;
            this.changes = changes;
            this.held = held;
            this.refs = refs;
            this.numbers = numbers;
        }

        /** @param named the task's project; null for the project of the task's parent */
        TaskId make(Arguments row, ProjectLocks.@Nullable Locked named, TaskDetails details) {
            Destination.Parent parent = parent(row);
            ProjectLocks.Locked home = named == null ? homeOf(row, Objects.requireNonNull(parent)) : named;
            NewTask created = tasks.createBelow(changes, home, parent, details.with(refs.of(row)));
            TaskId task = created.task();
            refs.add(task);
            numbers.add(created);
            made.add(new Made(home, new Destination.Parent(task, home.project(), false, above(parent))));
            return task;
        }

        private Destination.@Nullable Parent parent(Arguments row) {
            String ref = row.text(PARENT);
            if (ref == null) {
                return null;
            }
            if (TaskRefs.isRow(ref)) {
                return made.get(refs.index(row, PARENT, ref)).asParent();
            }
            TaskTree.Node node = Objects.requireNonNull(held.tasks().get(ref), ref);
            return new Destination.Parent(node.task(), node.project(), node.deleted(), node.ancestors());
        }

        private static List<TaskId> above(Destination.@Nullable Parent parent) {
            return parent == null
                    ? List.of()
                    : Stream.concat(Stream.of(parent.task()), parent.ancestors().stream())
                            .toList();
        }

        private ProjectLocks.Locked homeOf(Arguments row, Destination.Parent parent) {
            String ref = row.required(PARENT);
            if (TaskRefs.isRow(ref)) {
                return made.get(refs.index(row, PARENT, ref)).home();
            }
            String project = parent.project().toString();
            return tasks.projects().lockShared(project).orElseThrow(() -> Projects.unknown(project));
        }
    }

    /**
     * The rows of a call, such as {@code #2}, by the keys of their new tasks. A refused call creates no tasks, and
     * later tasks get these keys: so a refusal names rows instead of keys.
     */
    static final class RowNumbers {
        private static final Pattern KEY = Pattern.compile("T--?[0-9]+");

        private final Map<String, String> byKey = new HashMap<>();

        /** Forgets all keys. Runs before each try, as each try gives other keys. */
        void begin() {
            byKey.clear();
        }

        /** Records the task of the next row. */
        void add(NewTask made) {
            byKey.put(made.key().toString(), "#" + (byKey.size() + 1));
        }

        Rejection named(Rejection refused) {
            if (refused.code() != Rejection.Code.DEPENDENCY_CYCLE) {
                return refused;
            }
            Rejection named = Rejection.of(refused.code(), named(refused.detail()));
            for (Map.Entry<String, Object> fact : refused.facts().entrySet()) {
                named = named.with(
                        fact.getKey(), fact.getValue() instanceof List<?> keys ? named(keys) : fact.getValue());
            }
            return named;
        }

        private String named(String words) {
            return KEY.matcher(words).replaceAll(key -> Matcher.quoteReplacement(name(key.group())));
        }

        private List<String> named(List<?> keys) {
            return keys.stream().map(key -> name(key.toString())).toList();
        }

        private String name(String key) {
            return byKey.getOrDefault(key, key);
        }
    }
}
