package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects and entities that disappear on one side, where they went, and whether they come back. */
class FullCycleExistenceTest {
    private final World world = new World();
    private EntityRef project;
    private EntityRef other;
    private EntityRef task;
    private EntityRef below;
    private String list;

    @BeforeEach
    void both_sides_agree() {
        list = world.remote.addList(World.LIST).id();
        project = world.project("Ledger");
        task = world.task(project, "Write");
        below = world.task(project, task, "Read");
        other = world.project("Other");
        world.untilQuiet();
        world.full();
        world.remote.calls();
    }

    private Card card(String title) {
        return world.remote.card(title);
    }

    private boolean deleted(EntityRef entity) {
        return entity.kind() == EntityRef.Kind.PROJECT
                ? world.projectView(entity).deletedAt() != null
                : world.taskView(entity).deletedAt() != null;
    }

    @Test
    void what_is_deleted_there_is_deleted_here_after_two_reads() {
        world.phone.delete(card("Read"));
        world.full();
        assertThat(deleted(below)).isFalse();
        world.full();
        assertThat(deleted(below)).as("too early").isFalse();
        assertThat(world.fullAfterSettle().pulled()).isEqualTo(1);
        assertThat(deleted(below)).isTrue();
        assertThat(world.link(below))
                .isInstanceOfSatisfying(SyncLink.Closed.class, closed -> assertThat(closed.byRemote())
                        .isTrue());
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void many_that_are_missing_are_looked_for_in_one_search() {
        String elsewhere = world.remote.addList("Elsewhere").id();
        for (String title : List.of("Read", "Other")) {
            world.phone.move(card(title), elsewhere);
        }
        world.full();
        assertThat(world.remote.calls())
                .filteredOn(call -> call == Call.FIND_ANYWHERE)
                .hasSize(1);
        assertThat(world.link(below)).isInstanceOf(SyncLink.OutOfScope.class);
        assertThat(world.link(other)).isInstanceOf(SyncLink.OutOfScope.class);
    }

    @Test
    void one_look_is_no_proof_after_an_hour_either() {
        world.phone.delete(card("Read"));
        world.clock.forward(Duration.ofHours(1));
        world.full();
        assertThat(deleted(below)).isFalse();
    }

    @Test
    void an_incomplete_read_proves_nothing() {
        world.phone.delete(card("Read"));
        world.full();
        world.remote.next(Call.FINISHED_TASKS, Fault.LOST_ANSWER);
        world.fullAfterSettle();
        assertThat(deleted(below)).isFalse();
        world.full();
        assertThat(deleted(below)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST_ANSWER", "REFUSED", "RATE_LIMITED"})
    void where_the_lists_are_not_told_again_what_was_seen_is_taken_over_and_nothing_is_proven(Fault fault) {
        world.phone.delete(card("Read"));
        world.full();
        world.phone.rename(card("Write"), "Write it");
        world.remote.next(Call.LISTS, Fault.NONE, fault);
        world.fullAfterSettle();
        assertThat(world.taskView(task).title()).isEqualTo("Write it");
        assertThat(deleted(below)).isFalse();
        assertThat(world.cycles.getLast().complete()).isFalse();
        world.full();
        assertThat(deleted(below)).isTrue();
    }

    @Test
    void what_an_incomplete_read_has_seen_is_in_doubt_no_more() {
        Card read = card("Read");
        world.phone.delete(read);
        world.full();
        world.phone.restore(read);
        world.remote.next(Call.FINISHED_TASKS, Fault.LOST_ANSWER);
        world.full();
        world.phone.delete(read);
        world.fullAfterSettle();
        assertThat(deleted(below))
                .as("absent for the first time since it was seen")
                .isFalse();
        world.fullAfterSettle();
        assertThat(deleted(below)).isTrue();
    }

    @Test
    void what_is_below_goes_with_it() {
        world.phone.delete(card("Ledger"));
        world.full();
        world.fullAfterSettle();
        assertThat(deleted(project)).isTrue();
        assertThat(deleted(task)).isTrue();
        assertThat(deleted(below)).isTrue();
        assertThat(world.here()).isEqualTo(world.there());
        int before = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
    }

    @Test
    void what_is_restored_from_the_trash_is_restored_here() {
        Card card = card("Read");
        world.phone.delete(card);
        world.full();
        world.fullAfterSettle();
        world.phone.restore(card);
        world.phone.rename(card, "Read again");
        world.full();
        assertThat(deleted(below)).isFalse();
        world.fullAfterSettle();
        assertThat(world.taskView(below).title()).isEqualTo("Read again");
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.link(below)).isInstanceOf(SyncLink.Linked.class);
    }

    @Test
    void a_whole_project_is_restored_from_the_trash() {
        Card ledger = card("Ledger");
        Card write = card("Write");
        Card read = card("Read");
        world.phone.delete(ledger);
        world.full();
        world.fullAfterSettle();
        world.phone.restore(ledger);
        world.phone.restore(write);
        world.phone.restore(read);
        world.full();
        world.fullAfterSettle();
        assertThat(deleted(project) || deleted(task) || deleted(below)).isFalse();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void deleted_there_and_edited_here_is_kept_detached_and_asked() {
        world.phone.delete(card("Read"));
        world.full();
        world.rename(below, "Read twice");
        world.fullAfterSettle();
        assertThat(deleted(below)).isFalse();
        assertThat(world.taskView(below).title()).isEqualTo("Read twice");
        assertThat(world.link(below))
                .isInstanceOfSatisfying(SyncLink.Detached.class, detached -> assertThat(detached.stays())
                        .isTrue());
        assertThat(world.conflicts.of(below)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOf(Dispute.DeletedRemotely.class));
        int before = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
    }

    @Test
    void deleted_here_and_edited_there_is_not_deleted_there() {
        world.phone.rename(card("Read"), "Read twice");
        world.delete(below);
        world.full();
        assertThat(card("Read twice").deleted).isFalse();
        assertThat(deleted(below)).isTrue();
        assertThat(world.conflicts.of(below)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOf(Dispute.DeletedLocally.class));
        world.fullAfterSettle();
        assertThat(card("Read twice").deleted).isFalse();
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
    }

    @Test
    void what_is_changed_there_while_a_person_is_asked_belongs_to_the_question() {
        world.phone.rename(card("Read"), "Read twice");
        world.delete(below);
        world.full();
        world.phone.rename(card("Read twice"), "Read thrice");
        world.fullAfterSettle();
        assertThat(world.conflicts.of(below)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOfSatisfying(
                        Dispute.DeletedLocally.class,
                        asked -> assertThat(asked.remote().title().to()).isEqualTo("Read thrice")));
        int before = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
    }

    @Test
    void a_restored_one_is_no_question_any_more() {
        world.phone.rename(card("Read"), "Read twice");
        world.delete(below);
        world.full();
        world.restore(below);
        world.full();
        world.full();
        world.untilQuiet();
        assertThat(world.taskView(below).title()).isEqualTo("Read twice");
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void what_both_have_deleted_is_no_question_any_more() {
        Card read = card("Read");
        world.phone.rename(read, "Read twice");
        world.delete(below);
        world.full();
        world.phone.delete(read);
        world.full();
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Closed.class);
    }

    @Test
    void deleted_on_both_sides_is_settled() {
        world.phone.delete(card("Read"));
        world.delete(below);
        world.full();
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Closed.class);
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void deleted_by_people_on_both_sides_and_back_there_it_is_a_question() {
        Card read = card("Read");
        world.rename(below, "Ours");
        world.delete(below);
        world.phone.delete(read);
        world.full();
        world.fullAfterSettle();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Closed.class);
        world.phone.restore(read);
        world.full();
        world.fullAfterSettle();
        assertThat(deleted(below)).isTrue();
        assertThat(world.taskView(below).title()).isEqualTo("Ours");
        assertThat(world.conflicts.of(below)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOf(Dispute.Reappeared.class));
    }

    /** It cannot come back into a project that is deleted here, and that it is back nobody else tells. */
    @Test
    void deleted_for_them_and_its_project_after_that_it_is_a_question_when_it_is_back_there() {
        Card read = card("Read");
        world.phone.delete(read);
        world.full();
        world.fullAfterSettle();
        world.delete(project);
        world.untilQuiet();
        world.full();
        world.phone.restore(read);
        world.phone.move(read, read.list);
        world.full();
        world.fullAfterSettle();
        assertThat(deleted(below)).isTrue();
        assertThat(world.conflicts.of(below)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOf(Dispute.Reappeared.class));
    }

    @Test
    void deleted_for_them_and_by_a_person_after_that_it_is_a_question_when_it_is_back_there() {
        Card read = card("Read");
        world.phone.delete(read);
        world.full();
        world.fullAfterSettle();
        world.restore(below);
        world.clock.forward(Duration.ofMinutes(1));
        world.delete(below);
        world.phone.restore(read);
        world.full();
        world.fullAfterSettle();
        assertThat(deleted(below)).isTrue();
        assertThat(world.conflicts.of(below)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOf(Dispute.Reappeared.class));
    }

    @Test
    void a_question_whether_it_is_back_is_not_answered_by_a_restore_here() {
        Card read = card("Read");
        world.delete(below);
        world.untilQuiet();
        world.phone.restore(read);
        world.full();
        world.fullAfterSettle();
        world.restore(below);
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(world.conflicts.all()).hasSize(1);
    }

    @Test
    void a_move_of_what_was_deleted_there_is_seen_not_to_have_happened() {
        world.phone.delete(card("Write"));
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.move(task, listed, null);
        world.untilQuiet();
        assertThat(((SyncLink.Linked) world.link(task)).remote().list()).isEqualTo(list);
        world.full();
        world.fullAfterSettle();
        // Moved here and deleted there: kept, and asked about (E7).
        assertThat(deleted(task)).isFalse();
        assertThat(world.conflicts.of(task)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOf(Dispute.DeletedRemotely.class));
    }

    /** Nothing shows that it is gone, and each try would be one more move. */
    @Test
    void a_finished_one_that_was_deleted_there_is_moved_once_and_that_it_was_not_is_told() {
        world.status(below, TaskStatus.COMPLETED);
        world.untilQuiet();
        world.phone.delete(card("Read"));
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.move(below, listed, null);
        world.untilQuiet();
        assertThat(world.remote.calls()).contains(Call.MOVE);
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.remote.calls()).doesNotContain(Call.MOVE);
        assertThat(world.work.marked(below)).isFalse();
        assertThat(world.link(below))
                .isInstanceOfSatisfying(SyncLink.Linked.class, linked -> assertThat(linked.refusal())
                        .contains("may have been deleted"));
    }

    @Test
    void finished_long_before_it_was_deleted_and_restored_here_it_is_not_made_twice() {
        world.status(below, TaskStatus.COMPLETED);
        world.untilQuiet();
        String id = card("Read").id;
        world.clock.forward(Duration.ofDays(2));
        world.delete(below);
        world.remote.next(Call.DELETE, Fault.LOST_REQUEST);
        world.cycle();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Deleting.class);
        world.restore(below);
        world.clock.forward(World.SETTLE.plusSeconds(1));
        world.untilQuiet();
        assertThat(card("Read").id).isEqualTo(id);
        assertThat(world.link(below)).isInstanceOfSatisfying(SyncLink.Linked.class, linked -> assertThat(
                        linked.remote().id())
                .isEqualTo(id));
    }

    @Test
    void deleted_and_restored_here_and_moved_there_meanwhile_it_is_not_made_twice() {
        world.delete(below);
        world.remote.next(Call.DELETE, Fault.LOST_REQUEST);
        world.cycle();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Deleting.class);
        world.phone.moveBelow(card("Read"), card("Other"));
        world.phone.move(card("Read"), world.remote.addList("Groceries").id());
        world.restore(below);
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(world.remote.live().stream()
                        .filter(each -> each.content.title().equals("Read")))
                .hasSize(1);
        assertThat(world.link(below)).isInstanceOf(SyncLink.OutOfScope.class);
    }

    @Test
    void a_restore_here_is_not_undone_by_our_own_delete_without_an_answer() {
        world.delete(below);
        world.remote.next(Call.DELETE, Fault.LOST_ANSWER);
        world.full();
        world.restore(below);
        // Nothing of what the narrow part looks at answers, but the lists do.
        world.remote.next(Call.OPEN_TASKS, Fault.NONE, Fault.LOST_REQUEST, Fault.NONE, Fault.LOST_REQUEST);
        world.full();
        world.fullAfterSettle();
        assertThat(deleted(below)).isFalse();
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(deleted(below)).isFalse();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void what_is_restored_here_while_it_is_about_to_be_deleted_there_stays() {
        world.delete(below);
        boolean[] restored = {false};
        world.remote.onEachCall(call -> {
            if (call == Call.FIND && !restored[0]) {
                restored[0] = true;
                world.steps.outside(() -> world.restore(below));
            }
        });
        world.untilQuiet();
        assertThat(restored[0]).isTrue();
        assertThat(world.remote.calls()).doesNotContain(Call.DELETE);
        assertThat(world.link(below)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.here()).isEqualTo(world.there());
    }

    /** It has another object by then, so that the deleted one is nobody's. */
    @Test
    void what_an_old_list_still_shows_of_our_own_delete_is_not_taken_for_a_new_one() {
        world.delayedLand();
        world.delete(below);
        world.untilQuiet();
        world.restore(below);
        world.untilQuiet();
        int tasks = world.tree.tasks().size();
        world.remote.next(Call.OPEN_TASKS, Fault.STALE);
        world.full();
        assertThat(world.tree.tasks()).hasSize(tasks);
        world.fullAfterSettle();
        assertThat(world.tree.tasks()).hasSize(tasks);
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void an_old_one_that_is_moved_here_is_taken_over_when_its_look_up_answers() {
        String elsewhere = world.remote.addList("Groceries").id();
        Card moved = world.phone.add(elsewhere, "Moved");
        world.clock.forward(Duration.ofMinutes(1));
        world.full();
        world.phone.move(moved, list);
        world.remote.next(Call.FIND_ANYWHERE, Fault.LOST_ANSWER);
        world.full();
        assertThat(world.here()).doesNotContain("Dev Projects: Moved");
        world.full();
        assertThat(world.here()).contains("Dev Projects: Moved");
    }

    @Test
    void our_own_delete_is_not_taken_for_theirs() {
        world.delete(task);
        world.untilQuiet();
        int before = world.ledger.size();
        world.full();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void a_rename_here_while_it_is_moved_and_renamed_there_is_not_overwritten() {
        world.phone.delete(card("Read")); // what makes the cycle look at something
        Card write = card("Write");
        world.phone.rename(write, "There");
        world.phone.moveBelow(write, card("Other"));
        boolean[] renamed = {false};
        world.remote.onEachCall(call -> {
            if (call == Call.FIND && !renamed[0]) {
                renamed[0] = true;
                world.steps.outside(() -> world.rename(task, "Here"));
            }
        });
        world.full();
        assertThat(renamed[0]).isTrue();
        assertThat(world.taskView(task).title()).isEqualTo("Here");
        world.fullAfterSettle();
        assertThat(world.taskView(task).projectId()).isEqualTo(other.id());
        assertThat(world.conflicts.of(task)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOfSatisfying(
                        Dispute.FieldDispute.class,
                        values -> assertThat(values.toLocal().title().to()).isEqualTo("Here")));
    }

    @Test
    void moved_below_another_card_it_is_that_projects_task() {
        world.phone.moveBelow(card("Write"), card("Other"));
        world.full();
        assertThat(world.taskView(task).projectId()).isEqualTo(other.id());
        assertThat(world.taskView(below).projectId()).isEqualTo(other.id());
        assertThat(world.taskView(below).parentId()).isEqualTo(task.id());
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.full().pushed()).isZero();
    }

    @Test
    void moved_below_its_sibling_and_up_again() {
        EntityRef sibling = world.task(project, "Sibling");
        world.untilQuiet();
        world.phone.moveBelow(card("Read"), card("Sibling"));
        world.full();
        assertThat(world.taskView(below).parentId()).isEqualTo(sibling.id());
        world.phone.moveBelow(card("Read"), card("Ledger"));
        world.full();
        assertThat(world.taskView(below).parentId()).isNull();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void moved_to_the_top_of_the_card_list_a_task_is_out_of_scope_until_it_is_back() {
        world.phone.move(card("Read"), list);
        world.full();
        assertThat(world.link(below)).isInstanceOf(SyncLink.OutOfScope.class);
        assertThat(deleted(below)).isFalse();
        world.phone.rename(card("Read"), "Read twice");
        world.fullAfterSettle();
        assertThat(world.taskView(below).title()).isEqualTo("Read");
        assertThat(world.projectView(other).name()).isEqualTo("Other");
        int before = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();

        world.phone.moveBelow(card("Read twice"), card("Other"));
        world.full();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.taskView(below).title()).isEqualTo("Read twice");
        assertThat(world.taskView(below).projectId()).isEqualTo(other.id());
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void moved_to_a_list_that_is_nobodys_it_is_out_of_scope_and_not_deleted() {
        String inbox = world.remote.addList("Groceries").id();
        world.phone.move(card("Read"), inbox);
        world.full();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.link(below)).isInstanceOf(SyncLink.OutOfScope.class);
        assertThat(deleted(below)).isFalse();
        world.phone.moveBelow(card("Read"), card("Write"));
        world.full();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.here().stream().filter(line -> line.endsWith("Read")))
                .containsExactly("Dev Projects: Ledger/Write/Read");
    }

    @Test
    void deleted_here_while_it_is_out_of_scope_and_brought_back_there_it_is_a_question() {
        ConflictBook.Entry asked = deletedOutOfScopeAndBack();
        Card read = card("Read");
        world.resolve(asked, Choice.LOCAL, null);
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(read.deleted).isTrue();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Closed.class);
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    @Test
    void brought_back_there_it_is_there_again_where_a_person_says_so() {
        ConflictBook.Entry asked = deletedOutOfScopeAndBack();
        world.resolve(asked, Choice.REMOTE, null);
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(deleted(below)).isFalse();
        assertThat(world.here())
                .isEqualTo(world.there().stream()
                        .filter(line -> !line.equals("Groceries:"))
                        .toList());
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    private ConflictBook.Entry deletedOutOfScopeAndBack() {
        String groceries = world.remote.addList("Groceries").id();
        world.phone.move(card("Read"), groceries);
        world.full();
        assertThat(world.link(below)).isInstanceOf(SyncLink.OutOfScope.class);
        world.delete(below);
        world.untilQuiet();
        world.phone.moveBelow(card("Read"), card("Write"));
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.conflicts.of(below)).singleElement().satisfies(each -> assertThat(each.dispute())
                .isInstanceOf(Dispute.DeletedLocally.class));
        return world.conflicts.of(below).getFirst();
    }

    @Test
    void a_card_that_is_moved_away_takes_its_tasks_out_of_scope_and_back() {
        String groceries = world.remote.addList("Groceries").id();
        Card ledger = card("Ledger");
        world.phone.move(ledger, groceries);
        world.full();
        world.fullAfterSettle();
        assertThat(world.link(project)).isInstanceOf(SyncLink.OutOfScope.class);
        assertThat(world.link(task)).isInstanceOf(SyncLink.OutOfScope.class);
        assertThat(deleted(project) || deleted(task)).isFalse();
        world.phone.move(ledger, list);
        world.full();
        world.full();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.link(below)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.here())
                .isEqualTo(world.there().stream()
                        .filter(line -> !line.equals("Groceries:"))
                        .toList());
    }

    @Test
    void a_task_that_is_edited_here_while_it_is_out_of_scope_meets_again() {
        String groceries = world.remote.addList("Groceries").id();
        Card read = card("Read");
        world.phone.move(read, groceries);
        world.full();
        world.rename(below, "Ours");
        world.untilQuiet();
        world.phone.prioritise(read, Priority.HIGH);
        world.phone.moveBelow(read, card("Write"));
        world.full();
        world.untilQuiet();
        assertThat(card("Ours").content.priority()).isEqualTo(Priority.HIGH);
        assertThat(world.taskView(below).priority()).isEqualTo(Priority.HIGH);
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void what_was_finished_long_ago_is_not_missed_and_what_is_reopened_is_seen() {
        world.phone.complete(card("Read"));
        world.full();
        world.clock.forward(Duration.ofDays(30));
        world.full();
        world.fullAfterSettle();
        assertThat(deleted(below)).isFalse();
        assertThat(world.taskView(below).status()).isEqualTo(TaskStatus.COMPLETED);
        world.phone.reopen(card("Read"));
        world.full();
        assertThat(world.taskView(below).status()).isEqualTo(TaskStatus.OPEN);
    }

    @Test
    void what_was_completed_while_nobody_looked_is_completed_and_not_deleted() {
        world.phone.complete(card("Read"));
        world.clock.forward(Duration.ofDays(30));
        world.full();
        world.fullAfterSettle();
        assertThat(world.taskView(below).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(deleted(below)).isFalse();
    }

    @Test
    void a_deleted_card_list_deletes_nothing_before_two_reads() {
        world.phone.deleteList(list);
        world.full();
        assertThat(deleted(project)).isFalse();
        world.fullAfterSettle();
        world.untilQuiet();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.link(EntityRef.CARDS)).isNotInstanceOf(SyncLink.Creating.class);
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void a_deleted_card_list_is_proven_by_reads_that_are_a_settle_time_apart_however_many_are_between() {
        world.phone.deleteList(list);
        world.full();
        world.clock.forward(World.SETTLE.dividedBy(2));
        world.full();
        assertThat(world.holds.list(world.account)).isEmpty();
        world.clock.forward(World.SETTLE.dividedBy(2));
        world.full();
        assertThat(deleted(project)).as("all the cards at once are a question").isFalse();
        world.holds.approve(
                world.account, world.holds.list(world.account).getFirst().planHash(), "owner");
        world.full();
        assertThat(deleted(project)).isTrue();
    }

    @Test
    void deleted_here_and_restored_here_it_is_made_again() {
        world.delete(project);
        world.untilQuiet();
        world.full();
        world.restore(project);
        world.full();
        world.untilQuiet();
        assertThat(world.here()).isEqualTo(world.there()).hasSize(4);
    }

    @Test
    void back_there_after_we_deleted_it_is_a_question() {
        Card read = card("Read");
        world.delete(below);
        world.untilQuiet();
        world.phone.restore(read);
        world.full();
        assertThat(world.conflicts.all()).as("a list may lag behind").isEmpty();
        world.fullAfterSettle();
        assertThat(world.conflicts.of(below)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOf(Dispute.Reappeared.class));
        assertThat(deleted(below)).isTrue();
        world.fullAfterSettle();
        assertThat(world.conflicts.all()).hasSize(1);
    }
}
