package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.read.FullRead;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A task that was deleted in the service still answers by its id and confirms writes, whatever the answer shows. So
 * changes made in the ledger since a list last showed the task are not deleted with it.
 */
class WrittenIntoDeletedTest {
    private final World world = new World();
    private EntityRef project;
    private EntityRef task;
    private EntityRef below;

    @BeforeEach
    void both_sides_agree() {
        world.remote.addList(World.LIST);
        project = world.project("Ledger");
        task = world.task(project, "Write");
        below = world.task(project, task, "Read");
        world.untilQuiet();
        nextFull();
    }

    private void nextFull() {
        world.clock.forward(Duration.ofSeconds(1));
        world.full();
        world.clock.forward(Duration.ofSeconds(1));
    }

    private void proofOfAbsence() {
        nextFull();
        world.fullAfterSettle();
        world.fullAfterSettle();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_edit_of_what_was_deleted_there_before_is_kept_and_asked_about(boolean echoes) {
        world.remote.echoesWritesToDeleted(echoes);
        world.phone.delete(world.remote.card("Read"));
        renamedHere();
        proofOfAbsence();
        assertThat(world.taskView(below).deletedAt()).isNull();
        assertThat(world.taskView(below).title()).isEqualTo("Read twice");
        assertThat(world.link(below)).isInstanceOf(SyncLink.Detached.class);
        assertThat(world.conflicts.of(below)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOfSatisfying(Dispute.DeletedRemotely.class, gone -> {
                    assertThat(gone.local().fields()).containsExactly(Field.TITLE);
                    assertThat(gone.local().title().from()).isEqualTo("Read");
                    assertThat(gone.local().title().to()).isEqualTo("Read twice");
                }));
    }

    @Test
    void an_edit_between_both_reads_that_prove_it_is_kept_as_well() {
        world.remote.echoesWritesToDeleted(true);
        world.phone.delete(world.remote.card("Read"));
        nextFull();
        renamedHere();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.taskView(below).deletedAt()).isNull();
        assertThat(world.conflicts.of(below)).hasSize(1);
    }

    @Test
    void a_read_that_was_left_to_the_next_cycle_proves_no_write() {
        world.remote.echoesWritesToDeleted(true);
        Card read = world.remote.card("Read");
        world.phone.delete(read);
        renamedHere();
        world.phone.restore(read);
        world.remote.next(Call.FIND, Fault.LOST_REQUEST);
        world.full();
        proofOfAbsence();
        assertThat(world.conflicts.of(below)).isNotEmpty();
    }

    @Test
    void what_a_list_has_shown_after_the_edit_is_deleted_with_it() {
        renamedHere();
        nextFull();
        world.phone.delete(world.remote.card("Read twice"));
        proofOfAbsence();
        assertThat(world.taskView(below).deletedAt()).isNotNull();
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void what_somebody_else_changed_there_before_it_was_deleted_is_no_edit_of_ours() {
        world.phone.rename(world.remote.card("Read"), "Read there");
        nextFull();
        world.phone.delete(world.remote.card("Read there"));
        proofOfAbsence();
        assertThat(world.taskView(below).deletedAt()).isNotNull();
        assertThat(world.conflicts.all()).isEmpty();
    }

    /** In no list, so that nothing shows whether it went with it. */
    @Test
    void a_finished_one_that_was_edited_since_does_not_go_with_what_it_is_below() {
        world.remote.echoesWritesToDeleted(true);
        world.status(below, TaskStatus.COMPLETED);
        world.untilQuiet();
        world.clock.forward(FullRead.OVERLAP);
        nextFull();
        nextFull();
        world.phone.delete(world.remote.card("Write"));
        renamedHere();
        proofOfAbsence();
        assertThat(world.taskView(below).deletedAt()).isNull();
        assertThat(world.taskView(task).deletedAt()).isNull();
        assertThat(world.conflicts.of(task)).hasSize(1);
    }

    /** What it is below was there for longer than itself. */
    @Test
    void nor_where_it_was_deleted_by_itself_before() {
        world.remote.echoesWritesToDeleted(true);
        world.status(below, TaskStatus.COMPLETED);
        world.untilQuiet();
        world.clock.forward(FullRead.OVERLAP);
        nextFull();
        nextFull();
        world.phone.delete(world.remote.card("Read"));
        renamedHere();
        proofOfAbsence();
        world.phone.delete(world.remote.card("Write"));
        proofOfAbsence();
        assertThat(world.taskView(below).deletedAt()).isNull();
        assertThat(world.taskView(task).deletedAt()).isNull();
        assertThat(world.conflicts.of(task)).hasSize(1);
    }

    @Test
    void a_finished_one_that_took_a_write_and_does_not_hold_it_is_not_turned_back_here() {
        world.remote.echoesWritesToDeleted(true);
        world.status(below, TaskStatus.COMPLETED);
        world.untilQuiet();
        world.clock.forward(FullRead.OVERLAP);
        nextFull();
        world.phone.delete(world.remote.card("Read"));
        renamedHere();
        world.fullAfterSettle();
        world.fullAfterSettle();
        world.rename(below, "Read thrice");
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.taskView(below).title()).isEqualTo("Read thrice");
        assertThat(world.link(below))
                .isInstanceOfSatisfying(SyncLink.Linked.class, linked -> assertThat(linked.refusal())
                        .contains("may have been deleted"));
        assertThat(world.work.marked(below)).isFalse();
    }

    @Test
    void nor_is_it_a_question_when_it_is_deleted_here_as_well() {
        world.remote.echoesWritesToDeleted(true);
        world.status(below, TaskStatus.COMPLETED);
        world.untilQuiet();
        world.clock.forward(FullRead.OVERLAP);
        nextFull();
        world.phone.delete(world.remote.card("Read"));
        renamedHere();
        world.fullAfterSettle();
        world.fullAfterSettle();
        world.delete(below);
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Closed.class);
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void nor_is_one_deleted_that_somebody_has_reopened_and_its_list_leaves_out() {
        world.status(below, TaskStatus.COMPLETED);
        world.untilQuiet();
        Card card = world.remote.card("Read");
        world.phone.reopen(card);
        world.remote.leaveOut(card);
        world.delete(below);
        nextFull();
        assertThat(card.deleted).isFalse();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Linked.class);
    }

    @Test
    void nor_one_that_is_reopened_after_its_list_was_read() {
        world.status(below, TaskStatus.COMPLETED);
        world.untilQuiet();
        Card card = world.remote.card("Read");
        whileLookedUp(() -> world.phone.reopen(card));
        world.delete(below);
        nextFull();
        nextFull();
        assertThat(card.deleted).isFalse();
        assertThat(world.conflicts.of(below)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOf(Dispute.DeletedLocally.class));
    }

    @Test
    void deleted_there_after_somebody_has_reopened_it_waits_for_nobody_where_a_search_is_cut() {
        world.remote.searchCap(1);
        world.status(below, TaskStatus.COMPLETED);
        world.untilQuiet();
        Card card = world.remote.card("Read");
        world.phone.reopen(card);
        world.phone.delete(card);
        world.delete(below);
        nextFull();
        world.fullAfterSettle();
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Closed.class);
    }

    @ParameterizedTest
    @CsvSource({"ABANDONED, 100", "COMPLETED, 100", "ABANDONED, 1"})
    void nor_where_a_list_replaces_it_and_nothing_else_is_in_its_list(ProjectStatus status, int cap) {
        world.remote.searchCap(cap);
        world.delete(project);
        world.untilQuiet();
        EntityRef replaced = world.project("Replaced", status, Placement.CARD, "");
        world.untilQuiet();
        Card card = world.remote.card("Replaced");
        world.phone.reopen(card);
        world.phone.delete(card);
        world.place(replaced, Placement.LIST);
        nextFull();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(world.link(replaced)).isInstanceOf(SyncLink.Closed.class);
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void nor_is_it_deleted_there_where_it_is_reopened_and_replaced_and_neither_list_nor_search_shows_it() {
        world.delete(project);
        world.untilQuiet();
        EntityRef replaced = world.project("Replaced", ProjectStatus.ABANDONED, Placement.CARD, "");
        world.untilQuiet();
        Card card = world.remote.card("Replaced");
        world.phone.reopen(card);
        world.place(replaced, Placement.LIST);
        world.remote.leaveOut(card);
        world.remote.answersNothing(Set.of(Call.SEARCH_OPEN));
        nextFull();
        nextFull();
        assertThat(card.deleted).isFalse();
        assertThat(world.link(replaced)).isInstanceOf(SyncLink.Linked.class);
    }

    @Test
    void an_edit_while_it_is_looked_up_is_not_deleted_with_it() {
        world.phone.delete(world.remote.card("Read"));
        nextFull();
        whileLookedUp(() -> world.rename(below, "Read twice"));
        world.fullAfterSettle();
        assertThat(world.taskView(below).deletedAt()).isNull();
        world.fullAfterSettle();
        assertThat(world.taskView(below).deletedAt()).isNull();
        assertThat(world.taskView(below).title()).isEqualTo("Read twice");
        assertThat(world.conflicts.of(below)).hasSize(1);
    }

    @Test
    void an_edit_of_what_would_go_along_while_it_is_looked_up_is_not_deleted_with_it() {
        world.phone.delete(world.remote.card("Write"));
        nextFull();
        whileLookedUp(() -> world.rename(below, "Read twice"));
        world.fullAfterSettle();
        assertThat(world.taskView(task).deletedAt()).isNull();
        assertThat(world.taskView(below).deletedAt()).isNull();
        world.fullAfterSettle();
        assertThat(world.taskView(below).deletedAt()).isNull();
        assertThat(world.conflicts.of(below)).hasSize(1);
    }

    @Test
    void an_edit_that_was_written_into_a_deleted_one_is_not_lost_when_that_is_restored_as_it_was() {
        world.remote.echoesWritesToDeleted(true);
        Card card = world.remote.card("Read");
        world.phone.delete(card);
        renamedHere();
        world.phone.restore(card);
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.conflicts.of(below)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOfSatisfying(Dispute.FieldDispute.class, values -> {
                    assertThat(values.field()).isEqualTo(Field.TITLE);
                    assertThat(values.toLocal().title().to()).isEqualTo("Read twice");
                    assertThat(values.toRemote().title().to()).isEqualTo("Read");
                }));
    }

    /** In no list, so that no read tells that it is gone. */
    @Test
    void nor_where_it_is_finished_and_lists_were_read_without_it_since() {
        world.remote.echoesWritesToDeleted(true);
        Card card = world.remote.card("Read");
        world.phone.complete(card);
        nextFull();
        world.phone.delete(card);
        renamedHere();
        proofOfAbsence();
        world.phone.reopen(card);
        world.phone.restore(card);
        world.fullAfterSettle();
        world.untilQuiet();
        assertTitleIsAskedAbout();
    }

    /** What it is below is not known before, so that it is let go until then. */
    @Test
    void nor_where_it_was_moved_before_below_what_is_new() {
        world.remote.echoesWritesToDeleted(true);
        Card card = world.remote.card("Read");
        Card other = world.phone.add(card.list, "Other");
        world.phone.moveBelow(card, other);
        world.phone.delete(card);
        renamedHere();
        world.phone.restore(card);
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertTitleIsAskedAbout();
    }

    /** It answers by its id alone, and shows what nobody here has seen before. */
    @Test
    void what_somebody_wrote_there_before_it_was_deleted_takes_nothing_back_without_a_word() {
        world.remote.echoesWritesToDeleted(true);
        Card card = world.remote.card("Read");
        world.remote.next(Call.FIND, Fault.STALE);
        world.remote.passTime();
        world.phone.rename(card, "Read there");
        world.phone.delete(card);
        renamedHere();
        world.status(below, TaskStatus.COMPLETED);
        world.untilQuiet();
        world.fullAfterSettle();
        assertThat(world.conflicts.of(below)).anySatisfy(conflict -> assertThat(conflict.dispute())
                .isInstanceOfSatisfying(Dispute.FieldDispute.class, values -> {
                    assertThat(values.row()).isEqualTo(MergeRule.BASE_UNKNOWN);
                    assertThat(values.toRemote().title().from()).isEqualTo("Read twice");
                }));
    }

    /** What is let go is looked for in no list meanwhile. */
    @Test
    void nor_where_it_was_let_go_and_is_wanted_there_again() {
        world.remote.echoesWritesToDeleted(true);
        Card card = world.remote.card("Read");
        world.phone.delete(card);
        renamedHere();
        world.place(project, Placement.NONE);
        nextFull();
        world.place(project, Placement.CARD);
        world.phone.restore(card);
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertTitleIsAskedAbout();
    }

    @Test
    void what_somebody_takes_back_in_a_finished_one_is_taken_back_here_once_a_list_has_shown_it() {
        Card card = world.remote.card("Read");
        world.phone.complete(card);
        nextFull();
        renamedHere();
        world.phone.reopen(card);
        world.fullAfterSettle();
        world.phone.rename(card, "Read");
        world.fullAfterSettle();
        assertThat(world.taskView(below).title()).isEqualTo("Read");
        assertThat(world.conflicts.all()).isEmpty();
    }

    /** Though the list that it is in by now was not read: all that is open was searched for it. */
    @Test
    void what_was_moved_to_another_list_is_there() {
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.untilQuiet();
        nextFull();
        String list = ((SyncLink.Linked) world.link(EntityRef.list(listed.id())))
                .remote()
                .list();
        renamedHere();
        world.phone.move(world.remote.card("Read twice"), list);
        world.remote.hideContent(list);
        nextFull();
        assertThat(world.doubts.all(world.account)).isEmpty();
    }

    @Test
    void one_that_was_finished_into_its_deletion_and_is_deleted_here_too_waits_for_nobody() {
        world.remote.echoesWritesToDeleted(true);
        world.remote.searchCap(0);
        world.phone.delete(world.remote.card("Read"));
        world.status(below, TaskStatus.COMPLETED);
        world.untilQuiet();
        world.delete(below);
        world.untilQuiet();
        proofOfAbsence();
        world.fullAfterSettle();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Closed.class);
        assertThat(world.work.marked(below)).isFalse();
        assertThat(world.conflicts.all()).isEmpty();
    }

    /** It was expected in no list until then, so that nothing has missed it so far. */
    @Test
    void one_that_is_opened_again_is_missed_from_then_on() {
        Card card = world.remote.card("Read");
        world.phone.complete(card);
        nextFull();
        world.clock.forward(FullRead.OVERLAP);
        nextFull();
        renamedHere();
        proofOfAbsence();
        world.status(below, TaskStatus.OPEN);
        world.untilQuiet();
        world.remote.leaveOut(card);
        world.remote.searchCap(0);
        world.fullAfterSettle();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void what_was_answered_and_is_not_there_is_not_written_again_and_again() {
        World other = new World(ConflictPolicy.LEDGER);
        EntityRef project = other.project("Ledger");
        other.untilQuiet();
        other.full();
        other.rename(project, "Ledger 2");
        other.untilQuiet();
        other.phone.rename(other.remote.card("Ledger 2"), "Ledger");
        other.remote.calls();
        for (int cycle = 0; cycle < 3; cycle++) {
            other.fullAfterSettle();
        }
        assertThat(other.remote.calls()).doesNotContain(Call.UPDATE);
        assertThat(other.conflicts.of(project))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.dispute().waits()).isTrue());
    }

    @Test
    void what_somebody_takes_back_there_once_a_list_has_shown_it_is_taken_back_here_and_nobody_is_asked() {
        renamedHere();
        nextFull();
        world.phone.rename(world.remote.card("Read twice"), "Read");
        world.fullAfterSettle();
        assertThat(world.taskView(below).title()).isEqualTo("Read");
        assertThat(world.conflicts.all()).isEmpty();
    }

    private void renamedHere() {
        world.rename(below, "Read twice");
        world.untilQuiet();
    }

    private void assertTitleIsAskedAbout() {
        assertThat(world.conflicts.of(below)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOfSatisfying(
                        Dispute.FieldDispute.class,
                        values -> assertThat(values.toLocal().title().to()).isEqualTo("Read twice")));
    }

    private void whileLookedUp(Runnable edit) {
        boolean[] edited = {false};
        world.remote.onEachCall(call -> {
            if (call == Call.FIND && !edited[0]) {
                edited[0] = true;
                world.steps.outside(edit);
            }
        });
    }
}
