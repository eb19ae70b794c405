package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.Habit;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.read.FullRead;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A card that is deleted in the ledger while another client works below it: it stays until a person decides (E9). */
class ForeignChildrenTest {
    private final World world = new World();
    private EntityRef project;
    private EntityRef task;
    private Card card;

    @BeforeEach
    void both_sides_agree() {
        world.remote.addList(World.LIST);
        project = world.project("Ledger");
        task = world.task(project, "Write");
        world.project("Other");
        world.untilQuiet();
        world.full();
        card = world.remote.card("Ledger");
    }

    private void cycles() {
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
    }

    private ConflictBook.Entry asked(EntityRef entity) {
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
        assertThat(world.conflicts.of(entity)).singleElement().satisfies(each -> assertThat(each.dispute())
                .isInstanceOf(Dispute.DeletedLocally.class));
        return world.conflicts.of(entity).getFirst();
    }

    private void assertGoesWithItsTaskOnceAsked(Card write) {
        assertThat(write.deleted).isFalse();
        assertThat(card.deleted).isFalse();
        world.resolve(asked(task), Choice.LOCAL, null);
        cycles();
        assertThat(write.deleted).isTrue();
        assertThat(card.deleted).isTrue();
        assertThat(world.work.pending(world.account)).isZero();
    }

    private void assertQuiet() {
        int before = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
    }

    private void deletedWhileTheyAddOne() {
        world.delete(project);
        world.phone.addBelow(card, "Theirs");
        world.full();
    }

    @Test
    void what_they_added_below_a_card_keeps_it() {
        deletedWhileTheyAddOne();
        assertThat(card.deleted).isFalse();
        assertThat(world.remote.card("Theirs").deleted).isFalse();
        assertThat(world.link(task)).isInstanceOf(SyncLink.Closed.class);
        asked(project);
        assertQuiet();
    }

    /** A finished one is not asked about; but what is open below it would go with it, or stay alone. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_they_added_below_a_finished_one_of_theirs_is_asked_about(boolean completed) {
        world.delete(project);
        Card theirs = world.phone.addBelow(card, "Theirs");
        Card below = world.phone.addBelow(theirs, "Below");
        finish(theirs, completed);
        cycles();
        assertThat(card.deleted).isFalse();
        ConflictBook.Entry question = asked(project);
        assertQuiet();
        world.phone.delete(below);
        cycles();
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(world.conflicts.of(project))
                .extracting(ConflictBook.Entry::id)
                .containsExactly(question.id());
        assertThat(card.deleted).isTrue();
    }

    private void finish(Card theirs, boolean completed) {
        if (completed) {
            world.phone.complete(theirs);
        } else {
            world.phone.abandon(theirs);
        }
    }

    @Test
    void what_they_added_below_an_abandoned_card_is_asked_about() {
        world.phone.abandon(card);
        world.full();
        world.phone.addBelow(card, "Theirs");
        world.delete(project);
        cycles();
        assertThat(card.deleted).isFalse();
        asked(project);
        assertQuiet();
    }

    @Test
    void what_they_take_away_from_below_an_abandoned_card_is_no_question_any_more() {
        world.phone.abandon(card);
        world.full();
        Card theirs = world.phone.addBelow(card, "Theirs");
        world.delete(project);
        cycles();
        asked(project);
        world.phone.moveBelow(theirs, world.remote.card("Other"));
        cycles();
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(card.deleted).isTrue();
    }

    @Test
    void what_they_added_below_the_card_of_a_project_that_was_to_be_a_list_is_asked_about() {
        world.place(project, Placement.LIST);
        world.delete(project);
        Card theirs = world.phone.addBelow(card, "Theirs");
        cycles();
        assertThat(card.deleted).isFalse();
        ConflictBook.Entry question = asked(project);
        assertQuiet();
        world.resolve(question, Choice.LOCAL, null);
        cycles();
        assertThat(card.deleted).isTrue();
        assertThat(theirs.deleted).isFalse();
    }

    /** A list may leave out what is in it, and then shows nothing below what that one is below. */
    @Test
    void what_their_list_leaves_out_keeps_what_it_is_below() {
        world.remote.has(Habit.CHILDREN_GO, true);
        Card write = world.remote.card("Write");
        Card theirs = world.phone.addBelow(write, "Theirs");
        world.remote.leaveOut(write);
        world.delete(project);
        world.full();
        assertThat(theirs.deleted).isFalse();
        assertGoesWithItsTaskOnceAsked(write);
    }

    /** Deleted there before, it is not the ledger's any more. */
    @Test
    void what_they_have_taken_out_of_the_trash_below_it_keeps_it() {
        world.remote.has(Habit.CHILDREN_GO, true);
        Card write = world.remote.card("Write");
        world.phone.delete(write);
        world.full();
        cycles();
        world.delete(project);
        world.phone.restore(write);
        cycles();
        assertThat(write.deleted).isFalse();
        assertThat(card.deleted).isFalse();
        assertThat(world.conflicts.all())
                .extracting(each -> each.dispute().getClass().getSimpleName())
                .contains("Reappeared");
    }

    @Test
    void nor_is_what_they_have_moved_below_it_and_their_list_leaves_out_deleted_with_it() {
        world.remote.has(Habit.CHILDREN_GO, true);
        EntityRef plan = world.task(world.projectCalled("Other"), "Plan");
        world.untilQuiet();
        world.full();
        Card other = world.remote.card("Other");
        world.phone.moveBelow(other, card);
        world.remote.leaveOut(other);
        world.delete(project);
        cycles();
        assertThat(other.deleted).isFalse();
        assertThat(world.remote.card("Plan").deleted).isFalse();
        assertThat(world.taskView(plan).deletedAt()).isNull();
        assertThat(card.deleted).isFalse();
    }

    @Test
    void nor_is_what_is_shown_below_something_of_theirs_that_their_list_leaves_out() {
        world.remote.has(Habit.CHILDREN_GO, true);
        Card theirs = world.phone.addBelow(card, "Theirs");
        world.remote.leaveOut(theirs);
        EntityRef plan = world.task(world.projectCalled("Other"), "Plan");
        world.untilQuiet();
        world.full();
        world.phone.moveBelow(world.remote.card("Plan"), theirs);
        world.delete(project);
        cycles();
        assertThat(world.remote.card("Plan").deleted).isFalse();
        assertThat(world.taskView(plan).deletedAt()).isNull();
        assertThat(card.deleted).isFalse();
    }

    @Test
    void what_is_known_to_be_deleted_there_does_not_keep_it_where_a_search_does_not_show_all() {
        world.remote.searchCap(2);
        world.phone.delete(world.remote.card("Write"));
        world.rename(task, "Write more");
        cycles();
        assertThat(world.link(task)).isInstanceOf(SyncLink.Detached.class);
        world.place(project, Placement.LIST);
        cycles();
        assertThat(card.deleted).isTrue();
    }

    @Test
    void where_a_list_leaves_out_too_many_to_be_looked_for_nothing_of_it_is_deleted() {
        EntityRef other = world.projectCalled("Other");
        for (int each = 0; each < 21; each++) {
            world.task(other, "Plan " + each);
        }
        world.untilQuiet();
        world.full();
        world.remote.searchCap(10);
        world.remote.leaveOut(world.remote.live().stream()
                .filter(each -> each.content.title().startsWith("Plan"))
                .toArray(Card[]::new));
        world.delete(project);
        world.full();
        assertThat(card.deleted).isFalse();
        assertThat(world.work.reason(project)).contains("21 tasks that were in its list are not visible in TickTick");
        world.remote.showAll();
        cycles();
        assertThat(card.deleted).isTrue();
    }

    @Test
    void however_many_finished_ones_have_something_open_below_them_what_is_deleted_goes() {
        EntityRef other = world.projectCalled("Other");
        for (int each = 0; each < 21; each++) {
            EntityRef plan = world.task(other, "Plan " + each);
            world.task(other, plan, "Step of it");
        }
        world.untilQuiet();
        world.full();
        world.tasksIn(other).stream()
                .filter(each -> world.taskView(each).title().startsWith("Plan"))
                .forEach(each -> world.status(each, TaskStatus.COMPLETED));
        world.untilQuiet();
        world.full();
        world.remote.searchCap(10);
        world.delete(project);
        cycles();
        assertThat(card.deleted).isTrue();
    }

    @Test
    void a_finished_one_of_theirs_is_looked_at_once_for_all_that_is_below_it() {
        Card theirs = world.phone.addBelow(card, "Theirs");
        List.of("One", "Two", "Three").forEach(each -> world.phone.addBelow(theirs, each));
        world.phone.abandon(theirs);
        world.delete(project);
        world.remote.calls();
        world.runner.plan();
        assertThat(world.remote.calls()).containsOnlyOnce(Call.FIND);
    }

    /** No list shows a finished one. */
    @Test
    void a_finished_one_that_waits_for_a_person_keeps_what_it_is_below() {
        world.remote.has(Habit.CHILDREN_GO, true);
        Card write = world.remote.card("Write");
        world.status(task, TaskStatus.COMPLETED);
        world.untilQuiet();
        world.clock.forward(FullRead.OVERLAP);
        world.full();
        world.phone.rename(write, "Write more");
        world.delete(project);
        cycles();
        assertGoesWithItsTaskOnceAsked(write);
    }

    @Test
    void what_their_list_leaves_out_keeps_the_card_of_a_project_that_is_a_list_now() {
        world.remote.has(Habit.CHILDREN_GO, true);
        Card write = world.remote.card("Write");
        world.remote.leaveOut(write);
        world.remote.next(Call.MOVE, MemoryRemote.Fault.REFUSED);
        world.place(project, Placement.LIST);
        world.full();
        assertThat(card.deleted).isFalse();
        cycles();
        world.untilQuiet();
        assertThat(write.deleted).isFalse();
        assertThat(card.deleted).isTrue();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void what_they_moved_away_does_not_keep_it_whatever_their_list_shows() {
        String others = world.remote.addList("Private").id();
        world.phone.move(world.remote.card("Write"), others);
        world.delete(project);
        cycles();
        assertThat(world.remote.card("Write").deleted).isFalse();
        assertThat(card.deleted).isTrue();
    }

    @Test
    void a_cycle_that_reads_no_list_keeps_it_as_well() {
        world.delete(project);
        world.phone.addBelow(card, "Theirs");
        world.untilQuiet();
        assertThat(card.deleted).isFalse();
    }

    @Test
    void what_they_write_into_it_while_its_list_is_looked_at_keeps_it() {
        EntityRef other = world.project("Alone");
        world.untilQuiet();
        Card alone = world.remote.card("Alone");
        world.delete(other);
        world.remote.onEachCall(call -> {
            if (call == Call.OPEN_TASKS && alone.content.title().equals("Alone")) {
                world.steps.outside(() -> world.phone.rename(alone, "Not alone"));
            }
        });
        world.untilQuiet();
        assertThat(alone.content.title()).isEqualTo("Not alone");
        assertThat(alone.deleted).isFalse();
        cycles();
        assertThat(alone.deleted).isFalse();
        asked(other);
    }

    @Test
    void a_task_that_they_edited_keeps_the_card_that_it_is_below() {
        world.delete(project);
        Card write = world.remote.card("Write");
        world.phone.rename(write, "Write more");
        cycles();
        assertGoesWithItsTaskOnceAsked(write);
    }

    @Test
    void a_task_that_they_moved_below_it_keeps_it() {
        EntityRef other = world.task(world.projectCalled("Other"), "Plan");
        world.untilQuiet();
        world.full();
        world.delete(project);
        world.phone.moveBelow(world.remote.card("Plan"), card);
        cycles();
        assertThat(card.deleted).isFalse();
        assertThat(world.taskView(other).deletedAt()).isNull();
        asked(project);
    }

    /** Its project would have to come back with it. */
    @Test
    void what_they_take_out_of_the_trash_into_the_list_of_a_deleted_project_is_asked_about() {
        world.place(project, Placement.LIST);
        cycles();
        Card write = world.remote.card("Write");
        world.phone.delete(write);
        cycles();
        assertThat(world.taskView(task).deletedAt()).isNotNull();
        world.delete(project);
        world.phone.restore(write);
        cycles();
        assertThat(write.deleted).isFalse();
        assertThat(world.conflicts.of(task)).singleElement().satisfies(each -> assertThat(each.dispute())
                .isInstanceOf(Dispute.Reappeared.class));
        assertQuiet();
        world.resolve(world.conflicts.of(task).getFirst(), Choice.LOCAL, null);
        cycles();
        assertThat(write.deleted).isTrue();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void restored_it_has_what_they_added() {
        deletedWhileTheyAddOne();
        world.resolve(asked(project), Choice.REMOTE, null);
        cycles();
        world.untilQuiet();
        assertThat(world.here()).isEqualTo(world.there()).contains("Dev Projects: Ledger/Theirs");
        assertThat(world.remote.card("Ledger").id).isEqualTo(card.id);
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    @Test
    void a_person_may_let_it_go_all_the_same() {
        deletedWhileTheyAddOne();
        world.resolve(asked(project), Choice.LOCAL, null);
        cycles();
        assertThat(card.deleted).isTrue();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Closed.class);
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(world.conflicts.open(world.account)).isZero();
        assertQuiet();
    }

    @Test
    void a_list_stays_with_what_a_person_has_left_in_it() {
        EntityRef home = world.project("Home", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef inIt = world.task(home, "Paint");
        world.untilQuiet();
        world.full();
        world.phone.addBelow(world.remote.card("Paint"), "Theirs");
        world.delete(home);
        cycles();
        EntityRef list = EntityRef.list(home.id());
        world.resolve(world.conflicts.of(inIt).getFirst(), Choice.DETACH, null);
        world.resolve(world.conflicts.of(list).getFirst(), Choice.LOCAL, null);
        cycles();
        world.untilQuiet();
        assertThat(world.link(list)).isInstanceOf(SyncLink.Detached.class);
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(world.cards()).contains("Paint", "Paint/Theirs");
        assertQuiet();
    }

    @Test
    void where_they_take_it_away_again_nobody_has_to_decide() {
        deletedWhileTheyAddOne();
        ConflictId asked = asked(project).id();
        world.phone.moveBelow(world.remote.card("Theirs"), world.remote.card("Other"));
        cycles();
        assertThat(card.deleted).isTrue();
        assertThat(world.conflicts.of(project))
                .extracting(ConflictBook.Entry::id)
                .containsOnly(asked);
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void what_was_moved_out_of_it_here_does_not_keep_it() {
        world.move(task, world.projectCalled("Other"), null);
        world.delete(project);
        world.full();
        cycles();
        assertThat(card.deleted).isTrue();
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(world.here()).isEqualTo(world.there());
    }
}
