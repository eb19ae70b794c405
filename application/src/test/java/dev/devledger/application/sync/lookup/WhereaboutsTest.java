package dev.devledger.application.sync.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.Habit;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.push.PushState;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An abandoned task is in no list, and is not created again because of that; nor is one that was moved as well. */
class WhereaboutsTest {
    private final World world = new World();
    private EntityRef project;
    private Card card;

    @BeforeEach
    void both_sides_agree() {
        world.remote.addList(World.LIST);
        project = world.project("Ledger");
        world.untilQuiet();
        next();
        card = world.remote.card("Ledger");
    }

    private void next() {
        world.clock.forward(Duration.ofSeconds(1));
        world.full();
    }

    private void settles() {
        world.untilQuiet();
        for (int cycle = 0; cycle < 5; cycle++) {
            world.fullAfterSettle();
        }
    }

    private void deletedWithoutAnAnswer(Fault fault) {
        world.remote.next(Call.DELETE, fault);
        world.delete(project);
        world.cycle();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Deleting.class);
    }

    private void isThereOnce() {
        assertThat(world.remote.live().stream()
                        .filter(each -> each.content.title().equals("Ledger")))
                .containsExactly(card);
    }

    @Test
    void an_abandoned_project_that_was_deleted_and_restored_here_is_not_made_twice() {
        world.status(project, ProjectStatus.ABANDONED);
        world.untilQuiet();
        deletedWithoutAnAnswer(Fault.LOST_REQUEST);
        world.restore(project);
        settles();
        isThereOnce();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
    }

    @Test
    void an_abandoned_project_whose_delete_came_through_is_made_again() {
        world.status(project, ProjectStatus.ABANDONED);
        world.untilQuiet();
        deletedWithoutAnAnswer(Fault.LOST_ANSWER);
        world.restore(project);
        settles();
        assertThat(card.deleted).isTrue();
        assertThat(world.cards()).containsExactly("Ledger ABANDONED");
    }

    @Test
    void what_they_abandoned_while_its_delete_was_on_its_way_is_not_made_twice() {
        deletedWithoutAnAnswer(Fault.LOST_REQUEST);
        world.phone.abandon(card);
        world.restore(project);
        settles();
        isThereOnce();
    }

    @Test
    void what_was_moved_and_abandoned_before_its_delete_is_not_made_twice() {
        world.phone.move(card, world.remote.addList("Groceries").id());
        world.phone.abandon(card);
        world.delete(project);
        world.untilQuiet();
        world.restore(project);
        settles();
        isThereOnce();
    }

    @Test
    void what_was_let_go_and_is_wanted_again_is_found_where_they_have_moved_and_abandoned_it() {
        world.place(project, Placement.NONE);
        world.untilQuiet();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Detached.class);
        world.phone.move(card, world.remote.addList("Groceries").id());
        world.phone.abandon(card);
        world.place(project, Placement.CARD);
        settles();
        isThereOnce();
    }

    @Test
    void what_was_let_go_is_not_looked_for_while_what_it_is_below_is_not_there() {
        EntityRef task = world.task(project, "Task");
        world.untilQuiet();
        world.place(project, Placement.NONE);
        world.remote.poison(content -> content.title().equals("Poison"));
        EntityRef never = world.project("Poison");
        world.untilQuiet();
        world.phone.delete(world.remote.card("Task"));
        world.move(task, never, null);
        world.cycle();
        world.remote.calls();
        for (int each = 0; each < 5; each++) {
            world.clock.forward(PushState.NO_PARENT_YET);
            world.cycle();
        }
        assertThat(world.remote.calls()).isEmpty();
        world.rename(never, "Cure");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("Cure", "Cure/Task", "Ledger");
    }

    @Test
    void what_was_let_go_in_a_list_that_is_closed_by_now_is_not_made_twice() {
        EntityRef task = world.task(project, "Task");
        world.untilQuiet();
        world.place(project, Placement.NONE);
        world.untilQuiet();
        Card there = world.remote.card("Task");
        world.remote.archive(there.list);
        world.place(project, Placement.LIST);
        settles();
        assertThat(world.cards()).containsExactly("Ledger", "Ledger/Task");
        assertThat(world.link(task)).isInstanceOf(SyncLink.Linked.class);
        world.remote.unarchive(there.list);
        world.clock.forward(Duration.ofHours(1));
        settles();
        assertThat(world.remote.card("Task")).isSameAs(there);
        assertThat(world.there()).contains("Ledger: Task");
    }

    @Test
    void what_was_let_go_is_not_made_twice_where_its_list_leaves_it_out() {
        world.place(project, Placement.NONE);
        world.untilQuiet();
        world.remote.leaveOut(card);
        world.place(project, Placement.CARD);
        settles();
        isThereOnce();
    }

    @Test
    void nor_where_the_first_look_at_it_is_older_than_that_they_have_abandoned_it() {
        world.place(project, Placement.NONE);
        world.untilQuiet();
        world.remote.passTime();
        world.remote.has(Habit.OLD_FIRST_LOOK, true);
        world.phone.abandon(card);
        world.place(project, Placement.CARD);
        settles();
        isThereOnce();
    }

    @Test
    void nor_where_the_first_look_at_it_is_older_than_that_they_have_moved_it() {
        world.place(project, Placement.NONE);
        world.untilQuiet();
        String theirs = world.remote.addList("Groceries").id();
        world.remote.passTime();
        world.remote.has(Habit.OLD_FIRST_LOOK, true);
        world.phone.move(card, theirs);
        world.phone.rename(card, "Moved");
        world.place(project, Placement.CARD);
        settles();
        assertThat(world.remote.live()).containsExactly(card);
    }

    @Test
    void nor_is_what_was_deleted_and_restored_here() {
        deletedWithoutAnAnswer(Fault.LOST_REQUEST);
        world.remote.leaveOut(card);
        world.restore(project);
        settles();
        isThereOnce();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
    }

    /** It answers by its id all the same. */
    @Test
    void what_was_let_go_and_deleted_there_is_made_again() {
        world.place(project, Placement.NONE);
        world.untilQuiet();
        world.phone.delete(card);
        world.place(project, Placement.CARD);
        settles();
        assertThat(world.cards()).containsExactly("Ledger");
        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void where_nothing_can_tell_whether_it_is_there_nothing_is_made() {
        world.remote.searchCap(1);
        world.status(project, ProjectStatus.ABANDONED);
        world.untilQuiet();
        deletedWithoutAnAnswer(Fault.LOST_REQUEST);
        world.restore(project);
        settles();
        isThereOnce();
    }
}
