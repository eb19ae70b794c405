package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.FieldArguments;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.writing.UpdateTasks.TaskChange;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.TaskDetails;
import java.util.Set;

/** The arguments of a call for the fields of a task. */
final class TaskInput {
    static final FieldArguments<TaskDetails, TaskChange> NEW = of(TaskDetails.KIND, true);
    static final FieldArguments<TaskDetails, TaskChange> EDITED = of(TaskDetails.KIND, false);

    private TaskInput() {}

    static FieldArguments<TaskDetails, TaskChange> of(EntityKind<TaskDetails> kind, boolean isNew) {
        Schema other = isNew ? Schema.taskKeyOrRow() : Schema.taskKey();
        Schema item =
                Schema.closed("title", Schema.text(500), "done", Schema.flag()).requiring("title");
        return FieldArguments.<TaskDetails, TaskChange>of(kind)
                .where(!isNew, edited -> edited.beside("key", Schema.taskKey()))
                .name(TaskDetails.TITLE)
                .where(isNew, made -> made.beside("project", Schema.text(500)).beside("parent", Schema.taskKeyOrRow()))
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
                        Schema.list(Schema.text(500), Violations.ASSIGNEES).described("U- keys, e-mails, names or me"),
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
