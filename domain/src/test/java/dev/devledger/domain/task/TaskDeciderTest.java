package dev.devledger.domain.task;

import static dev.devledger.domain.task.TaskSamples.AT;
import static dev.devledger.domain.task.TaskSamples.ELSEWHERE;
import static dev.devledger.domain.task.TaskSamples.ID;
import static dev.devledger.domain.task.TaskSamples.KEY;
import static dev.devledger.domain.task.TaskSamples.LATER;
import static dev.devledger.domain.task.TaskSamples.PROJECT;
import static dev.devledger.domain.task.TaskSamples.TOP;
import static dev.devledger.domain.task.TaskSamples.belowLevel;
import static dev.devledger.domain.task.TaskSamples.changed;
import static dev.devledger.domain.task.TaskSamples.created;
import static dev.devledger.domain.task.TaskSamples.deleted;
import static dev.devledger.domain.task.TaskSamples.other;
import static dev.devledger.domain.task.TaskSamples.restored;
import static dev.devledger.domain.task.TaskSamples.retitle;
import static dev.devledger.domain.task.TaskSamples.titled;
import static dev.devledger.domain.task.TaskSamples.toCreate;
import static dev.devledger.domain.task.TaskSamples.top;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Scenario;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Dependencies.DependencyType;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskDeciderTest {
    private static final Place BELOW = new Place(PROJECT, other(0));

    private static Scenario<TaskCommand, Task, TaskEvent> given(TaskEvent... events) {
        return Scenario.given(new TaskDecider(), events);
    }

    /** One command of each kind, with the version that its caller saw. */
    private static final UUID NOTE = new UUID(5, 5);

    private static List<TaskCommand> commands(long version) {
        return List.of(
                toCreate(titled("Write")),
                new TaskCommand.Edit(ID, retitle("Read"), version, LATER),
                new TaskCommand.ChangeStatus(ID, TaskStatus.COMPLETED, null, version, LATER),
                new TaskCommand.Move(ID, belowLevel(1), 1, version, LATER),
                new TaskCommand.MoveWithParent(ID, BELOW, null, LATER),
                new TaskCommand.AddDependency(ID, DependencyType.BLOCKS, other(1), version, LATER),
                new TaskCommand.RemoveDependency(ID, DependencyType.BLOCKS, other(1), version, LATER),
                new TaskCommand.AddNote(ID, NOTE, "a note", version, LATER),
                new TaskCommand.RetractNote(ID, NOTE, "a note", version, LATER),
                new TaskCommand.RestoreNote(ID, NOTE, "a note", version, LATER),
                new TaskCommand.Delete(ID, null, version, LATER),
                new TaskCommand.Restore(ID, top(), 1, version, LATER),
                new TaskCommand.RecordServiceFields(ID, "clickup", new TreeMap<>(Map.of("Points", 3)), LATER),
                new TaskCommand.RequireOpen(ID, version, LATER),
                new TaskCommand.RequireVersion(ID, version, LATER));
    }

    static Stream<TaskCommand> all_but_create() {
        return commands(1).stream().filter(command -> !(command instanceof TaskCommand.Create));
    }

    static Stream<TaskCommand> stale() {
        return commands(7).stream()
                .filter(command -> !(command instanceof TaskCommand.Create)
                        && !(command instanceof TaskCommand.MoveWithParent)
                        && !(command instanceof TaskCommand.RecordServiceFields));
    }

    static Stream<TaskCommand> all_but_delete_and_restore() {
        return commands(2).stream()
                .filter(command -> !(command instanceof TaskCommand.Delete)
                        && !(command instanceof TaskCommand.Restore)
                        && !(command
                                instanceof TaskCommand.RecordServiceFields) // the fields of a deleted task are not read
                        && !(command instanceof TaskCommand.RequireVersion));
    }

    @Test
    void a_note_is_added_every_time() {
        TaskEvent noted = new TaskEvent.NoteAdded(ID, NOTE, "done\twith\nit", LATER);
        TaskCommand add = new TaskCommand.AddNote(ID, NOTE, "done\twith\nit", null, LATER);
        given(created()).when(add).then(noted).when(add).then(noted);
    }

    @Test
    void a_note_keeps_where_it_comes_from() {
        NoteOrigin origin = new NoteOrigin("Ben", LATER.minusSeconds(60));
        given(created())
                .when(new TaskCommand.AddNote(ID, NOTE, "done", origin, null, LATER))
                .then(new TaskEvent.NoteAdded(ID, NOTE, "done", LATER, origin));
    }

    @ParameterizedTest
    @ValueSource(strings = {" \n", "a\0b"})
    void a_note_says_something(String text) {
        given(created())
                .when(new TaskCommand.AddNote(ID, NOTE, text, null, LATER))
                .thenInvalid("text");
    }

    @Test
    void a_note_is_retracted_once_and_restored_once() {
        TaskEvent noted = new TaskEvent.NoteAdded(ID, NOTE, "a note", LATER);
        TaskCommand retract = new TaskCommand.RetractNote(ID, NOTE, "a note", null, LATER);
        TaskCommand restore = new TaskCommand.RestoreNote(ID, NOTE, "a note", null, LATER);
        TaskEvent retracted = new TaskEvent.NoteRetracted(ID, NOTE, "a note", LATER);
        TaskEvent back = new TaskEvent.NoteRestored(ID, NOTE, "a note", LATER);
        given(created(), noted).when(restore).thenNothing();
        given(created(), noted).when(retract).then(retracted).when(retract).thenNothing();
        given(created(), noted, retracted)
                .when(restore)
                .then(back)
                .when(restore)
                .thenNothing();
        given(created(), noted, retracted, back).when(retract).then(retracted);
    }

    @Test
    void only_an_open_task_is_open() {
        TaskCommand require = new TaskCommand.RequireOpen(ID, null, LATER);
        given(created()).when(require).thenNothing();
        given(created(), changed(TaskStatus.OPEN, TaskStatus.COMPLETED))
                .when(require)
                .thenRejected(Code.CONFLICT_STATE);
        given(created(), changed(TaskStatus.OPEN, TaskStatus.ABANDONED))
                .when(require)
                .thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void these_tests_know_every_command() {
        assertThat(commands(1))
                .extracting(command -> (Object) command.getClass())
                .containsExactlyInAnyOrder((Object[]) TaskCommand.class.getPermittedSubclasses());
    }

    @Test
    void a_command_goes_to_the_stream_of_its_task() {
        assertThat(commands(1)).extracting(TaskCommand::address).containsOnly("task-" + ID.value());
    }

    @ParameterizedTest
    @MethodSource("all_but_create")
    void an_unknown_task_is_not_found(TaskCommand command) {
        given().when(command).thenRejected(Code.NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("stale")
    void a_stale_version_is_refused(TaskCommand command) {
        given(created()).when(command).thenRejected(Code.STALE);
    }

    @ParameterizedTest
    @MethodSource("all_but_create")
    void the_current_version_is_accepted(TaskCommand command) {
        assertThat(new TaskDecider().decide(command, given(created()).state())).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("all_but_delete_and_restore")
    void a_deleted_task_refuses_all_but_delete_and_restore(TaskCommand command) {
        given(created(), deleted()).when(command).thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void requiring_the_current_version_changes_nothing() {
        given(created()).when(new TaskCommand.RequireVersion(ID, 1, LATER)).thenNothing();
    }

    @Test
    void of_a_deleted_task_the_version_can_be_required_as_well() {
        given(created(), deleted())
                .when(new TaskCommand.RequireVersion(ID, 2, LATER))
                .thenNothing();
        given(created(), deleted())
                .when(new TaskCommand.RequireVersion(ID, 1, LATER))
                .thenRejected(Code.STALE);
    }

    @Test
    void a_task_is_created_once() {
        given(created()).when(toCreate(titled("Write"))).thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void a_new_task_is_open_at_its_place() {
        Scenario<TaskCommand, Task, TaskEvent> made = given().when(
                        new TaskCommand.Create(ID, KEY, belowLevel(1), titled("Write"), AT))
                .then(new TaskEvent.Created(ID, KEY, BELOW, titled("Write"), AT));
        assertThat(made.state()).isEqualTo(new Task.Present(TaskStatus.OPEN, BELOW, titled("Write"), Set.of(), 1));
    }

    @Test
    void an_edit_tells_what_was_and_what_is() {
        given(created())
                .when(new TaskCommand.Edit(ID, retitle("Read"), null, LATER))
                .then(new TaskEvent.Edited(ID, Changes.of(TaskDetails.TITLE, "Write", "Read"), LATER));
    }

    @Test
    void an_edit_to_what_it_is_already_is_no_event() {
        given(created())
                .when(new TaskCommand.Edit(ID, retitle("Write"), null, LATER))
                .thenNothing();
    }

    @Test
    void a_dependency_more_or_less_is_an_edit_of_what_the_task_has_by_then() {
        TaskEvent blocked = dependent(blockedBy(List.of(), List.of(other(1))));
        given(created())
                .when(new TaskCommand.AddDependency(ID, DependencyType.BLOCKS, other(1), null, LATER))
                .then(blocked);
        given(created(), blocked)
                .when(new TaskCommand.AddDependency(ID, DependencyType.BLOCKS, other(2), null, LATER))
                .then(dependent(blockedBy(List.of(other(1)), List.of(other(1), other(2)))));
        given(created(), blocked)
                .when(new TaskCommand.AddDependency(ID, DependencyType.BLOCKS, other(1), null, LATER))
                .thenNothing();
        given(created(), blocked)
                .when(new TaskCommand.RemoveDependency(ID, DependencyType.BLOCKS, other(1), null, LATER))
                .then(dependent(blockedBy(List.of(other(1)), List.of())));
        given(created(), blocked)
                .when(new TaskCommand.RemoveDependency(ID, DependencyType.RELATED, other(1), null, LATER))
                .thenNothing();
    }

    @Test
    void a_task_was_discovered_from_one_other_task() {
        TaskEvent from = dependent(origin(null, other(1)));
        given(created())
                .when(new TaskCommand.AddDependency(ID, DependencyType.DISCOVERED_FROM, other(1), null, LATER))
                .then(from);
        given(created(), from)
                .when(new TaskCommand.AddDependency(ID, DependencyType.DISCOVERED_FROM, other(2), null, LATER))
                .then(dependent(origin(other(1), other(2))));
        given(created(), from)
                .when(new TaskCommand.RemoveDependency(ID, DependencyType.DISCOVERED_FROM, other(2), null, LATER))
                .thenNothing();
        given(created(), from)
                .when(new TaskCommand.RemoveDependency(ID, DependencyType.DISCOVERED_FROM, other(1), null, LATER))
                .then(dependent(origin(other(1), null)));
    }

    @Test
    void no_task_depends_on_itself() {
        for (DependencyType type : DependencyType.values()) {
            given(created())
                    .when(new TaskCommand.AddDependency(ID, type, ID, null, LATER))
                    .thenInvalid(
                            switch (type) {
                                case BLOCKS -> "blockedBy";
                                case RELATED -> "related";
                                case DISCOVERED_FROM -> "discoveredFrom";
                            });
        }
    }

    private static TaskEvent dependent(Changes<TaskDetails> changes) {
        return new TaskEvent.Edited(ID, changes, LATER);
    }

    private static Changes<TaskDetails> blockedBy(List<TaskId> from, List<TaskId> to) {
        Change<SortedSet<TaskId>> change = new Change<>(new TreeSet<>(from), new TreeSet<>(to));
        return Changes.of(TaskDetails.BLOCKED_BY, change);
    }

    private static Changes<TaskDetails> origin(@Nullable TaskId from, @Nullable TaskId to) {
        return Changes.of(TaskDetails.DISCOVERED_FROM, from, to);
    }

    @Test
    void an_edit_keeps_the_limits() {
        given(created())
                .when(new TaskCommand.Edit(ID, retitle("t".repeat(501)), null, LATER))
                .thenInvalid("title");
    }

    @ParameterizedTest
    @EnumSource
    void every_status_can_follow_every_other(TaskStatus to) {
        for (TaskStatus from : TaskStatus.values()) {
            Scenario<TaskCommand, Task, TaskEvent> task = given(created(), changed(TaskStatus.OPEN, from));
            TaskCommand change = new TaskCommand.ChangeStatus(ID, to, "because", null, LATER);
            if (from == to) {
                task.when(change).thenNothing();
            } else {
                assertThat(task.when(change).then(changed(from, to)).state())
                        .isEqualTo(new Task.Present(to, TOP, titled("Write"), Set.of(), 3));
            }
        }
    }

    @Test
    void a_reason_has_at_most_500_characters() {
        given(created())
                .when(new TaskCommand.ChangeStatus(
                        ID, TaskStatus.COMPLETED, "r".repeat(Violations.REASON), null, LATER))
                .then(changed(TaskStatus.OPEN, TaskStatus.COMPLETED));
        given(created())
                .when(new TaskCommand.ChangeStatus(
                        ID, TaskStatus.COMPLETED, "r".repeat(Violations.REASON + 1), null, LATER))
                .thenInvalid("reason");
    }

    @Test
    void a_move_tells_both_places() {
        given(created())
                .when(new TaskCommand.Move(ID, belowLevel(1), 1, null, LATER))
                .then(new TaskEvent.Moved(ID, new Change<>(TOP, BELOW), LATER));
    }

    @Test
    void a_move_to_where_it_is_already_is_no_event() {
        given(created()).when(new TaskCommand.Move(ID, top(), 1, null, LATER)).thenNothing();
    }

    @Test
    void a_task_follows_its_parent() {
        Place there = new Place(ELSEWHERE, other(0));
        given(created())
                .when(new TaskCommand.MoveWithParent(ID, there, null, LATER))
                .then(new TaskEvent.Moved(ID, new Change<>(TOP, there), LATER))
                .when(new TaskCommand.MoveWithParent(ID, there, null, LATER))
                .thenNothing();
    }

    @Test
    void a_task_cannot_be_below_itself() {
        Destination self = new Destination(PROJECT, false, new Destination.Parent(ID, PROJECT, false, List.of()));
        Destination child =
                new Destination(PROJECT, false, new Destination.Parent(other(0), PROJECT, false, List.of(ID)));
        given(created()).when(new TaskCommand.Move(ID, self, 1, null, LATER)).thenInvalid("parent");
        given(created()).when(new TaskCommand.Move(ID, child, 1, null, LATER)).thenInvalid("parent");
    }

    @Test
    void tasks_are_at_most_four_levels_deep() {
        Place below = new Place(PROJECT, other(0));
        given().when(new TaskCommand.Create(ID, KEY, belowLevel(3), titled("Write"), AT))
                .then(new TaskEvent.Created(ID, KEY, below, titled("Write"), AT));
        given().when(new TaskCommand.Create(ID, KEY, belowLevel(4), titled("Write"), AT))
                .thenInvalid("parent");
        given(created())
                .when(new TaskCommand.Move(ID, belowLevel(1), 3, null, LATER))
                .then(new TaskEvent.Moved(ID, new Change<>(TOP, below), LATER));
        given(created())
                .when(new TaskCommand.Move(ID, belowLevel(1), 4, null, LATER))
                .thenInvalid("parent");
        given(created(), deleted())
                .when(new TaskCommand.Restore(ID, belowLevel(3), 1, null, LATER))
                .then(new TaskEvent.Restored(ID, LATER));
        given(created(), deleted())
                .when(new TaskCommand.Restore(ID, belowLevel(4), 1, null, LATER))
                .thenInvalid("parent");
    }

    static Stream<Destination> nowhere() {
        return Stream.of(
                new Destination(PROJECT, true, null),
                new Destination(PROJECT, false, new Destination.Parent(other(0), PROJECT, true, List.of())));
    }

    @ParameterizedTest
    @MethodSource("nowhere")
    void nothing_goes_to_what_is_deleted(Destination to) {
        given().when(new TaskCommand.Create(ID, KEY, to, titled("Write"), AT)).thenRejected(Code.CONFLICT_STATE);
        given(created()).when(new TaskCommand.Move(ID, to, 1, null, LATER)).thenRejected(Code.CONFLICT_STATE);
        given(created(), deleted())
                .when(new TaskCommand.Restore(ID, to, 1, null, LATER))
                .thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void a_parent_is_in_the_same_project() {
        Destination torn =
                new Destination(PROJECT, false, new Destination.Parent(other(0), ELSEWHERE, false, List.of()));
        given().when(new TaskCommand.Create(ID, KEY, torn, titled("Write"), AT)).thenInvalid("parent");
        given(created()).when(new TaskCommand.Move(ID, torn, 1, null, LATER)).thenInvalid("parent");
    }

    @Test
    void a_task_is_deleted_once_and_says_with_what() {
        given(created())
                .when(new TaskCommand.Delete(ID, "project-x", null, LATER))
                .then(new TaskEvent.Deleted(ID, "project-x", LATER))
                .when(new TaskCommand.Delete(ID, null, null, LATER))
                .thenNothing();
    }

    @Test
    void only_a_deleted_task_is_restored() {
        TaskCommand.Restore restore = new TaskCommand.Restore(ID, top(), 1, null, LATER);
        given(created()).when(restore).thenNothing();
        given(created(), deleted()).when(restore).then(new TaskEvent.Restored(ID, LATER));
    }

    @Test
    void a_restored_task_is_what_it_was() {
        Task task = given(created(), changed(TaskStatus.OPEN, TaskStatus.ABANDONED), deleted(), restored())
                .state();
        assertThat(task).isEqualTo(new Task.Present(TaskStatus.ABANDONED, TOP, titled("Write"), Set.of(), 4));
    }

    @Test
    void the_version_of_a_deleted_task_is_checked_too() {
        given(created(), deleted())
                .when(new TaskCommand.Restore(ID, top(), 1, 1L, LATER))
                .thenRejected(Code.STALE);
        given(created(), deleted())
                .when(new TaskCommand.Delete(ID, null, 1L, LATER))
                .thenRejected(Code.STALE);
    }

    @Test
    void the_version_grows_with_each_event() {
        TaskEvent retitled = new TaskDecider()
                .decide(
                        new TaskCommand.Edit(ID, retitle("Read"), null, LATER),
                        given(created()).state())
                .getFirst();
        TaskEvent[] all = {
            created(),
            retitled,
            changed(TaskStatus.OPEN, TaskStatus.COMPLETED),
            new TaskEvent.Moved(ID, new Change<>(TOP, BELOW), LATER),
            new TaskEvent.NoteAdded(ID, NOTE, "a note", LATER),
            new TaskEvent.NoteRetracted(ID, NOTE, "a note", LATER),
            new TaskEvent.NoteRestored(ID, NOTE, "a note", LATER),
            ServiceFieldsTest.read("Points", null, 3),
            deleted(),
            restored()
        };
        assertThat(List.of(all)).extracting(event -> (Object) event.getClass()).containsExactlyInAnyOrder((Object[])
                TaskEvent.class.getPermittedSubclasses());
        TaskDecider decider = new TaskDecider();
        Task state = decider.initial();
        for (int i = 0; i < all.length; i++) {
            state = decider.evolve(state, all[i]);
            Task.Present known = state instanceof Task.Deleted gone ? gone.last() : (Task.Present) state;
            assertThat(known.version()).isEqualTo(i + 1L);
        }
    }
}
