package dev.devledger.domain.undo;

import static dev.devledger.domain.undo.Given.AT;
import static dev.devledger.domain.undo.Given.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Placement.PlacementsEdit;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.undo.Undo.LaterEdit;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UndoTest {
    private static final ProjectId HOME = new ProjectId(new UUID(1, 1));
    private static final ProjectId AWAY = new ProjectId(new UUID(1, 2));
    private static final TaskId TASK = new TaskId(new UUID(2, 1));
    private static final TaskId ABOVE = new TaskId(new UUID(2, 2));
    private static final TaskId BELOW = new TaskId(new UUID(2, 3));
    private static final Place TOP = new Place(HOME, null);
    private static final Destination HOME_TOP = new Destination(HOME, false, null);

    private static Given given() {
        return new Given().project(HOME, false).project(AWAY, false);
    }

    private static TaskEvent retitled(String from, String to) {
        return new TaskEvent.Edited(TASK, Changes.of(TaskDetails.TITLE, from, to), AT);
    }

    private static TaskEvent dated(@Nullable Change<When> start, @Nullable Change<When> due) {
        return new TaskEvent.Edited(
                TASK, Changes.of(TaskDetails.START_DATE, start).with(TaskDetails.DUE_DATE, due), AT);
    }

    private static TaskCommand.Edit retitle(String to, @Nullable Long version) {
        return new TaskCommand.Edit(TASK, Patch.of(TaskDetails.TITLE, to), version, AT);
    }

    private static TaskCommand.Edit date(@Nullable SetTo<When> start, @Nullable SetTo<When> due, long version) {
        return new TaskCommand.Edit(
                TASK,
                Patch.<TaskDetails>none().with(TaskDetails.START_DATE, start).with(TaskDetails.DUE_DATE, due),
                version,
                AT);
    }

    @Test
    void several_changes_of_a_field_go_back_to_before_the_first() {
        given().own(retitled("a", "b")).own(retitled("b", "c")).sends(retitle("a", 6L));
    }

    @Test
    void what_others_put_in_between_stays() {
        given().own(retitled("a", "b"))
                .others(retitled("b", "c"))
                .own(retitled("c", "d"))
                .sends(retitle("c", 7L));
    }

    @Test
    void what_is_back_already_is_left_alone() {
        given().own(retitled("a", "b")).others(retitled("b", "a")).sends();
        given().own(retitled("a", "b")).own(retitled("b", "a")).sends();
    }

    @Test
    void what_was_changed_and_changed_back_since_is_as_it_was_left() {
        given().own(retitled("a", "b"))
                .others(retitled("b", "c"))
                .others(retitled("c", "b"))
                .sends(retitle("a", 7L));
    }

    @Test
    void another_value_since_is_told_with_who_did_it() {
        Undo undo = given().own(retitled("a", "b")).others(retitled("b", "c")).undo();
        assertThat(undo.laterEdits())
                .containsExactly(
                        new LaterEdit(Entity.of(TASK), "title", "b", "c", OTHER, "It was changed later.", false));
        assertThat(undo.inTheWay()).isEmpty();
        assertThat(undo.commands()).as("for a caller who insists").containsExactly(retitle("a", 6L));
    }

    @Test
    void another_field_since_is_no_matter() {
        given().own(retitled("a", "b"))
                .others(dated(null, new Change<>(null, When.parse("2027-01-01"))))
                .sends(retitle("a", 6L));
    }

    @Test
    void a_date_goes_back_alone_where_it_fits_the_other() {
        given().own(dated(null, new Change<>(When.parse("2027-01-05"), When.parse("2027-01-09"))))
                .others(dated(new Change<>(null, When.parse("2027-01-03")), null))
                .sends(date(null, new SetTo<>(When.parse("2027-01-05")), 6));
    }

    @Test
    void a_day_and_an_instant_are_never_paired() {
        When day = When.parse("2027-01-05");
        When start = When.parse("2027-01-06T09:00:00Z");
        Undo undo = given().own(dated(null, new Change<>(day, null)))
                .others(dated(new Change<>(null, start), null))
                .undo();
        assertThat(undo.laterEdits()).hasSize(1);
        assertThat(undo.laterEdits().getFirst().field()).isEqualTo("startDate");
        assertThat(undo.laterEdits().getFirst().now()).isEqualTo(start);
        assertThat(undo.commands()).containsExactly(date(new SetTo<>(null), new SetTo<>(day), 6));
    }

    @Test
    void a_status_goes_back_with_its_reason() {
        given().own(new ProjectEvent.StatusChanged(
                        HOME,
                        new Change<>(ProjectStatus.PAUSED, ProjectStatus.COMPLETED),
                        new Change<>("holidays", "shipped"),
                        AT))
                .sends(new ProjectCommand.ChangeStatus(HOME, ProjectStatus.PAUSED, "holidays", 5L, AT));
    }

    @Test
    void a_note_is_retracted_and_a_retraction_taken_back() {
        UUID note = new UUID(3, 1);
        given().own(new TaskEvent.NoteAdded(TASK, note, "word", AT))
                .sends(new TaskCommand.RetractNote(TASK, note, "word", 5L, AT));
        given().own(new TaskEvent.NoteRetracted(TASK, note, "word", AT))
                .sends(new TaskCommand.RestoreNote(TASK, note, "word", 5L, AT));
        given().own(new ProjectEvent.NoteAdded(HOME, note, "word", AT))
                .sends(new ProjectCommand.RetractNote(HOME, note, "word", 5L, AT));
        given().own(new ProjectEvent.NoteRetracted(HOME, note, "word", AT))
                .sends(new ProjectCommand.RestoreNote(HOME, note, "word", 5L, AT));
        given().own(new ProjectEvent.NoteAdded(HOME, note, "word", AT))
                .others(new ProjectEvent.NoteRetracted(HOME, note, "word", AT))
                .sends();
    }

    @Test
    void an_edit_and_a_deletion_go_back_in_the_order_in_which_they_can() {
        given().own(retitled("a", "b"))
                .own(new TaskEvent.Deleted(TASK, null, AT))
                .task(TASK, TOP, true)
                .sends(new TaskCommand.Restore(TASK, HOME_TOP, 1, 6L, AT), retitle("a", null));
    }

    @Test
    void what_others_deleted_since_stays_deleted() {
        Undo undo = given().own(retitled("a", "b"))
                .others(new TaskEvent.Deleted(TASK, null, AT))
                .task(TASK, TOP, true)
                .undo();
        assertThat(undo.commands()).isEmpty();
        assertThat(undo.laterEdits()).hasSize(1);
        assertThat(undo.laterEdits().getFirst().was()).isEqualTo("present");
        assertThat(undo.laterEdits().getFirst().now()).isEqualTo("deleted");
        assertThat(undo.laterEdits().getFirst().by()).isEqualTo(OTHER);
    }

    @Test
    void a_deleted_project_comes_back_before_its_tasks_and_they_parents_first() {
        Given given = new Given()
                .own(new TaskEvent.Deleted(BELOW, HOME.address(), AT))
                .own(new TaskEvent.Deleted(TASK, HOME.address(), AT))
                .own(new ProjectEvent.Deleted(HOME, AT))
                .project(HOME, true)
                .task(TASK, TOP, true)
                .task(BELOW, new Place(HOME, TASK), true);
        Destination below = new Destination(HOME, false, new Destination.Parent(TASK, HOME, false, List.of()));
        given.sends(
                new ProjectCommand.Restore(HOME, 5L, AT),
                new TaskCommand.Restore(TASK, HOME_TOP, 1, 5L, AT),
                new TaskCommand.Restore(BELOW, below, 1, 5L, AT));
    }

    @Test
    void what_was_restored_is_deleted_with_what_it_had_gone_with() {
        given().others(new TaskEvent.Deleted(TASK, HOME.address(), AT))
                .own(new TaskEvent.Restored(TASK, AT))
                .task(TASK, TOP, false)
                .sends(new TaskCommand.Delete(TASK, HOME.address(), 6L, AT));
    }

    @Test
    void what_was_made_goes_with_what_others_put_below_it_where_that_is_insisted_on() {
        Undo undo = given().own(new TaskEvent.Created(TASK, new TaskKey(1), TOP, details(), AT))
                .task(TASK, TOP, false)
                .task(BELOW, new Place(HOME, TASK), false)
                .undo();
        assertThat(undo.laterEdits()).extracting(LaterEdit::entity).containsExactly(Entity.of(BELOW));
        assertThat(undo.inTheWay()).isEmpty();
        assertThat(undo.commands())
                .containsExactly(
                        new TaskCommand.Delete(TASK, null, 5L, AT),
                        new TaskCommand.Delete(BELOW, TASK.address(), null, AT));
    }

    private static TaskDetails details() {
        return new TaskDetails("Made", "", Priority.NONE, new TreeSet<>(), Schedule.none(ZoneOffset.UTC), List.of());
    }

    @Test
    void what_others_changed_of_what_was_made_is_told() {
        Undo undo = given().own(new TaskEvent.Created(TASK, new TaskKey(1), TOP, details(), AT))
                .others(new TaskEvent.StatusChanged(TASK, new Change<>(TaskStatus.OPEN, TaskStatus.COMPLETED), AT))
                .task(TASK, TOP, false)
                .undo();
        assertThat(undo.laterEdits()).extracting(LaterEdit::field).containsExactly("status");
    }

    private static TaskEvent moved(TaskId task, Place from, Place to) {
        return new TaskEvent.Moved(task, new Change<>(from, to), AT);
    }

    @Test
    void a_move_to_another_project_goes_back_and_what_is_below_follows() {
        Place away = new Place(AWAY, null);
        given().own(moved(TASK, TOP, away))
                .own(moved(BELOW, new Place(HOME, TASK), new Place(AWAY, TASK)))
                .task(TASK, away, false)
                .task(BELOW, new Place(AWAY, TASK), false)
                .sends(
                        new TaskCommand.Move(TASK, HOME_TOP, 2, 5L, AT),
                        new TaskCommand.MoveWithParent(BELOW, new Place(HOME, TASK), 5L, AT));
    }

    @Test
    void two_that_changed_places_go_back_one_after_the_other() {
        // BELOW was below TASK; now TASK is below BELOW.
        given().own(moved(BELOW, new Place(HOME, TASK), TOP))
                .own(moved(TASK, TOP, new Place(HOME, BELOW)))
                .task(BELOW, TOP, false)
                .task(TASK, new Place(HOME, BELOW), false)
                .sends(
                        new TaskCommand.Move(TASK, HOME_TOP, 1, 5L, AT),
                        new TaskCommand.Move(
                                BELOW,
                                new Destination(HOME, false, new Destination.Parent(TASK, HOME, false, List.of())),
                                1,
                                5L,
                                AT));
    }

    @Test
    void a_former_parent_that_is_gone_is_told_and_force_takes_the_top() {
        Undo undo = given().own(moved(TASK, new Place(HOME, ABOVE), new Place(AWAY, null)))
                .task(TASK, new Place(AWAY, null), false)
                .task(ABOVE, TOP, true)
                .undo();
        assertThat(undo.laterEdits()).extracting(LaterEdit::entity).containsExactly(Entity.of(ABOVE));
        assertThat(undo.inTheWay()).isEmpty();
        assertThat(undo.commands()).containsExactly(new TaskCommand.Move(TASK, HOME_TOP, 1, 5L, AT));
    }

    @Test
    void a_former_project_that_is_gone_is_in_the_way() {
        Undo undo = new Given()
                .own(moved(TASK, TOP, new Place(AWAY, null)))
                .project(HOME, true)
                .project(AWAY, false)
                .task(TASK, new Place(AWAY, null), false)
                .undo();
        assertThat(undo.inTheWay()).extracting(LaterEdit::entity).containsExactly(Entity.of(HOME));
        assertThat(undo.commands()).isEmpty();
    }

    @Test
    void a_former_parent_below_the_task_itself_is_told() {
        Undo undo = given().own(moved(TASK, new Place(HOME, ABOVE), TOP))
                .task(TASK, TOP, false)
                .task(ABOVE, new Place(HOME, TASK), false)
                .undo();
        assertThat(undo.laterEdits()).extracting(LaterEdit::field).containsExactly("parentId");
        assertThat(undo.commands()).as("it is at the top already").isEmpty();
    }

    @Test
    void a_placement_goes_back() {
        given().own(new ProjectEvent.Edited(
                        HOME, Changes.of(ProjectDetails.PLACEMENT, Placement.CARD, Placement.LIST), AT))
                .sends(new ProjectCommand.Edit(
                        HOME,
                        new ProjectEdit(Patch.of(ProjectDetails.PLACEMENT, Placement.CARD)),
                        Given.RESERVED,
                        5L,
                        AT));
    }

    @Test
    void a_placement_in_another_service_goes_back_to_not_being_said() {
        given().own(new ProjectEvent.Edited(
                        HOME, Changes.of(Field.entry(ProjectDetails.PLACEMENTS, "clickup"), null, Placement.NONE), AT))
                .sends(new ProjectCommand.Edit(
                        HOME,
                        new ProjectEdit(
                                Patch.none(),
                                new PlacementsEdit(
                                        new TreeMap<>(Map.of("clickup", new SetTo<>(null))), new TreeMap<>())),
                        Given.RESERVED,
                        5L,
                        AT));
    }
}
