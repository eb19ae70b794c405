package dev.devledger.application.sync.decide;

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

/** A list that leaves something out, for however long, deletes nothing: another source has to agree. */
class LeftOutTest {
    private final World world = new World();
    private EntityRef task;
    private Card card;

    @BeforeEach
    void both_sides_agree() {
        world.remote.addList(World.LIST);
        task = world.task(world.project("Ledger"), "Write");
        world.untilQuiet();
        world.fullAfterSettle();
        card = world.remote.card("Write");
        world.remote.calls();
    }

    private boolean isDeleted() {
        return world.taskView(task).deletedAt() != null;
    }

    @Test
    void what_a_list_leaves_out_for_hours_stays() {
        world.remote.leaveOut(card);
        int before = world.ledger.size();
        for (int cycle = 0; cycle < 20; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(isDeleted()).isFalse();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
        world.remote.showAll();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
    }

    @Test
    void what_a_list_leaves_out_does_not_go_with_it() {
        world.remote.cap(1); // so that the second look at the list is one more read of it
        EntityRef home = world.project("Home", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef other = world.project("Other", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef cook = world.task(home, "Cook");
        world.untilQuiet();
        world.fullAfterSettle();
        String closed = ((SyncLink.Linked) world.link(EntityRef.list(other.id())))
                .remote()
                .id();
        world.remote.archive(closed, true);
        world.remote.leaveOut(world.remote.card("Cook"));
        world.move(cook, other, null);
        world.delete(home);
        world.full();
        world.untilQuiet();
        assertThat(world.remote.card("Cook").deleted).isFalse();
        world.remote.showAll();
        world.remote.unarchive(closed);
        world.fullAfterSettle();
        world.untilQuiet();
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.remote.card("Cook").list).isEqualTo(closed);
        assertThat(world.remote.allLists()).noneMatch(list -> list.name().equals("Home"));
    }

    @Test
    void what_is_changed_there_meanwhile_is_taken_over() {
        world.remote.leaveOut(card);
        world.phone.rename(card, "Write it");
        world.full();
        world.fullAfterSettle();
        assertThat(world.taskView(task).title()).isEqualTo("Write it");
    }

    @Test
    void a_deletion_takes_a_search_of_its_list_with_each_of_the_two_reads() {
        world.phone.delete(card);
        world.full();
        assertThat(world.remote.calls()).containsOnlyOnce(Call.SEARCH_OPEN);
        assertThat(isDeleted()).isFalse();
        world.fullAfterSettle();
        assertThat(world.remote.calls()).containsOnlyOnce(Call.SEARCH_OPEN);
        assertThat(isDeleted()).isTrue();
    }

    @Test
    void what_was_left_out_and_is_moved_away_before_the_next_read_is_not_deleted() {
        String elsewhere = world.remote.addList("Private").id();
        world.remote.leaveOut(card);
        world.full();
        world.remote.passTime();
        world.remote.has(Habit.OLD_FIRST_LOOK, true);
        world.phone.move(card, elsewhere);
        world.fullAfterSettle();
        assertThat(isDeleted()).isFalse();
        world.fullAfterSettle();
        assertThat(isDeleted()).isFalse();
    }

    @Test
    void a_search_without_an_answer_proves_nothing() {
        world.phone.delete(card);
        world.full();
        world.remote.next(Call.SEARCH_OPEN, Fault.LOST_ANSWER);
        world.fullAfterSettle();
        assertThat(isDeleted()).isFalse();
        world.fullAfterSettle();
        assertThat(isDeleted()).isTrue();
    }

    @Test
    void where_a_search_does_not_show_all_it_takes_a_third_read() {
        world.remote.searchCap(1);
        world.phone.delete(card);
        world.full();
        world.fullAfterSettle();
        assertThat(isDeleted()).isFalse();
        world.fullAfterSettle();
        assertThat(isDeleted()).isTrue();
    }
}
