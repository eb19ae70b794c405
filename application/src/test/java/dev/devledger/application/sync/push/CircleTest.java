package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.Habit;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two tasks that are each moved below the other at the same time, one on each side. */
class CircleTest {
    private static final String REASON =
            "it was moved below a task that was moved below it in TickTick; move one of the two elsewhere";

    private final World world = new World();
    private EntityRef project;
    private EntityRef write;
    private EntityRef read;

    @BeforeEach
    void both_sides_agree() {
        world.remote.addList(World.LIST);
        project = world.project("Ledger");
        write = world.task(project, "Write");
        read = world.task(project, "Read");
        world.untilQuiet();
        world.full();
        world.remote.calls();
    }

    private Card card(String title) {
        return world.remote.card(title);
    }

    @Test
    void nothing_is_moved_below_what_is_below_it_there() {
        world.phone.moveBelow(card("Write"), card("Read"));
        world.move(read, project, write);
        world.cycle();
        assertThat(card("Read").content.parent()).isEqualTo(card("Ledger").id);
        assertThat(world.link(read))
                .isInstanceOfSatisfying(SyncLink.Linked.class, linked -> assertThat(linked.refusal())
                        .isEqualTo(REASON));
    }

    /** Its new parent was to go to another list first, and was deleted there: it answers as moved and stays where it was. */
    @Test
    void nothing_is_moved_below_what_did_not_come_along() {
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef gone = world.task(project, write, "Gone");
        world.untilQuiet();
        world.full();
        world.phone.delete(card("Gone"));
        world.phone.moveBelow(card("Write"), card("Read"));
        world.move(read, project, gone);
        world.move(gone, listed, null);
        world.cycle();
        assertThat(card("Read").content.parent()).isEqualTo(card("Ledger").id);
        assertThat(world.work.reason(read)).isEqualTo("it waits until its card is created");
    }

    @Test
    void it_is_told_on_both_and_each_side_stays_as_its_person_left_it() {
        world.phone.moveBelow(card("Write"), card("Read"));
        world.move(read, project, write);
        world.full();
        assertThat(world.taskView(read).parentId()).isEqualTo(write.id());
        assertThat(world.taskView(write).parentId()).isNull();
        assertThat(((SyncLink.Linked) world.link(read)).refusal()).isEqualTo(REASON);
        assertThat(((SyncLink.Linked) world.link(write)).refusal())
                .startsWith("what is in TickTick cannot be stored in Devledger: ");
        int before = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).as("it is told once").isEmpty();
    }

    @Test
    void it_is_told_once_of_one_that_is_edited_here_as_well() {
        world.phone.moveBelow(card("Write"), card("Read"));
        world.move(read, project, write);
        world.rename(write, "Written");
        world.full();
        world.fullAfterSettle();
        assertThat(card("Written").content.parent()).isEqualTo(card("Read").id);
        int before = world.ledger.size();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
        assertThat(((SyncLink.Linked) world.link(write)).refusal())
                .startsWith("what is in TickTick cannot be stored in Devledger: ");
    }

    /** Then no list shows it, and neither side takes what the other one has: each refusal has a reason of its own. */
    @Test
    void it_is_told_once_of_one_that_was_abandoned_and_deleted_there_as_well() {
        world.phone.moveBelow(card("Write"), card("Read"));
        world.move(read, project, write);
        world.rename(write, "Written");
        world.phone.abandon(card("Write"));
        world.phone.delete(card("Write"));
        world.full();
        world.fullAfterSettle();
        int before = world.ledger.size();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
    }

    @Test
    void once_one_of_them_is_moved_elsewhere_both_sides_meet() {
        world.phone.moveBelow(card("Write"), card("Read"));
        world.move(read, project, write);
        world.full();
        world.phone.moveBelow(card("Write"), card("Ledger"));
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(world.there()).isEqualTo(world.here());
        assertThat(world.there()).contains("Dev Projects: Ledger/Write/Read");
        assertThat(((SyncLink.Linked) world.link(read)).refusal()).isNull();
        assertThat(((SyncLink.Linked) world.link(write)).refusal()).isNull();
    }

    @Test
    void while_it_is_not_known_what_the_new_parent_is_below_nothing_is_moved() {
        world.phone.moveBelow(card("Write"), card("Read"));
        world.move(read, project, write);
        world.remote.next(Call.FIND, Fault.NONE, Fault.LOST_ANSWER);
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.FIND, Call.FIND);
        assertThat(world.work.reason(read)).isEqualTo("it is not known where its new parent is in TickTick");
        assertThat(card("Read").content.parent()).isEqualTo(card("Ledger").id);
    }

    @Test
    void what_is_written_there_while_the_parents_are_looked_at_is_not_overwritten() {
        world.rename(read, "Here");
        world.move(read, project, write);
        int[] looks = {0};
        world.remote.onEachCall(call -> {
            if (call == Call.FIND && ++looks[0] == 2) {
                world.phone.rename(card("Read"), "There");
            }
        });
        world.cycle();
        assertThat(looks[0]).isGreaterThanOrEqualTo(2);
        assertThat(card("There").content.parent()).isEqualTo(card("Write").id);
        world.full();
        assertThat(world.conflicts.of(read)).isNotEmpty();
    }

    @Test
    void a_move_below_a_sibling_looks_at_that_one_and_at_what_it_is_below() {
        world.move(read, project, write);
        world.cycle();
        // Read itself, Write, the card of the project, which is at the top, and all of them at once before it is
        // written.
        assertThat(world.remote.calls()).containsExactly(Call.FIND, Call.FIND, Call.FIND, Call.OPEN_TASKS, Call.UPDATE);
        assertThat(world.there()).isEqualTo(world.here());
    }

    private void moveThereAtCall(int number) {
        int[] calls = {0};
        world.remote.onEachCall(call -> {
            if (++calls[0] == number) {
                world.phone.moveBelow(card("Write"), card("Read"));
            }
        });
        world.move(read, project, write);
        world.cycle();
        assertThat(calls[0]).isGreaterThanOrEqualTo(number);
    }

    private void assertReadStaysWhereItWas() {
        assertThat(card("Read").content.parent()).isEqualTo(card("Ledger").id);
        assertThat(((SyncLink.Linked) world.link(read)).refusal()).isEqualTo(REASON);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void nothing_is_moved_below_what_is_moved_below_it_while_the_parents_are_looked_at(int call) {
        moveThereAtCall(call);
        assertReadStaysWhereItWas();
    }

    @Test
    void an_old_first_look_at_the_new_parent_makes_no_circle() {
        world.remote.has(Habit.OLD_FIRST_LOOK, true);
        world.remote.passTime();
        moveThereAtCall(1);
        assertReadStaysWhereItWas();
    }

    /** Write is below something in another list there, as a child that was moved alone keeps its parent's id. */
    private Card aboveWriteInAnotherList() {
        Card above = world.phone.add(world.remote.addList("Theirs").id(), "Theirs");
        Card below = card("Write");
        below.content = below.content.withParent(above.id);
        return above;
    }

    @Test
    void a_circle_through_another_list_is_one_as_well() {
        Card above = aboveWriteInAnotherList();
        above.content = above.content.withParent(card("Read").id);
        world.move(read, project, write);
        world.cycle();
        assertThat(card("Read").content.parent()).isEqualTo(card("Ledger").id);
        assertThat(((SyncLink.Linked) world.link(read)).refusal()).isEqualTo(REASON);
    }

    @Test
    void what_is_below_something_in_another_list_is_no_circle_by_that() {
        aboveWriteInAnotherList();
        world.move(read, project, write);
        world.cycle();
        assertThat(card("Read").content.parent()).isEqualTo(card("Write").id);
        assertThat(world.remote.calls())
                .containsExactly(Call.FIND, Call.FIND, Call.FIND, Call.FIND_ANYWHERE, Call.OPEN_TASKS, Call.UPDATE);
    }
}
