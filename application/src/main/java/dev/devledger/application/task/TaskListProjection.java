package dev.devledger.application.task;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Revision;
import dev.devledger.application.projection.Superseded;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The task lists: a row for each task. */
public record TaskListProjection(TaskLists lists) implements Projection {
    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public int generation() {
        return 6;
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith("task-");
    }

    @Override
    public void apply(LedgerEvent event) {
        if (event.payload() instanceof TaskEvent task) {
            apply(task, event);
        }
    }

    /** The rows are read, changed here, and written together, whatever the number of events. */
    @Override
    public void apply(List<LedgerEvent> events) {
        if (events.size() < MANY) {
            events.forEach(this::apply);
            return;
        }
        Map<TaskId, TaskRow> before = lists.rows(tasks(events));
        Map<TaskId, TaskRow> rows = new HashMap<>(before);
        List<Superseded<TaskRow>> superseded = superseded(events, rows);
        Map<Boolean, List<TaskRow>> byNew =
                rows.values().stream().collect(Collectors.partitioningBy(row -> !before.containsKey(row.id())));
        lists.put(superseded, byNew.getOrDefault(true, List.of()), byNew.getOrDefault(false, List.of()));
    }

    /** What the rows were until the events changed them, one after the other. */
    private static List<Superseded<TaskRow>> superseded(List<LedgerEvent> events, Map<TaskId, TaskRow> rows) {
        List<Superseded<TaskRow>> versions = new ArrayList<>();
        for (LedgerEvent event : events) {
            if (event.payload() instanceof TaskEvent task) {
                TaskRow was = rows.get(task.task());
                rows.put(task.task(), TaskRow.after(was, task, event));
                if (was != null && was.revision().position() < event.position()) {
                    versions.add(new Superseded<>(was, event.position()));
                }
            }
        }
        return versions;
    }

    /** Those that are changed; what is created here has no row yet, or is made again from the beginning. */
    private static Set<TaskId> tasks(List<LedgerEvent> events) {
        Set<TaskId> created = new HashSet<>();
        Set<TaskId> changed = new HashSet<>();
        for (LedgerEvent event : events) {
            if (event.payload() instanceof TaskEvent.Created task) {
                created.add(task.task());
            } else if (event.payload() instanceof TaskEvent task && !created.contains(task.task())) {
                changed.add(task.task());
            }
        }
        return changed;
    }

    private void apply(TaskEvent event, LedgerEvent stored) {
        Instant at = stored.at();
        Revision revision = stored.revision();
        switch (event) {
            case TaskEvent.Created e -> lists.add(made(e, at), revision);
            case TaskEvent.Edited e -> lists.edit(e.task(), e.changes(), at, revision);
            case TaskEvent.StatusChanged e ->
                lists.changeStatus(e.task(), to(e.status()), stored.since(e.at()), at, revision);
            case TaskEvent.Moved e -> lists.move(e.task(), to(e.place()), at, revision);
            case TaskEvent.FieldsRead e -> lists.readFields(e, at, revision);
            case TaskEvent.NoteAdded e -> lists.touch(e.task(), at, revision);
            case TaskEvent.NoteRetracted e -> lists.changeNote(e.task(), e.note(), false, at, revision);
            case TaskEvent.NoteRestored e -> lists.changeNote(e.task(), e.note(), true, at, revision);
            case TaskEvent.Deleted e -> lists.delete(e.task(), e.with(), at, revision);
            case TaskEvent.Restored e -> lists.restore(e.task(), at, revision);
        }
    }

    /** Rows have the time of the ledger, and not that at which the write was decided. */
    private static TaskEvent.Created made(TaskEvent.Created e, Instant at) {
        return new TaskEvent.Created(e.task(), e.key(), e.place(), e.details(), at);
    }

    private static <T> T to(Change<T> change) {
        return Objects.requireNonNull(change.to(), "an event without the new value");
    }
}
