package dev.devledger.domain.task;

import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

/** Tasks for tests. */
final class TaskSamples {
    static final TaskId ID = new TaskId(new UUID(2, 1));
    static final TaskKey KEY = new TaskKey(345);
    static final ProjectId PROJECT = new ProjectId(new UUID(1, 1));
    static final ProjectId ELSEWHERE = new ProjectId(new UUID(1, 2));
    static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    static final Instant LATER = AT.plusSeconds(60);
    static final ZoneId UTC = ZoneOffset.UTC;
    static final Place TOP = new Place(PROJECT, null);

    private TaskSamples() {}

    static TaskId other(int number) {
        return new TaskId(new UUID(2, 100 + number));
    }

    static TaskDetails titled(String title) {
        return new TaskDetails(title, "", Priority.NONE, new TreeSet<>(), Schedule.none(UTC), List.of());
    }

    static TaskDetails withChecklist(List<ChecklistItem> checklist) {
        return new TaskDetails("Write", "", Priority.NONE, new TreeSet<>(), Schedule.none(UTC), checklist);
    }

    static List<ChecklistItem> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ChecklistItem(new UUID(3, i), "item " + i, false))
                .toList();
    }

    static Destination top() {
        return new Destination(PROJECT, false, null);
    }

    /** Returns a destination below a task of that level. */
    static Destination belowLevel(int level) {
        return new Destination(PROJECT, false, parent(level));
    }

    static Destination.Parent parent(int level) {
        List<TaskId> ancestors =
                IntStream.range(1, level).mapToObj(TaskSamples::other).toList();
        return new Destination.Parent(other(0), PROJECT, false, ancestors);
    }

    static TaskEvent created() {
        return created(titled("Write"));
    }

    static TaskEvent created(TaskDetails details) {
        return new TaskEvent.Created(ID, KEY, TOP, details, AT);
    }

    static TaskCommand.Create toCreate(TaskDetails details) {
        return new TaskCommand.Create(ID, KEY, top(), details, AT);
    }

    static TaskEvent changed(TaskStatus from, TaskStatus to) {
        return new TaskEvent.StatusChanged(ID, new Change<>(from, to), LATER);
    }

    static TaskEvent deleted() {
        return new TaskEvent.Deleted(ID, null, AT);
    }

    static TaskEvent restored() {
        return new TaskEvent.Restored(ID, AT);
    }

    static Patch<TaskDetails> retitle(String title) {
        return Patch.of(TaskDetails.TITLE, title);
    }
}
