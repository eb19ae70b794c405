package dev.devledger.application.task;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.task.TaskEvent;
import java.util.Objects;

/** The task lists: a row for each task. */
public final class TaskListProjection implements Projection {
    private final TaskLists lists;

    public TaskListProjection(TaskLists lists) {
        this.lists = lists;
    }

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public void apply(LedgerEvent event) {
        if (event.payload() instanceof TaskEvent task) {
            apply(task, event.revision());
        }
    }

    private void apply(TaskEvent event, Revision revision) {
        switch (event) {
            case TaskEvent.Created e -> lists.add(e, revision);
            case TaskEvent.Edited e -> lists.edit(e.task(), e.changes(), e.at(), revision);
            case TaskEvent.StatusChanged e -> lists.changeStatus(e.task(), to(e.status()), e.at(), revision);
            case TaskEvent.Moved e -> lists.move(e.task(), to(e.place()), e.at(), revision);
            case TaskEvent.Deleted e -> lists.delete(e.task(), e.with(), e.at(), revision);
            case TaskEvent.Restored e -> lists.restore(e.task(), e.at(), revision);
        }
    }

    private static <T> T to(Change<T> change) {
        return Objects.requireNonNull(change.to(), "an event without the new value");
    }
}
