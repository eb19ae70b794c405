package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many changes of one list are sent fifty in a call, with a look at the list before and after, counted in calls. */
class BatchedUpdatesTest {
    private static final Set<Call> ONE_BY_ONE = Set.of(Call.FIND, Call.UPDATE);

    private final World world = new World();
    private final List<EntityRef> tasks = new ArrayList<>();
    private EntityRef project;

    private void tasks(int count) {
        world.remote.remembersNothing();
        project = world.project("Ledger");
        for (int i = 0; i < count; i++) {
            tasks.add(world.task(project, "Task " + i));
        }
        world.untilQuiet();
        world.clock.forward(Duration.ofMinutes(5));
        world.remote.calls();
    }

    /** Renames all tasks at once, in one request. */
    private void renameAll() {
        world.people(changes -> tasks.forEach(each -> changes.send(new TaskCommand.Edit(
                new TaskId(each.id()),
                Patch.of(TaskDetails.TITLE, "New " + each.id().getLeastSignificantBits()),
                null,
                changes.at()))));
    }

    private void assertAllIsThere() {
        assertThat(world.here()).isEqualTo(world.there());
        tasks.forEach(each -> assertThat(world.link(each)).isInstanceOfSatisfying(SyncLink.Linked.class, linked -> {
            assertThat(linked.sent()).isEmpty();
            assertThat(linked.base().title()).isEqualTo(world.taskView(each).title());
        }));
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void a_thousand_edits_are_a_call_for_each_fifty_and_a_few_looks() {
        tasks(1_000);
        renameAll();
        world.untilQuiet();
        List<Call> calls = world.remote.calls();
        assertThat(calls).doesNotContainAnyElementsOf(ONE_BY_ONE).hasSizeLessThanOrEqualTo(30);
        assertThat(calls).filteredOn(call -> call == Call.UPDATE_ALL).hasSize(20);
        assertAllIsThere();
    }

    @Test
    void what_is_completed_goes_with_them_and_is_seen_among_what_is_finished() {
        tasks(60);
        world.people(changes -> tasks.forEach(each -> changes.send(
                new TaskCommand.ChangeStatus(new TaskId(each.id()), TaskStatus.COMPLETED, null, null, changes.at()))));
        world.untilQuiet();
        List<Call> calls = world.remote.calls();
        assertThat(calls)
                .containsExactly(
                        Call.OPEN_TASKS, Call.UPDATE_ALL, Call.UPDATE_ALL, Call.OPEN_TASKS, Call.FINISHED_TASKS);
        assertAllIsThere();
    }

    @Test
    void a_card_that_becomes_a_list_takes_two_hundred_tasks_along_in_a_few_calls() {
        tasks(200);
        world.place(project, Placement.LIST);
        world.untilQuiet();
        List<Call> calls = world.remote.calls();
        assertThat(calls).hasSizeLessThanOrEqualTo(25);
        assertThat(calls).filteredOn(call -> call == Call.MOVE).hasSize(4);
        assertThat(calls).filteredOn(call -> call == Call.UPDATE_ALL).hasSize(4);
        assertAllIsThere();
        world.place(project, Placement.CARD);
        world.untilQuiet();
        assertThat(world.remote.calls()).hasSizeLessThanOrEqualTo(25);
        assertAllIsThere();
    }

    @Test
    void a_few_go_one_by_one() {
        tasks(3);
        renameAll();
        world.untilQuiet();
        assertThat(world.remote.calls()).isNotEmpty().hasSameElementsAs(ONE_BY_ONE);
    }

    @Test
    void what_is_meant_is_on_record_before_it_is_sent() {
        tasks(60);
        int before = world.ledger.size();
        List<Integer> meant = new ArrayList<>();
        world.remote.onEachCall(call -> {
            if (call == Call.UPDATE_ALL) {
                meant.add((int) world.ledger.eventsFrom(before).stream()
                        .filter(event -> event.payload() instanceof SyncEvent.PushIntended)
                        .count());
            }
        });
        renameAll();
        world.untilQuiet();
        assertThat(meant).containsExactly(50, 60);
    }

    @Test
    void what_others_have_changed_as_well_is_left_to_a_look_of_its_own() {
        tasks(20);
        renameAll();
        world.phone.rename(world.remote.card("Task 7"), "Theirs");
        world.phone.prioritise(world.remote.card("Task 8"), Priority.HIGH);
        world.cycle();
        assertThat(world.remote.card("Theirs").content.title()).isEqualTo("Theirs");
        assertThat(world.remote.live())
                .filteredOn(card -> card.content.title().startsWith("New "))
                .hasSize(19);
        world.full();
        world.untilQuiet();
        assertThat(world.conflicts.all()).hasSize(1);
        assertThat(world.taskView(tasks.get(8)).priority()).isEqualTo(Priority.HIGH);
        assertThat(world.here()).isEqualTo(world.there());
    }

    /** Each is looked at with one read for all of them, not one for each. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST_ANSWER", "LOST_REQUEST", "PARTIAL", "DELAYED"})
    void what_became_of_an_unanswered_or_partial_batch_is_told_by_the_list(Fault fault) {
        tasks(60);
        renameAll();
        world.remote.next(Call.UPDATE_ALL, fault);
        world.untilQuiet();
        world.delayedLand();
        List<Call> calls = world.remote.calls();
        int alone = fault == Fault.PARTIAL ? 25 * 2 : 0; // what is refused is told for each
        assertThat(calls).filteredOn(ONE_BY_ONE::contains).hasSizeLessThanOrEqualTo(alone);
        assertThat(calls).hasSizeLessThanOrEqualTo(12 + alone);
        world.full();
        world.untilQuiet();
        assertAllIsThere();
        assertThat(world.conflicts.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST_ANSWER", "LOST_REQUEST", "PARTIAL", "RATE_LIMITED", "REFUSED"})
    void a_batch_of_moves_that_is_not_answered_is_found_out_as_well(Fault fault) {
        tasks(60);
        world.place(project, Placement.LIST);
        world.remote.next(Call.MOVE, fault);
        world.untilQuiet();
        // What is left of it is by now a change of most of the list that nobody is known to have asked for.
        world.holds.list(world.account).forEach(held -> world.holds.approve(world.account, held.planHash(), "owner"));
        world.full();
        world.untilQuiet();
        assertAllIsThere();
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void one_that_always_fails_keeps_the_others_from_nothing() {
        tasks(20);
        world.remote.poison(
                content -> content.title().equals("New " + tasks.get(3).id().getLeastSignificantBits()));
        renameAll();
        world.cycle();
        assertThat(world.remote.live())
                .filteredOn(card -> card.content.title().startsWith("New "))
                .hasSize(19);
        assertThat(world.work.marked()).containsExactly(tasks.get(3));
    }

    @Test
    void what_is_answered_as_done_and_kept_is_not_agreed_on() {
        tasks(6);
        world.remote.keep(CanonicalChanges.Field.TITLE);
        renameAll();
        world.cycle();
        tasks.forEach(each ->
                assertThat(((SyncLink.Linked) world.link(each)).base().title()).startsWith("Task "));
        assertThat(world.work.marked()).containsExactlyInAnyOrderElementsOf(tasks);
    }

    @Test
    void one_that_was_deleted_there_meanwhile_is_not_taken_for_changed() {
        tasks(10);
        world.remote.onEachCall(call -> {
            if (call == Call.UPDATE_ALL) {
                world.phone.delete(world.remote.card("Task 5"));
                world.remote.onEachCall(any -> {});
            }
        });
        renameAll();
        world.untilQuiet();
        world.full();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.conflicts.of(tasks.get(5)))
                .as("it was changed here since it was last seen alive")
                .hasSize(1);
        assertThat(world.taskView(tasks.get(5)).deletedAt()).isNull();
    }

    @Test
    void below_what_was_moved_below_it_there_nothing_is_put() {
        tasks(6);
        world.phone.moveBelow(world.remote.card("Task 0"), world.remote.card("Task 5"));
        for (int i = 1; i < 6; i++) {
            world.move(tasks.get(i), project, tasks.getFirst());
        }
        world.untilQuiet();
        assertThat(world.remote.card("Task 5").content.parent()).isNotEqualTo(world.remote.card("Task 0").id);
        assertThat(world.remote.card("Task 1").content.parent()).isEqualTo(world.remote.card("Task 0").id);
    }

    @Test
    void what_a_project_is_called_and_how_it_stands_goes_the_same_way() {
        List<EntityRef> projects = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            projects.add(world.project("Project " + i));
        }
        world.untilQuiet();
        world.clock.forward(Duration.ofMinutes(5));
        world.remote.calls();
        world.people(changes -> projects.forEach(each -> changes.send(new ProjectCommand.ChangeStatus(
                new ProjectId(each.id()), ProjectStatus.PAUSED, null, null, changes.at()))));
        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.OPEN_TASKS, Call.UPDATE_ALL, Call.OPEN_TASKS);
        assertThat(world.here()).isEqualTo(world.there());
    }
}
