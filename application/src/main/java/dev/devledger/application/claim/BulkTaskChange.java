package dev.devledger.application.claim;

import dev.devledger.application.entity.ItemRefusals;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.application.entity.ProjectLocks.ItemLocks.LockedItems;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.project.Projects;
import dev.devledger.application.project.Projects.BulkStatusChange.VersionedRef;
import dev.devledger.application.task.TagChange;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes several tasks in the same way: all of them or none. */
public record BulkTaskChange(Tasks tasks, TaskQueries queries) {
    /** The fact that has a sentence for each task that another agent has claimed. */
    private static final String CLAIMS = "claims";

    /**
     * What is done with each of the tasks; what is null or empty stays as it is.
     *
     * @param project the project to whose top level the tasks go; those that are in it already stay where they are
     * @param deletes true if the tasks are deleted, with their subtasks
     */
    public record Wish(
            Patch<TaskDetails> edit,
            TagChange tags,
            @Nullable TaskStatus status,
            @Nullable String project,
            boolean deletes,
            @Nullable String reason) {
        public boolean isNothing() {
            return edit.isEmpty() && tags.isNone() && status == null && project == null && !deletes;
        }

        public boolean isOnlyDeletion() {
            return deletes && edit.isEmpty() && tags.isNone() && status == null && project == null;
        }

        /** True if the work on the tasks ends with the change. */
        public boolean ends() {
            return deletes || (status != null && status != TaskStatus.OPEN);
        }
    }

    /**
     * The named tasks, in the given order.
     *
     * @param along the number of other tasks that changed with them
     */
    public record Changed(List<TaskId> tasks, int along) {}

    private record Item(VersionedRef ref, TaskTree.Node node) {
        TaskId task() {
            return node.task();
        }
    }

    public Changed change(ChangeSet changes, List<VersionedRef> wanted, Wish wish, ClaimCheckedWrite claims) {
        LockedItems held = held(wanted, wish.project());
        Map<TaskId, Item> items = items(wanted, held);
        requireVersions(changes, items);
        requireClaims(changes, items, claims);
        Map<UUID, TaskView> now = wish.tags().isNone() ? Map.of() : now(items);
        Set<TaskId> along = new LinkedHashSet<>();
        ItemRefusals refused = new ItemRefusals(Rejection.Code.STALE);
        // All are edited before the first one moves, which makes new versions of its subtasks.
        items.values()
                .forEach(item -> refused.run(
                        item.ref().idOrKey(),
                        () -> edit(changes, item, wish, now.get(item.task().value()), claims)));
        items.values().stream()
                .sorted(Comparator.comparingInt(
                        each -> each.node().ancestors().size())) // a subtask goes with its parent
                .forEach(item -> refused.run(item.ref().idOrKey(), () -> {
                    boolean follows = item.node().ancestors().stream().anyMatch(items::containsKey);
                    if (!follows) {
                        along.addAll(place(changes, item, wish, held, claims));
                    }
                    if (wish.ends()) {
                        claims.end(changes, item.task());
                    }
                }));
        refused.throwIfAny(ItemRefusals::stale);
        along.removeAll(items.keySet());
        return new Changed(List.copyOf(items.keySet()), along.size());
    }

    private LockedItems held(List<VersionedRef> wanted, @Nullable String project) {
        List<String> projects = project == null ? List.of() : List.of(project);
        LockedItems held = new ItemLocks(tasks.projects(), tasks.tree())
                .own(projects, wanted.stream().map(VersionedRef::idOrKey).toList());
        projects.stream().filter(each -> !held.projects().containsKey(each)).forEach(each -> {
            throw Projects.unknown(each);
        });
        return held;
    }

    private static Map<TaskId, Item> items(List<VersionedRef> wanted, LockedItems held) {
        Map<TaskId, Item> items = new LinkedHashMap<>();
        for (VersionedRef each : wanted) {
            TaskTree.Node node = held.tasks().get(each.idOrKey().toUpperCase(Locale.ROOT));
            if (node == null) {
                throw Tasks.unknown(each.idOrKey());
            }
            if (items.putIfAbsent(node.task(), new Item(each, node)) != null) {
                throw Rejection.invalid("ids", "names " + each.idOrKey() + " twice");
            }
        }
        return items;
    }

    private static void requireVersions(ChangeSet changes, Map<TaskId, Item> items) {
        Map<String, TaskCommand> commands = new LinkedHashMap<>();
        for (Item each : items.values()) {
            Long version = each.ref().version();
            if (version != null) {
                commands.put(each.ref().idOrKey(), new TaskCommand.RequireVersion(each.task(), version, changes.at()));
            }
        }
        changes.expect(List.copyOf(commands.values()));
        ItemRefusals stale = new ItemRefusals(Rejection.Code.STALE);
        commands.forEach((name, command) -> stale.run(name, () -> changes.send(command)));
        stale.throwIfAny(ItemRefusals::stale);
    }

    private static void requireClaims(ChangeSet changes, Map<TaskId, Item> items, ClaimCheckedWrite claims) {
        ItemRefusals claimed = new ItemRefusals(Rejection.Code.CLAIMED);
        items.values()
                .forEach(each -> claimed.run(
                        each.ref().idOrKey(),
                        () -> claims.require(changes, each.task().toString())));
        claimed.throwIfAny(BulkTaskChange::claimed);
    }

    private static Rejection claimed(Map<String, Rejection> refused) {
        List<String> sentences = refused.entrySet().stream()
                .map(each -> "%s is claimed by %s until %s."
                        .formatted(
                                each.getKey(),
                                each.getValue().facts().get("holder"),
                                each.getValue().facts().get("until")))
                .toList();
        Rejection all = Rejection.of(
                Rejection.Code.CLAIMED,
                String.join(" ", sentences) + " Nothing was done. Leave these tasks out, wait, or send force=true.");
        for (Map.Entry<String, Object> fact :
                refused.values().iterator().next().facts().entrySet()) {
            all = all.with(fact.getKey(), fact.getValue());
        }
        return all.with(CLAIMS, sentences);
    }

    private Map<UUID, TaskView> now(Map<TaskId, Item> items) {
        return queries.findAll(items.keySet().stream().map(TaskId::value).toList()).stream()
                .collect(Collectors.toMap(TaskView::id, Function.identity()));
    }

    /** Changes the task's own fields and status. If its tags changed after they were read, the whole write runs anew. */
    private void edit(ChangeSet changes, Item item, Wish wish, @Nullable TaskView now, ClaimCheckedWrite claims) {
        String task = item.task().toString();
        if (now == null && !wish.tags().isNone()) {
            throw Rejection.of(Rejection.Code.CONFLICT_STATE, "Its tags cannot be read right now. Try again later.");
        }
        Patch<TaskDetails> edit = now == null
                ? wish.edit()
                : wish.edit().set(TaskDetails.TAGS, wish.tags().of(now.tags()));
        if (!edit.isEmpty()) {
            try {
                tasks.edit(
                        changes,
                        task,
                        edit,
                        now == null ? null : now.version(),
                        others -> claims.along(changes, others, false));
            } catch (Rejection refused) {
                throw refused.code() == Rejection.Code.STALE ? new Ledger.StaleDecision(refused) : refused;
            }
        }
        if (wish.status() != null) {
            tasks.changeStatus(changes, task, wish.status(), wish.reason(), null);
        }
    }

    /** Moves or deletes the task; returns the subtasks that go along. */
    private List<TaskId> place(ChangeSet changes, Item item, Wish wish, LockedItems held, ClaimCheckedWrite claims) {
        Set<TaskId> along = new LinkedHashSet<>();
        String task = item.task().toString();
        String project = wish.project();
        if (project != null && !item.node().project().equals(target(held, project))) {
            tasks.move(changes, task, project, null, null, below -> {
                along.addAll(below);
                claims.along(changes, below, false);
            });
        }
        if (wish.deletes()) {
            tasks.delete(changes, task, null, below -> {
                along.addAll(below);
                claims.along(changes, below, true);
            });
        }
        return List.copyOf(along);
    }

    private static ProjectId target(LockedItems held, String project) {
        return Objects.requireNonNull(held.projects().get(project)).project();
    }
}
