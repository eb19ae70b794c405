package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.TaskRefs;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.NewTask;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.tree.ItemLocks;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.domain.task.Destination;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the tasks of one call in their order, so that each can name those before it. */
final class NewTasks {
    private static final String PARENT = "parent";

    private record Made(ProjectLocks.Locked home, Destination.Parent asParent) {}

    private final Tasks tasks;
    private final ChangeSet changes;
    private final ItemLocks.LockedItems held;
    private final TaskRefs refs;
    private final RowNumbers numbers;
    private final List<Made> made = new ArrayList<>();

    /**
     * @param held the parents that are there already
     * @param numbers is told what was made
     */
    NewTasks(Tasks tasks, ChangeSet changes, ItemLocks.LockedItems held, TaskRefs refs, RowNumbers numbers) {
        this.tasks = tasks;
        this.changes = changes;
        this.held = held;
        this.refs = refs;
        this.numbers = numbers;
    }

    /** @param named its project; null for that of its parent */
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
        return tasks.projects().share(project).orElseThrow(() -> Projects.unknown(project));
    }
}
