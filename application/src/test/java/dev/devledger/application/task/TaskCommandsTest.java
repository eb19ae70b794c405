package dev.devledger.application.task;

import dev.devledger.application.ledger.axon.CommandCase;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Dependencies.DependencyType;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskCommandsTest {
    private static final UUID NOTE = new UUID(5, 5);
    private static final TaskId ID = new TaskId(new UUID(2, 1));
    private static final ProjectId PROJECT = new ProjectId(new UUID(1, 1));
    private static final ProjectId ELSEWHERE = new ProjectId(new UUID(1, 2));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final Place HERE = new Place(PROJECT, null);
    private static final Place THERE = new Place(ELSEWHERE, null);
    private static final TaskDetails DETAILS =
            new TaskDetails("Write", "", Priority.NONE, new TreeSet<>(), Schedule.none(ZoneOffset.UTC), List.of());
    private static final TaskEvent CREATED = new TaskEvent.Created(ID, new TaskKey(1), HERE, DETAILS, AT);
    private static final TaskEvent DELETED = new TaskEvent.Deleted(ID, null, AT);

    private static final TaskId OTHER = new TaskId(new UUID(9, 9));

    private static TaskEvent found(Change<TaskId> from) {
        return new TaskEvent.Edited(ID, Changes.of(TaskDetails.DISCOVERED_FROM, from), AT);
    }

    static Stream<CommandCase> commands() {
        Destination here = new Destination(PROJECT, false, null);
        Destination there = new Destination(ELSEWHERE, false, null);
        Patch<TaskDetails> nothing = Patch.none();
        TaskEvent moved = new TaskEvent.Moved(ID, new Change<>(HERE, THERE), AT);
        return Stream.of(
                new CommandCase(
                        List.of(), new TaskCommand.Create(ID, new TaskKey(1), here, DETAILS, AT), List.of(CREATED)),
                new CommandCase(List.of(CREATED), new TaskCommand.Edit(ID, nothing, 1L, AT), List.of()),
                new CommandCase(
                        List.of(CREATED),
                        new TaskCommand.ChangeStatus(ID, TaskStatus.COMPLETED, null, 1L, AT),
                        List.of(new TaskEvent.StatusChanged(
                                ID, new Change<>(TaskStatus.OPEN, TaskStatus.COMPLETED), AT))),
                new CommandCase(List.of(CREATED), new TaskCommand.Move(ID, there, 1, 1L, AT), List.of(moved)),
                new CommandCase(List.of(CREATED), new TaskCommand.MoveWithParent(ID, THERE, null, AT), List.of(moved)),
                new CommandCase(List.of(CREATED), new TaskCommand.Delete(ID, null, 1L, AT), List.of(DELETED)),
                new CommandCase(
                        List.of(CREATED, DELETED),
                        new TaskCommand.Restore(ID, here, 1, 2L, AT),
                        List.of(new TaskEvent.Restored(ID, AT))),
                new CommandCase(
                        List.of(CREATED),
                        new TaskCommand.AddDependency(ID, DependencyType.DISCOVERED_FROM, OTHER, 1L, AT),
                        List.of(found(new Change<>(null, OTHER)))),
                new CommandCase(
                        List.of(CREATED, found(new Change<>(null, OTHER))),
                        new TaskCommand.RemoveDependency(ID, DependencyType.DISCOVERED_FROM, OTHER, 2L, AT),
                        List.of(found(new Change<>(OTHER, null)))),
                new CommandCase(
                        List.of(CREATED),
                        new TaskCommand.AddNote(ID, NOTE, "a note", 1L, AT),
                        List.of(new TaskEvent.NoteAdded(ID, NOTE, "a note", AT))),
                new CommandCase(
                        List.of(CREATED, new TaskEvent.NoteAdded(ID, NOTE, "a note", AT)),
                        new TaskCommand.RetractNote(ID, NOTE, "a note", 2L, AT),
                        List.of(new TaskEvent.NoteRetracted(ID, NOTE, "a note", AT))),
                new CommandCase(
                        List.of(
                                CREATED,
                                new TaskEvent.NoteAdded(ID, NOTE, "a note", AT),
                                new TaskEvent.NoteRetracted(ID, NOTE, "a note", AT)),
                        new TaskCommand.RestoreNote(ID, NOTE, "a note", 3L, AT),
                        List.of(new TaskEvent.NoteRestored(ID, NOTE, "a note", AT))),
                new CommandCase(
                        List.of(CREATED),
                        new TaskCommand.RecordServiceFields(ID, "clickup", new TreeMap<>(Map.of("Points", 3)), AT),
                        List.of(new TaskEvent.FieldsRead(
                                ID, "clickup", new TreeMap<>(Map.of("Points", new Change<>(null, 3))), AT))),
                new CommandCase(List.of(CREATED), new TaskCommand.RequireOpen(ID, 1L, AT), List.of()),
                new CommandCase(List.of(CREATED), new TaskCommand.RequireVersion(ID, 1, AT), List.of()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_reaches_its_task(CommandCase each) {
        each.run();
    }

    @Test
    void these_tests_know_every_command() {
        CommandCase.assertEveryCommand(commands(), TaskCommand.class);
    }
}
