package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.CheckedLedger;
import dev.devledger.adapters.mcp.change.FieldArguments;
import dev.devledger.adapters.mcp.change.TaskRefs;
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
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.directory.Assignees;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.task.TagChange;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

record UpdateTasks(CheckedLedger writes, Tasks tasks, Assignees people, TaskQueries queries, WrittenItems written)
        implements WritingTool {
    private static final Declaration DECLARATION = new Declaration(
            "update_tasks",
            "Update tasks",
            "Change fields of 1-50 tasks: all or none. Other fields stay as they are; clear empties fields. For the"
                    + " status use complete_tasks, for the project move_tasks.",
            Toolset.DEFAULT,
            Hints.OVERWRITES,
            Scope.WRITE,
            WriteSchema.inputOnTasks(
                    Schema.closed("tasks", Schema.some(TaskInput.EDITED.schema().requiring("key"), 50))
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
                (writing, edited) -> WriteResult.of(
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

    /** Reads the tasks whose new values depend on their current values. */
    private Map<UUID, TaskView> now(List<TaskChange> wishes, ItemLocks.LockedItems held) {
        List<UUID> asked = wishes.stream()
                .filter(TaskChange::dependsOnNow)
                .map(wish -> id(held, wish))
                .toList();
        return asked.isEmpty()
                ? Map.of()
                : queries.findAll(asked).stream().collect(Collectors.toMap(TaskView::id, Function.identity()));
    }

    /** Edits a task. If the task was changed after it was read, the whole write runs once more. */
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
            throw now != null && refused.code() == Rejection.Code.STALE ? new Ledger.StaleDecision(refused) : refused;
        }
    }

    private static UUID id(ItemLocks.LockedItems held, TaskChange wish) {
        return TaskOrder.node(held, wish.key()).task().value();
    }

    /**
     * The change of one task by a call.
     *
     * @param assignees the people that the change names
     * @param now the task as it is; null for a new task, or if the current values do not matter
     * @param refs the tasks that the change names; null if they are not known yet
     */
    record TaskChange(
            Arguments given,
            Supplier<List<PersonDirectory.StoredPerson>> assignees,
            @Nullable TaskView now,
            @Nullable TaskRefs refs) {

        static TaskChange of(Arguments given, Assignees people) {
            new TaskChange(given, List::of, null, null).requireSense();
            List<PersonDirectory.StoredPerson> called =
                    ItemRules.of(given::place, given.required("key"), () -> people.called(given.texts("assignees")));
            return new TaskChange(given, () -> called, null, null);
        }

        /** Builds the details of a new task, without its dependencies. */
        static TaskDetails details(Arguments given, Assignees people, ZoneId zone) {
            TaskChange wish = new TaskChange(given, () -> people.called(given.texts("assignees")), null, null);
            TaskDetails blank = new TaskDetails("", "", Priority.NONE, new TreeSet<>(), Schedule.none(zone), List.of());
            return TaskDetails.KIND.edited(
                    blank, ItemRules.of(given::place, given.required("title"), () -> TaskInput.NEW.patch(given, wish)));
        }

        String key() {
            return given.required("key");
        }

        @Nullable
        String note() {
            return given.text("note");
        }

        private void requireSense() {
            if (given.json().size() == 1) { // only the key
                throw given.wrong("key", "has nothing to change. Give a field with it, or leave the task out.");
            }
            if (partsOfTags() && (given.has("tags") || given.texts("clear").contains("tags"))) {
                throw given.wrong(
                        "tags",
                        "are set as a whole and also with add_tags or remove_tags. Use only one of the two ways.");
            }
            tagChange().contradiction().ifPresent(tag -> {
                throw given.wrong(
                        "add_tags",
                        "adds " + Quoted.sent(tag) + ", and remove_tags removes it. Use only one of the two.");
            });
            edit(null, null); // refuses unreadable values before any change
        }

        private TagChange tagChange() {
            return new TagChange(given.texts("add_tags"), given.texts("remove_tags"));
        }

        boolean dependsOnNow() {
            return partsOfTags() || given.has("checklist") || given.has("assignees");
        }

        private boolean partsOfTags() {
            return given.has("add_tags") || given.has("remove_tags");
        }

        /** Refuses to add or remove tags if the current tags cannot be read. */
        void requireKnown(@Nullable TaskView now) {
            if (now == null && partsOfTags()) {
                throw new ToolFailure(
                        ToolProblem.UNAVAILABLE,
                        "%s: the tags of %s cannot be read right now. Give all its tags with tags, or try again later."
                                .formatted(place("tags"), key()));
            }
        }

        /**
         * Returns the place of a field in the call. The place of tags may be the argument that adds or removes tags,
         * and the place of a note's text is the argument {@code note}.
         */
        String place(String field) {
            if (field.equals("text")) {
                return given.place("note");
            }
            boolean part = field.equals("tags") && !given.has("tags") && partsOfTags();
            return given.place(!part ? field : given.has("add_tags") ? "add_tags" : "remove_tags");
        }

        Patch<TaskDetails> edit(@Nullable TaskView now, @Nullable TaskRefs refs) {
            return TaskInput.EDITED.patch(given, new TaskChange(given, assignees, now, refs));
        }

        @Nullable
        SortedSet<TaskId> others(String field) {
            return refs == null ? null : refs.all(given, field);
        }

        @Nullable
        TaskId discoveredFrom() {
            return refs == null ? null : refs.one(given, "discovered_from");
        }

        SortedSet<PersonId> assigned() {
            List<TaskView.Assignee> before = now == null ? List.of() : now.assignees();
            return Assignees.of(
                    assignees.get(), before.stream().map(TaskView.Assignee::key).toList());
        }

        /** Returns the current tags with the added tags and without the removed tags. */
        @Nullable
        SortedSet<String> changedTags() {
            if (now == null) {
                return null;
            }
            return tagChange().of(now.tags());
        }

        List<ChecklistItem> newChecklist() {
            return given.texts("checklist").stream()
                    .map(title -> new ChecklistItem(UUID.randomUUID(), title, false))
                    .toList();
        }

        /**
         * Returns the new checklist. An item that keeps its title keeps its id, by which other systems know the item.
         */
        List<ChecklistItem> checklist() {
            List<ChecklistItem> before =
                    new ArrayList<>(now == null ? List.of() : now.details().checklist());
            List<ChecklistItem> items = new ArrayList<>();
            for (Arguments each : given.objects("checklist")) {
                String title = each.required("title");
                ChecklistItem same = before.stream()
                        .filter(item -> item.title().equals(title))
                        .findFirst()
                        .orElse(null);
                before.remove(same);
                items.add(new ChecklistItem(same == null ? UUID.randomUUID() : same.id(), title, each.flag("done")));
            }
            return items;
        }
    }

    /** The arguments of a call for the fields of a task. */
    static final class TaskInput {
        static final FieldArguments<TaskDetails, TaskChange> NEW = of(TaskDetails.KIND, true);
        static final FieldArguments<TaskDetails, TaskChange> EDITED = of(TaskDetails.KIND, false);

        private TaskInput() {}

        static FieldArguments<TaskDetails, TaskChange> of(EntityKind<TaskDetails> kind, boolean isNew) {
            Schema other = isNew ? Schema.taskKeyOrRow() : Schema.taskKey();
            Schema item = Schema.closed("title", Schema.text(500), "done", Schema.flag())
                    .requiring("title");
            return FieldArguments.<TaskDetails, TaskChange>of(kind)
                    .where(!isNew, edited -> edited.beside("key", Schema.taskKey()))
                    .name(TaskDetails.TITLE)
                    .where(isNew, made -> made.beside("project", Schema.text(500))
                            .beside("parent", Schema.taskKeyOrRow()))
                    .field(TaskDetails.DESCRIPTION, WriteSchema.markdown())
                    .field(TaskDetails.DUE_DATE, Schema.text(40).described(WriteSchema.INSTANT))
                    .field(TaskDetails.START_DATE)
                    .field(TaskDetails.PRIORITY)
                    .field(TaskDetails.TAGS)
                    .where(!isNew, edited -> edited.also(
                                    "add_tags", WriteSchema.tags(), TaskDetails.TAGS, TaskChange::changedTags)
                            .also("remove_tags", WriteSchema.tags(), TaskDetails.TAGS, TaskChange::changedTags))
                    .field(
                            TaskDetails.CHECKLIST,
                            isNew
                                    ? Schema.list(Schema.text(500), 200)
                                    : Schema.list(item, 200).described("Replaces the whole checklist"),
                            isNew ? TaskChange::newChecklist : TaskChange::checklist)
                    .field(TaskDetails.STAGE, Schema.text(Violations.STAGE).described("Such as in review"))
                    .field(TaskDetails.ESTIMATE_MINUTES, Schema.number())
                    .field(
                            TaskDetails.ASSIGNEES,
                            Schema.list(Schema.text(500), Violations.ASSIGNEES)
                                    .described("U- keys, e-mails, names or me"),
                            TaskChange::assigned)
                    .field(
                            TaskDetails.BLOCKED_BY,
                            Schema.list(other)
                                    .described(
                                            isNew
                                                    ? "To be done before it; #1 is the first task of this call"
                                                    : "All that must be done before it"),
                            task -> task.others("blocked_by"))
                    .field(TaskDetails.RELATED, Schema.list(other), task -> task.others("related"))
                    .field(TaskDetails.DISCOVERED_FROM, other, TaskChange::discoveredFrom)
                    .others(Set.of(TaskDetails.TIME_ZONE))
                    .where(!isNew, edited -> edited.beside("note", WriteSchema.note())
                            .clear());
        }
    }
}
